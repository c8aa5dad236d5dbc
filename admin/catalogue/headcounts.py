"""The only writer of counts by hand: recorded, taken back, put back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from sqlalchemy.exc import IntegrityError

from kiosk.database import db
from kiosk.models import Headcount, Person


@dataclass(frozen=True)
class CountByHand:
    """How many people came from one moment to another; `adds` adds them to the visits."""

    id: UUID
    site_id: int
    from_at: datetime
    to_at: datetime
    people: int
    adds: bool


def record_headcount(count: CountByHand, person: Person, today: date) -> bool:
    """Store a count once; False where it was stored already.

    The same id with other values is another count, kept under an id made of both.
    """
    id = count.id
    stored = db.session.get(Headcount, id)
    if stored is not None and _values(stored) != count:
        id = uuid5(id, repr(count))
        stored = db.session.get(Headcount, id)
    if stored is not None:
        return False
    row = Headcount(
        id=id,
        site_id=count.site_id,
        counted_from_at=count.from_at,
        counted_to_at=count.to_at,
        people=count.people,
        adds=count.adds,
        counted_by_id=person.id,
        received_on=today,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # the same form, sent twice at the same moment: the other one won
        return False
    return True


def _values(stored: Headcount) -> CountByHand:
    return CountByHand(
        stored.id,
        stored.site_id,
        stored.counted_from_at,
        stored.counted_to_at,
        stored.people,
        stored.adds,
    )


def undo_headcount(headcount: Headcount, now: datetime) -> None:
    """Take a count back: its row stays and counts nowhere."""
    headcount.undone_at = headcount.undone_at or now


def restore_headcount(headcount: Headcount) -> None:
    """Put a count back that was taken back."""
    headcount.undone_at = None
