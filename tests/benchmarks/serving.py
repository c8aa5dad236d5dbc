"""The check-in and the form beside the smallest inserting app and a bare page."""

import hashlib
import http.client
import os
import re
import socket
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode
from uuid import uuid4

from kiosk.questions import QUESTION_NAMES
from kiosk.settings import Settings
from tests import people
from tests.benchmarks.load import Journey, Measured, asked, measure, served
from tests.benchmarks.table import Row, say, tell
from wsgi import create_app

TOKEN = "a-token-for-the-benchmark"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
CLIENTS = (1, 8, 32)
ROUNDS = 5
Round = dict[int, Measured]  # by the number of clients


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


@dataclass(frozen=True)
class Subject:
    """One thing to measure: who serves it, how, and what a client does."""

    name: str
    application: str
    port: int
    journey: Journey
    journeys: int
    options: tuple[str, ...] = ()


# The reference is served as it was when the figure to reach was set: two plain workers.
PLAIN = ("--worker-class", "sync", "--threads", "1")
SMALLEST = "tests.benchmarks.smallest:create_app()"
OURS = "wsgi:create_app()"
BARE_PAGE = Subject("bare Flask page", SMALLEST, 8151, bare, 600, PLAIN)
INSERT = Subject("smallest inserting app", SMALLEST, 8152, insert, 500, PLAIN)
CHECK_IN = Subject("check-in", OURS, 8153, check_in, 500)
WHOLE_FORM = Subject("a learner’s whole form", OURS, 8154, whole_form, 256)
# To reach: 1.5 and 3 ms on the machine where the smallest app took 0.87.
CHECK_IN_CPU, WHOLE_FORM_CPU = 1.5 / 0.87, 3 / 0.87


def measured(subjects: Sequence[Subject], environ: dict[str, str]) -> dict[str, list[Round]]:
    """Serve every subject at once, and measure them in turn: what slows one slows its neighbour."""
    results: dict[str, list[Round]] = {subject.name: [] for subject in subjects}
    with ExitStack() as running:
        servers = {
            subject.name: running.enter_context(
                served(subject.application, subject.port, environ, subject.options)
            )
            for subject in subjects
        }
        for subject in subjects:
            measure(servers[subject.name], subject.port, subject.journey, 1, 50)
        for _ in range(ROUNDS):
            for subject in subjects:
                results[subject.name].append({})
            for clients in CLIENTS:
                for subject in subjects:
                    results[subject.name][-1][clients] = measure(
                        servers[subject.name],
                        subject.port,
                        subject.journey,
                        clients,
                        subject.journeys,
                    )
    return results


def rates(subjects: Sequence[Subject], results: dict[str, list[Round]]) -> Iterator[Row]:
    """Each subject at each number of clients: its round of the median rate."""
    for subject in subjects:
        for clients in CLIENTS:
            rounds = sorted(
                (each[clients] for each in results[subject.name]), key=lambda one: one.a_second
            )
            one = rounds[len(rounds) // 2]
            yield (
                subject.name,
                str(clients),
                f"{one.a_second:,.0f}",
                f"{one.p50_ms:.1f}, {one.p99_ms:.1f}",
                f"{one.cpu_ms:.2f}",
            )


def ratios(results: dict[str, list[Round]]) -> Iterator[Row]:
    """How two subjects stand to the smallest app: the median of the rounds' own ratios."""
    least = results[INSERT.name]
    for subject, most_cpu in ((CHECK_IN, CHECK_IN_CPU), (WHOLE_FORM, WHOLE_FORM_CPU)):
        for clients in CLIENTS:
            pairs = [
                (one[clients], other[clients])
                for one, other in zip(results[subject.name], least, strict=True)
            ]
            rate = median(one.a_second / other.a_second for one, other in pairs)
            cpu = median(one.cpu_ms / other.cpu_ms for one, other in pairs)
            yield subject.name, str(clients), f"{rate:.2f}", f"{cpu:.2f}", f"{most_cpu:.1f}"


def with_idle_sockets(environ: dict[str, str], port: int) -> float:
    """The slowest of 200 check-ins, in ms, while six idle sockets are held open."""
    slowest = 0.0
    with served(OURS, port, environ):
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


def report() -> None:
    """Print each subject’s rates, then how they compare."""
    with tempfile.TemporaryDirectory() as folder:
        environ = prepare(Path(folder))
        subjects = (BARE_PAGE, INSERT, CHECK_IN, WHOLE_FORM)
        results = measured(subjects, environ)
        tell(("what", "clients", "a second", "p50, p99 ms", "CPU ms"), rates(subjects, results))
        tell(("÷ the smallest app", "clients", "rate", "CPU", "to reach"), ratios(results))
        slowest = with_idle_sockets(environ, 8155)
    say("\nThe check-in’s rate is to reach 0.70 of the smallest app’s.")
    say(f"Slowest of 200 check-ins beside six idle sockets: {slowest:.0f} ms (to reach: 100).")
