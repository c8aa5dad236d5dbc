"""Writing what was judged, in one short transaction: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from admin.audit import record_audit
from admin.imports.judging import Judgement
from kiosk.database import db, writing
from kiosk.models import Import, Person


class ClashError(RuntimeError):
    """Somebody else added the same rows, ids or courses meanwhile: judge the file again."""


@contextmanager
def room_to_sort(connection: Connection) -> Iterator[Connection]:
    """Let SQLite keep in memory what it is writing, all over its indexes.

    With its usual 2 MB it would write and read the same pages many times.
    """
    if connection.dialect.name != "sqlite":
        yield connection
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql("PRAGMA cache_size = -65536")  # in kB
    try:
        yield connection
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {int(usual)}")


def write(
    judgement: Judgement, now: datetime, file_name: str, person: Person | None = None
) -> Import:
    """Add every row of a judgement without refusals. Raises ClashError, with nothing added.

    Everything is worked out before the transaction begins, since visitors wait while it lasts.
    The id of each row is unique, so that of two who confirm the same rows one adds nothing.
    """
    if not judgement.may_be_added:
        raise ValueError("Only a file with rows to add, and none refused, can be written.")
    kind, batch = judgement.kind, judgement.batch
    insertions = kind.insertions(batch)
    record = Import(
        kind=kind.name,
        digest=judgement.digest,
        file_name=file_name[:200],
        rows_read=judgement.rows_read,
        rows_added=len(batch.entries),
        imported_at=now,
        imported_by_id=person.id if person else None,
    )
    sites = ",".join(sorted({entry.row.site for entry in batch.entries}))
    try:
        with writing():
            db.session.add(record)
            db.session.flush()
            with room_to_sort(db.session.connection()) as connection:
                for insertion in insertions:
                    insertion.write(connection, record.id)
            record_audit(
                now,
                f"imported {kind.name}",
                file_name,
                person=person,
                rows=record.rows_added,
                sites=sites,
            )
    except IntegrityError as problem:
        raise ClashError("Something of it was added by somebody else.") from problem
    return record
