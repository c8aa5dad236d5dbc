"""`make bench`: the check-in and the form beside the smallest inserting app and a bare page."""

import hashlib
import http.client
import os
import re
import socket
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from kiosk.questions import QUESTION_NAMES
from kiosk.settings import Settings
from tests import people
from tests.benchmarks.load import Journey, Measured, asked, measure, served
from wsgi import create_app

TOKEN = "a token for the benchmark"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
CLIENTS = (1, 8, 32)
ROUNDS = 3


def insert(connection: http.client.HTTPConnection) -> None:
    asked(connection, "POST", "/insert")


def bare(connection: http.client.HTTPConnection) -> None:
    asked(connection, "GET", "/bare")


def check_in(connection: http.client.HTTPConnection) -> None:
    body = urlencode({"id": uuid4(), "purpose": "learning"})
    asked(connection, "POST", "/check-in", body, 303, Cookie=f"kiosk={TOKEN}", **FORM)


def whole_form(connection: http.client.HTTPConnection) -> None:
    page = asked(connection, "GET", "/f/7q2m4x")
    hidden = dict(re.findall(r'name="(id|given)"[^>]*value="([^"]*)"', page.text))
    answers = dict.fromkeys(QUESTION_NAMES, "yes") | {"good": "The tea, and the people."}
    body = urlencode(hidden | answers)
    sent = asked(connection, "POST", "/f/7q2m4x", body, 303, **FORM)
    asked(connection, "GET", sent.headers["Location"])


def prepare(instance: Path) -> dict[str, str]:
    """An instance with a paired screen and a run that takes evaluations today."""
    environ = {
        **os.environ,
        "KIOSK_INSTANCE": str(instance),
        "KIOSK_FORM_POSTS_A_MINUTE": "0",
        "SMALLEST_DATABASE_URL": f"sqlite:///{instance / 'smallest.sqlite3'}",
    }
    app = create_app(Settings.from_environment(environ))
    with app.app_context():
        kiosk = people.a_kiosk()
        people.an_installation(kiosk, hashlib.sha256(TOKEN.encode()).hexdigest())
        people.a_run(days=(people.clock.today(),))
    return environ


def rounds(
    name: str, environ: dict[str, str], application: str, port: int, journey: Journey, n: int
):
    """Three rounds at each number of clients; prints the one with the median rate."""
    results: dict[int, list[Measured]] = {clients: [] for clients in CLIENTS}
    with served(application, port, environ) as server:
        measure(server, port, journey, 1, 50)
        for _ in range(ROUNDS):
            for clients in CLIENTS:
                results[clients].append(measure(server, port, journey, clients, n))
    for clients, measured in results.items():
        middle = sorted(measured, key=lambda one: one.a_second)[ROUNDS // 2]
        say(
            f"{name:<34}{clients:>3} clients {middle.a_second:>8,.0f} a second"
            f"   p50 {middle.p50_ms:>7.1f}   p99 {middle.p99_ms:>7.1f} ms"
            f"   CPU {middle.cpu_ms:>5.2f} ms"
        )
    return {c: sorted(m, key=lambda one: one.a_second)[ROUNDS // 2] for c, m in results.items()}


def with_idle_sockets(environ: dict[str, str], port: int) -> float:
    """The slowest of 200 check-ins, in ms, while six idle sockets are held open."""
    slowest = 0.0
    with served("wsgi:create_app()", port, environ):
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(6)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for _ in range(200):
            begun = time.perf_counter()
            check_in(connection)
            slowest = max(slowest, (time.perf_counter() - begun) * 1000)
        connection.close()
        for one in idle:
            one.close()
    return slowest


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = prepare(Path(folder))
        rounds(
            "bare Flask page", environ, "tests.benchmarks.smallest:create_app()", 8151, bare, 2000
        )
        least = rounds(
            "smallest inserting app",
            environ,
            "tests.benchmarks.smallest:create_app()",
            8152,
            insert,
            1000,
        )
        ours = rounds("check-in", environ, "wsgi:create_app()", 8153, check_in, 1000)
        rounds("a learner’s whole form", environ, "wsgi:create_app()", 8154, whole_form, 500)
        for clients in CLIENTS:
            ratio = ours[clients].a_second / least[clients].a_second
            say(f"check-in ÷ smallest app, {clients} clients: {ratio:.2f} (to reach: 0.70)")
        slowest = with_idle_sockets(environ, 8155)
        say(f"slowest check-in beside six idle sockets: {slowest:.0f} ms (to reach: under 100)")


main()
