"""`make bench`: the check-in and the form beside the smallest inserting app and a bare page."""

import hashlib
import http.client
import os
import re
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode
from uuid import uuid4

from kiosk.questions import QUESTION_NAMES
from kiosk.settings import Settings
from tests import people
from tests.benchmarks import files, imports, overview, welcome
from tests.benchmarks.load import Journey, Measured, asked, measure, served
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
BARE_PAGE = Subject("bare Flask page", SMALLEST, 8151, bare, 2000, PLAIN)
INSERT = Subject("smallest inserting app", SMALLEST, 8152, insert, 1000, PLAIN)
CHECK_IN = Subject("check-in", OURS, 8153, check_in, 1000)
WHOLE_FORM = Subject("a learner’s whole form", OURS, 8154, whole_form, 480)
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


def tell(subject: Subject, rounds: list[Round]) -> None:
    """A subject at each number of clients: its round of the median rate."""
    for clients in CLIENTS:
        one = sorted((each[clients] for each in rounds), key=lambda each: each.a_second)[
            len(rounds) // 2
        ]
        say(
            f"{subject.name:<26}{clients:>3} clients {one.a_second:>7,.0f} a second"
            f"   p50 {one.p50_ms:>6.1f}   p99 {one.p99_ms:>6.1f} ms   CPU {one.cpu_ms:>5.2f} ms"
        )


def compare(subject: Subject, rounds: list[Round], least: list[Round], most_cpu: float) -> None:
    """How a subject stands to the smallest app: the median of the rounds' own ratios."""
    for clients in CLIENTS:
        pairs = [(one[clients], other[clients]) for one, other in zip(rounds, least, strict=True)]
        rate = median(one.a_second / other.a_second for one, other in pairs)
        cpu = median(one.cpu_ms / other.cpu_ms for one, other in pairs)
        say(
            f"{subject.name} ÷ smallest app, {clients:>2} clients: rate {rate:.2f}"
            f"   CPU {cpu:.2f} (to reach: {most_cpu:.1f})"
        )


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


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = prepare(Path(folder))
        subjects = (BARE_PAGE, INSERT, CHECK_IN, WHOLE_FORM)
        results = measured(subjects, environ)
        for subject in subjects:
            tell(subject, results[subject.name])
        least = results[INSERT.name]
        compare(CHECK_IN, results[CHECK_IN.name], least, CHECK_IN_CPU)
        compare(WHOLE_FORM, results[WHOLE_FORM.name], least, WHOLE_FORM_CPU)
        say("The check-in’s rate is to reach 0.70 of the smallest app’s.")
        slowest = with_idle_sockets(environ, 8155)
        say(f"slowest check-in beside six idle sockets: {slowest:.0f} ms (to reach: under 100)")
    welcome.report(say)
    overview.report(say)
    files.report(say)
    imports.report(say)


if __name__ == "__main__":
    main()
