"""The only writer of visits by screen. Idempotent: a repeat of an id changes and adds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from sqlalchemy import Connection, Insert, Row, bindparam, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from kiosk import clock
from kiosk.models import Strike, Visit
from kiosk.rows import Columns, read_row

CORRECTS_WITHIN = timedelta(seconds=2)
REPEATS_WITHIN = timedelta(seconds=10)
MOST_PEOPLE = 30

Struck = Row[int, int, datetime, datetime]  # the strike, its screen, from when and to when

_INSERTS: dict[str, Insert] = {
    "sqlite": sqlite.insert(Visit).on_conflict_do_nothing(index_elements=["id"]),
    "postgresql": postgresql.insert(Visit).on_conflict_do_nothing(index_elements=["id"]),
}

# RETURNING tells whether it was stored on both engines; a row count does not on PostgreSQL.
_INSERTS_ONE = {engine: insert.returning(Visit.id) for engine, insert in _INSERTS.items()}


def _kept() -> Columns:
    later = aliased(Visit)
    newer = exists().where(
        later.kiosk_id == bindparam("by_kiosk"), later.tapped_at > Visit.tapped_at
    )
    return select(
        Visit.id,
        Visit.tapped_at,
        Visit.purpose,
        Visit.people,
        Visit.first_time,
        Visit.run_id,
        Visit.undone_at,
        ~newer,
    ).where(Visit.id == bindparam("visit_id"), Visit.kiosk_id == bindparam("by_kiosk"))


# Built once: to build a statement costs more than to run it.
_KEPT = _kept()


@dataclass(frozen=True)
class Tap:
    """One tap as it will be kept. `people` includes the person who tapped."""

    id: UUID
    site_id: int
    kiosk_id: int
    installation_id: UUID
    tapped_at: datetime
    purpose: str
    people: int = 1
    first_time: bool | None = None
    run_id: int | None = None
    seq: int | None = None
    marks: str = ""


class Outcome(Enum):
    """What became of a tap: each but TOO_LATE is a success."""

    STORED = "stored"
    REPEATED = "repeated"
    TOO_LATE = "too late"


@dataclass(frozen=True)
class KeptVisit:
    """A visit as the screen that took it may still see it; `latest` until the next tap there."""

    id: UUID
    tapped_at: datetime
    purpose: str
    people: int
    first_time: bool | None
    run_id: int | None
    undone_at: datetime | None
    latest: bool


def record_visits(connection: Connection, taps: Sequence[Tap], now: datetime) -> None:
    """Store taps; those whose id is stored already stay as they are.

    Mistaken taps that were struck out before they came are struck out like those that were there.
    """
    if taps:
        insert = _INSERTS[connection.dialect.name]
        strikes = _strikes(connection, taps)
        connection.execute(
            insert, [_row(tap, now) | {"strike_id": _struck_by(tap, strikes)} for tap in taps]
        )


def _strikes(connection: Connection, taps: Sequence[Tap]) -> Sequence[Struck]:
    moments = [tap.tapped_at for tap in taps]
    query = select(Strike.id, Strike.kiosk_id, Strike.from_at, Strike.to_at).where(
        Strike.kiosk_id.in_({tap.kiosk_id for tap in taps}),
        Strike.from_at <= max(moments),
        Strike.to_at > min(moments),
        Strike.restored_at.is_(None),
    )
    return connection.execute(query.order_by(Strike.id)).all()


def _struck_by(tap: Tap, strikes: Sequence[Struck]) -> int | None:
    return next(
        (
            strike_id
            for strike_id, kiosk_id, from_at, to_at in strikes
            if kiosk_id == tap.kiosk_id and from_at <= tap.tapped_at < to_at
        ),
        None,
    )


def record_visit(connection: Connection, tap: Tap, now: datetime) -> Outcome:
    """Store the tap of this moment.

    A repeat within ten seconds is a success, and within two corrects the purpose; later than
    that nothing is recorded, for the page with this id was somebody else's.
    """
    insert = _INSERTS_ONE[connection.dialect.name]
    if connection.execute(insert, _row(tap, now)).first() is not None:
        return Outcome.STORED
    kept = connection.execute(
        select(Visit.kiosk_id, Visit.tapped_at, Visit.purpose).where(Visit.id == tap.id)
    ).one()
    if kept.kiosk_id != tap.kiosk_id or now - kept.tapped_at > REPEATS_WITHIN:
        return Outcome.TOO_LATE
    if kept.purpose != tap.purpose and now - kept.tapped_at <= CORRECTS_WITHIN:
        change_purpose(connection, tap.id, tap.purpose)
    return Outcome.REPEATED


def _row(tap: Tap, now: datetime) -> dict[str, object]:
    return {
        "id": tap.id,
        "site_id": tap.site_id,
        "kiosk_id": tap.kiosk_id,
        "installation_id": tap.installation_id,
        "seq": tap.seq,
        "tapped_at": tap.tapped_at,
        "visited_on": clock.local_day(tap.tapped_at),
        "visited_hour": clock.local_hour(tap.tapped_at),
        "purpose": tap.purpose,
        "people": tap.people,
        "first_time": tap.first_time,
        "run_id": tap.run_id,
        "marks": tap.marks,
        "received_on": clock.local_day(now),
    }


def find_visit(visit_id: UUID, kiosk_id: int) -> KeptVisit | None:
    """A visit that this kiosk took, undone or not."""
    row = read_row(_KEPT, {"visit_id": visit_id, "by_kiosk": kiosk_id})
    return KeptVisit(*row) if row else None


def change_purpose(connection: Connection, visit_id: UUID, purpose: str) -> None:
    """Correct what brought somebody in."""
    _change(connection, visit_id, purpose=purpose)


def mark_first_time(connection: Connection, visit_id: UUID) -> None:
    """Keep that this was somebody's first visit."""
    _change(connection, visit_id, first_time=True)


def set_people(connection: Connection, visit_id: UUID, people: int) -> None:
    """Keep how many came in with this tap, the one who tapped included."""
    _change(connection, visit_id, people=people)


def set_run(connection: Connection, visit_id: UUID, run_id: int) -> None:
    """Keep the course run that somebody came for."""
    _change(connection, visit_id, run_id=run_id)


def undo_visit(connection: Connection, visit_id: UUID, now: datetime) -> None:
    """Count a visit nowhere any more; its row stays."""
    _change(connection, visit_id, undone_at=now)


def _change(connection: Connection, visit_id: UUID, **values: object) -> None:
    connection.execute(
        update(Visit).where(Visit.id == visit_id, Visit.undone_at.is_(None)).values(values)
    )
