"""The database session, its naming rules, and the one way to write: wait your turn, then begin."""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import Migrate, upgrade
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Index, MetaData, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

from kiosk import in_use

MIGRATIONS = Path(__file__).parent / "migrations"
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# WAL with FULL syncs every commit; the rest keeps SQLite as strict as PostgreSQL.
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1}


# As many as a worker has threads (gunicorn.conf.py): each finds one open.
CONNECTIONS = 20


class UnsafeDatabaseError(RuntimeError):
    """The database would not keep what it promises to keep; the text says why."""


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware on both engines: SQLite would otherwise hand back naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The root of every table."""

    # On the registry, since Flask-SQLAlchemy makes a second base class from this one.
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: UTCDateTime()},
    )


def sparse_index(column: str, *, unique: bool = False) -> Index:
    """An index of the rows that set a column; a tap, which leaves it empty, writes none of it."""
    where = text(f"{column} IS NOT NULL")
    return Index(None, column, unique=unique, sqlite_where=where, postgresql_where=where)


# A record read before a write stays readable after it, without another query.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def engine_options(database_url: str) -> dict[str, object]:
    """How to connect: on SQLite the driver never begins a transaction of its own accord."""
    if database_url.startswith("sqlite"):
        options = {"isolation_level": None, "check_same_thread": False}
        return {"connect_args": options, "pool_size": CONNECTIONS}
    return {"pool_pre_ping": True, "pool_size": CONNECTIONS}


def watch(engine: Engine) -> None:
    """Set and check what each new connection must promise, and how transactions begin."""
    event.listen(engine, "before_cursor_execute", _refuse_unannounced_writes)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "connect", _check_durability)


def _set_pragmas(connection: Any, record: object) -> None:  # Any: a raw driver connection
    for name, wanted in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {wanted}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            raise UnsafeDatabaseError(f"SQLite answers {name} = {found}, where {wanted} is needed.")


def _check_durability(connection: Any, record: object) -> None:  # Any: a raw driver connection
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            if cursor.fetchone()[0] == "off":
                raise UnsafeDatabaseError(
                    f"PostgreSQL runs with {name} = off, so it could lose visits. Turn it on."
                )
    connection.rollback()


def _begin(connection: Connection) -> None:
    begin(connection, writes=bool(connection.get_execution_options().get("writes")))


def begin(connection: Connection, *, writes: bool) -> None:
    """Begin a transaction on SQLite: deferred and then written, it would answer BUSY at once."""
    # Said to the driver itself: SQLAlchemy would take it for a statement, at ten times the cost.
    words = "BEGIN IMMEDIATE" if writes else "BEGIN"
    try:
        connection.connection.execute(words)
    except sqlite3.OperationalError as problem:  # locked: what SQLAlchemy would have made of it
        raise OperationalError(words, None, problem) from problem


def _refuse_unannounced_writes(
    connection: Connection,
    cursor: object,
    statement: str,
    parameters: object,
    context: Any,  # Any: SQLAlchemy's execution context has no public type
    executemany: bool,
) -> None:
    if context is None or not (context.isinsert or context.isupdate or context.isdelete):
        return
    if not connection.get_execution_options().get("writes"):
        raise RuntimeError("A record was written outside of writing(), or by a GET.")


_turns = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for this thread's turn to write: an OS lock queues fairly, where SQLite sleeps."""
    lock: Path | None = current_app.config["WRITE_LOCK"]
    if lock is None:
        yield
        return
    # A descriptor made before a fork would share its lock with the parent: one for each thread.
    if getattr(_turns, "owner", None) != (os.getpid(), lock):
        _turns.descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        _turns.owner = (os.getpid(), lock)
    fcntl.flock(_turns.descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(_turns.descriptor, fcntl.LOCK_UN)


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction: ends the read before it, takes its turn, commits on leaving.

    An exception rolls everything back. Parse, hash and judge before entering: others wait.
    """
    db.session.commit()
    with turn():
        db.session.connection(execution_options={"writes": True})
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


P = ParamSpec("P")
R = TypeVar("R")
_one_at_a_time = threading.Lock()


def one_at_a_time(view: Callable[P, R]) -> Callable[P, R]:
    """Let a worker's quick posts pass one after the other, as they must at the database anyway.

    Threads that fight for Python's own lock meanwhile take a third more (docs/performance.md).
    """

    @wraps(view)
    def in_turn(*args: P.args, **kwargs: P.kwargs) -> R:
        with _one_at_a_time:
            return view(*args, **kwargs)

    return in_turn


def write_lock(database_url: str) -> Path | None:
    """The file whose lock writers take in turn: beside the SQLite database; none for PostgreSQL."""
    if not database_url.startswith("sqlite"):
        return None
    return Path(database_url.removeprefix("sqlite:///") + ".lock")


def set_up(app: Flask) -> None:
    """Connect, check what the engine promises, and bring the tables up to date."""
    url = app.config["SETTINGS"].database_url
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
    app.config["WRITE_LOCK"] = write_lock(url)
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    with app.app_context():
        _close_to_others(db.engine)
        if db.engine.dialect.name == "sqlite" and db.engine.url.database:
            in_use.hold(app, Path(db.engine.url.database))
        watch(db.engine)
        app.config["SCHEMA_HEAD"] = ScriptDirectory(str(MIGRATIONS)).get_current_head()
        if schema_version() != app.config["SCHEMA_HEAD"]:
            upgrade()
        db.engine.dispose()  # gunicorn forks after this: no connection may be shared


def _close_to_others(engine: Engine) -> None:
    """Let nobody but the service's own user read the records: SQLite itself asks the umask.

    The files that it makes later, beside the database, take after the database.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path:
        return
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        for suffix in ("", "-wal", "-shm", ".lock"):
            file = Path(path + suffix)
            if file.exists() and file.stat().st_mode & 0o077:
                file.chmod(0o600)
    except OSError as problem:
        raise UnsafeDatabaseError(
            f"The database file {path} cannot be opened and closed to others: {problem.strerror}."
        ) from problem


def schema_version() -> str | None:
    """The migration at which the database stands; None when it is empty."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
