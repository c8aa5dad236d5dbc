"""Comparing the tallies with the rows that they stand for, and making them anew."""

# ruff: noqa: S608  # the names of our own tables; nothing that anybody typed
from sqlalchemy import text

from kiosk.database import db
from kiosk.models import TALLIES, Tally


def differences(tally: Tally) -> int:
    """How many lines of a tally say something else than the rows; 0 where all is well."""
    stored = f"SELECT {tally.columns} FROM {tally.table.name} WHERE {next(iter(tally.sums))} <> 0"
    found = 0
    for one, other in ((stored, tally.recount), (tally.recount, stored)):
        query = text(f"SELECT count(*) FROM ({one} EXCEPT {other}) AS differing")
        found += db.session.execute(query).scalar_one()
    return found


def rebuild() -> None:
    """Count every tally anew, inside `writing()`; nothing is recorded meanwhile."""
    connection = db.session.connection()
    for tally in TALLIES:
        if connection.dialect.name == "postgresql":
            # SQLite's one writer is this one; here others must be held off until the commit.
            connection.exec_driver_sql(f"LOCK TABLE {tally.source} IN SHARE ROW EXCLUSIVE MODE")
        connection.exec_driver_sql(f"DELETE FROM {tally.table.name}")
        connection.exec_driver_sql(
            f"INSERT INTO {tally.table.name} ({tally.columns}) {tally.recount}"
        )
