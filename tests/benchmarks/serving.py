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
# To reach on the machine where the smallest app took 0.87 ms of processor, p50 0.8 and p99 2.2 ms,
# and the bare page 0.35: a check-in 1.5 ms of processor and p99 3 ms, a form 3 ms and p50 5 ms.
LEAST_CPU_THERE, BARE_CPU_THERE = 0.87, 0.35
TO_REACH = {
    CHECK_IN.name: f"rate 0.70, CPU {1.5 / 0.87:.1f}, p99 {3 / 2.2:.1f}",
    WHOLE_FORM.name: f"CPU {3 / 0.87:.1f}, p50 {5 / 0.8:.1f}",
}


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
    for name, to_reach in TO_REACH.items():
        for clients in CLIENTS:
            pairs = [
                (one[clients], other[clients])
                for one, other in zip(results[name], least, strict=True)
            ]
            found = (
                median(getattr(one, what) / getattr(other, what) for one, other in pairs)
                for what in ("a_second", "cpu_ms", "p50_ms", "p99_ms")
            )
            yield name, str(clients), *(f"{ratio:.2f}" for ratio in found), to_reach


def slower_than_there(results: dict[str, list[Round]], name: str, there: float) -> float:
    """How many times as long as on the machine of the figures to reach: one client's processor."""
    return median(one[1].cpu_ms for one in results[name]) / there


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
        heads = ("÷ the smallest app", "clients", "rate", "CPU", "p50", "p99", "to reach")
        tell(heads, ratios(results))
        slowest = with_idle_sockets(environ, 8155)
    bare_page = slower_than_there(results, BARE_PAGE.name, BARE_CPU_THERE)
    least = slower_than_there(results, INSERT.name, LEAST_CPU_THERE)
    say(f"\nThis machine’s processor takes {bare_page:.1f} times as long for the bare page, and")
    say(f"{least:.1f} times for the smallest app, as the one of the figures to reach.")
    say(f"Slowest of 200 check-ins beside six idle sockets: {slowest:.0f} ms (to reach: 100).")
