"""How a migration runs: on the application's own engine, each run in one write transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

import kiosk.models  # noqa: F401  # the tables must be known before they are compared
from kiosk.database import db

# Two processes that start at once: PostgreSQL waits here, SQLite at BEGIN IMMEDIATE.
ADVISORY_LOCK = 7_031_906_500


def run() -> None:
    """Bring the database to the wanted revision, wholly or not at all."""
    with (
        db.engine.connect().execution_options(writes=True) as connection,
        tables_may_be_copied(connection),
    ):
        context.configure(
            connection=connection,
            target_metadata=db.metadatas[None],
            transactional_ddl=True,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            context.run_migrations()
            if connection.dialect.name == "sqlite":
                check_keys(connection)


@contextmanager
def tables_may_be_copied(connection: Connection) -> Iterator[None]:
    """Let Alembic put a copy in the place of a SQLite table on which others lean.

    SQLite heeds this before a transaction only, so it is said for every migration.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.connection.execute("PRAGMA foreign_keys = 0")
    try:
        yield
    finally:
        connection.connection.execute("PRAGMA foreign_keys = 1")


def check_keys(connection: Connection) -> None:
    """Refuse, before anything is committed, a migration that lost what a row leans on."""
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost:
        raise RuntimeError(f"A row of {lost[0]} leans on one of {lost[2]} that is not there.")


run()
