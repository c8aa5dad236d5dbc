"""A worker keeps a connection for the moment in which its next request comes, and no longer."""

import http.client
import socket
import time
from contextlib import closing
from types import SimpleNamespace

import pytest
from gunicorn.workers import gthread

from kiosk.database import CONNECTIONS
from kiosk.serving import NEXT_REQUEST, ThreadWorker
from tests.serving import ROOT, Served

THREADS = 2


@pytest.fixture
def ends():
    """The two ends of a connection: the browser's, and gunicorn's."""
    browser, server = socket.socketpair()
    with closing(browser), closing(server):
        yield browser, SimpleNamespace(sock=server)


@pytest.fixture
def worker(monkeypatch):
    """A worker with one connection, of which gunicorn serves each request by reading a byte."""
    worker = object.__new__(ThreadWorker)
    worker.cfg, worker.alive, worker.nr_conns = SimpleNamespace(threads=THREADS), True, 1
    worker.served = []

    def serve(self, conn):
        self.served.append(conn.sock.recv(1))
        return self.served[-1] != b""

    monkeypatch.setattr(gthread.ThreadWorker, "handle", serve)
    return worker


def test_requests_that_follow_one_another_stay_with_their_thread(worker, ends):
    browser, conn = ends
    browser.sendall(b"123")

    assert worker.handle(conn) is True
    assert worker.served == [b"1", b"2", b"3"]


def test_a_connection_without_another_request_goes_back_after_a_moment(worker, ends):
    browser, conn = ends
    browser.sendall(b"1")
    begun = time.monotonic()

    assert worker.handle(conn) is True
    assert worker.served == [b"1"]
    assert NEXT_REQUEST / 1000 <= time.monotonic() - begun < 1


def test_a_connection_that_ends_is_given_back_as_ended(worker, ends):
    browser, conn = ends
    browser.sendall(b"1")
    browser.shutdown(socket.SHUT_WR)

    assert worker.handle(conn) is False


@pytest.mark.parametrize(("connections", "served"), [(THREADS, 2), (THREADS + 1, 1)])
def test_nobody_is_waited_for_while_others_may_have_no_thread(worker, ends, connections, served):
    browser, conn = ends
    browser.sendall(b"12")
    worker.nr_conns = connections

    assert worker.handle(conn) is True
    assert len(worker.served) == served


def test_a_worker_that_is_to_stop_takes_no_further_request(worker, ends):
    browser, conn = ends
    browser.sendall(b"12")
    worker.alive = False

    assert worker.handle(conn) is True
    assert worker.served == [b"1"]


def test_more_kept_connections_than_threads_are_all_answered(tmp_path):
    served = Served(tmp_path)
    connections = [
        http.client.HTTPConnection("127.0.0.1", served.port, timeout=10) for _ in range(48)
    ]
    try:
        for _ in range(3):
            begun = time.monotonic()
            for one in connections:
                one.request("GET", "/healthz")
            answers = [one.getresponse() for one in connections]
            assert all(answer.read() for answer in answers)
            assert all(one.sock for one in connections), "a kept connection was closed"
            assert time.monotonic() - begun < 3
    finally:
        for one in connections:
            one.close()
        served.stop()


def test_each_thread_of_a_worker_finds_a_connection_to_the_database():
    settings = (ROOT / "gunicorn.conf.py").read_text().splitlines()

    assert f"threads = {CONNECTIONS}" in settings
