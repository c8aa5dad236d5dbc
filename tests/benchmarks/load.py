"""A load generator on loopback: bounded requests over kept connections, timed one by one."""

import http.client
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psutil

Journey = Callable[[http.client.HTTPConnection], None]


@dataclass(frozen=True)
class Measured:
    """What one run at one number of clients took; milliseconds, CPU of the server's processes."""

    a_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float


@contextmanager
def served(
    application: str, port: int, environ: dict[str, str], options: tuple[str, ...] = ()
) -> Iterator[psutil.Process]:
    """Serve an application with gunicorn: the project's own configuration, and options over it."""
    program = [sys.executable, "-m", "gunicorn", *options, application]
    environ = {**environ, "HOST": "127.0.0.1", "PORT": str(port)}
    with subprocess.Popen(program, env=environ, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield psutil.Process(process.pid)
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise TimeoutError(f"nothing answers on port {port}")


def _cpu_seconds(server: psutil.Process) -> float:
    every = [server, *server.children(recursive=True)]
    return sum(sum(process.cpu_times()[:2]) for process in every)


def measure(
    server: psutil.Process, port: int, journey: Journey, clients: int, journeys: int
) -> Measured:
    """Run a journey so many times, shared among so many clients."""
    taken: list[float] = []
    failures: list[BaseException] = []

    def walk() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            for _ in range(journeys // clients):
                begun = time.perf_counter()
                journey(connection)
                taken.append((time.perf_counter() - begun) * 1000)
        except BaseException as error:  # told to whoever measures, in its own thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=walk) for _ in range(clients)]
    cpu, begun = _cpu_seconds(server), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    if failures:
        raise failures[0]
    return Measured(
        a_second=len(taken) / seconds,
        p50_ms=statistics.median(taken),
        p99_ms=statistics.quantiles(taken, n=100)[98],
        cpu_ms=(_cpu_seconds(server) - cpu) * 1000 / len(taken),
    )


def asked(
    connection: http.client.HTTPConnection,
    method: str,
    address: str,
    body: str | None = None,
    expect: int = 200,
    **headers: str,
) -> http.client.HTTPResponse:
    """One request whose answer is read whole; another status than expected is an error."""
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    response.text = response.read().decode(errors="replace")
    if response.status != expect:
        raise AssertionError(f"{method} {path}: {response.status}: {response.text[:300]}")
    return response
