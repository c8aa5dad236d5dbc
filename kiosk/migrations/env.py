"""How a migration runs: on the application's own engine, each run in one write transaction."""

from alembic import context
from flask import current_app
from sqlalchemy import text

import kiosk.models  # noqa: F401  # the tables must be known before they are compared
from kiosk.database import db

# Two processes that start at once: PostgreSQL waits here, SQLite at BEGIN IMMEDIATE.
ADVISORY_LOCK = 7_031_906_500


def run() -> None:
    """Bring the database to the wanted revision, wholly or not at all."""
    with db.engine.connect().execution_options(writes=True) as connection:
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


run()
