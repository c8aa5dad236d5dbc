"""Rows of columns, read and written without a session: what taps and forms do, all day."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from flask import current_app
from sqlalchemy import Engine, Select
from sqlalchemy.engine import Connection

from kiosk.database import begin, db, turn

Columns = Select[*tuple[Any, ...]]  # Any: whichever columns a query names


def _unwatched() -> Engine:
    """The engine without its listeners, which take two fifths of a read: here they find nothing.

    Who writes has begun to, in writing_rows(); a lone SELECT sees one state without a transaction.
    """
    known: Engine | None = current_app.extensions.get("unwatched")
    if known is None or known.pool is not db.engine.pool:  # which dispose() replaces
        known = Engine(db.engine.pool, db.engine.dialect, db.engine.url)
        current_app.extensions["unwatched"] = known
    return known


@contextmanager
def writing_rows() -> Iterator[Connection]:
    """One write transaction, as `writing()`, for whoever writes rows of columns and no records.

    A session would take a third of a tap's time at the database.
    """
    if db.session.registry.has():
        db.session.commit()
    with turn(), _unwatched().connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            begin(connection, writes=True)
        yield connection


def _reading() -> AbstractContextManager[Connection]:
    """The connection of the session where one reads or writes already, else a plain one."""
    if db.session.registry.has() and db.session().in_transaction():
        return nullcontext(db.session.connection())
    return _unwatched().connect()


def read_row(query: Columns, values: Mapping[str, object]) -> tuple[Any, ...] | None:
    """The only row that a query of columns finds, or None; it begins no session."""
    with _reading() as connection:
        return connection.execute(query, values).one_or_none()


def read_rows(query: Columns, values: Mapping[str, object]) -> Sequence[tuple[Any, ...]]:
    """Every row that a query of columns finds; it begins no session."""
    with _reading() as connection:
        return connection.execute(query, values).all()
