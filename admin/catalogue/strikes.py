"""The only writer of strikes: mistaken taps of a screen struck out, and put back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from kiosk.database import db
from kiosk.models import Kiosk, Person, Strike, Visit


@dataclass(frozen=True)
class MistakenTaps:
    """Taps of one screen from one moment up to another, and why they were mistaken."""

    kiosk: Kiosk
    from_at: datetime
    to_at: datetime
    reason: str


def record_strike(mistaken: MistakenTaps, person: Person, now: datetime) -> int:
    """Strike out every tap that still counts; returns how many. With none, nothing is written."""
    counting = (
        Visit.kiosk_id == mistaken.kiosk.id,
        Visit.tapped_at >= mistaken.from_at,
        Visit.tapped_at < mistaken.to_at,
        Visit.undone_at.is_(None),
        Visit.strike_id.is_(None),
    )
    taps = db.session.scalar(select(func.count()).select_from(Visit).where(*counting)) or 0
    if taps == 0:
        return 0
    strike = Strike(
        kiosk_id=mistaken.kiosk.id,
        from_at=mistaken.from_at,
        to_at=mistaken.to_at,
        reason=mistaken.reason,
        struck_at=now,
        struck_by_id=person.id,
    )
    db.session.add(strike)
    db.session.flush()
    db.session.execute(
        update(Visit)
        .where(*counting)
        .values(strike_id=strike.id)
        .execution_options(synchronize_session=False)
    )
    return taps


def restore_strike(strike: Strike, now: datetime) -> int:
    """Let the taps of a strike count again; returns how many."""
    mine = Visit.strike_id == strike.id
    taps = db.session.scalar(select(func.count()).select_from(Visit).where(mine)) or 0
    db.session.execute(
        update(Visit)
        .where(mine)
        .values(strike_id=None)
        .execution_options(synchronize_session=False)
    )
    strike.restored_at = strike.restored_at or now
    return taps
