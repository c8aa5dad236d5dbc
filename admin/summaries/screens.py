"""What is known of each screen: which of its visits came, what is held, when taps came thick."""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from kiosk import clock
from kiosk.database import db
from kiosk.models import HeldEvaluation, HeldVisit, Installation, Kiosk, Visit

LOOKED_BACK = timedelta(days=7)
MANY_TAPS = 11  # in a minute: a queue may do it, a child at the screen does
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Held:
    """What a stopped screen still had: visits, the days of their taps, and forms."""

    visits: int
    first: date | None
    last: date | None
    forms: int


@dataclass(frozen=True)
class ThickHour:
    """One hour of a day with the most taps that came within one minute of it."""

    day: date
    hour: int
    taps: int


def state_of(kiosk: Kiosk) -> str:
    """Whether a screen is in_use, unpaired, revoked or retired."""
    if kiosk.retired_at is not None:
        return "retired"
    if kiosk.revoked_at is not None:
        return "revoked"
    is_paired = any(one.ended_at is None for one in kiosk.installations)
    return "in_use" if is_paired else "unpaired"


def received(installation_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many of the visits that each pairing numbered have come, held ones included."""
    found: dict[UUID, int] = defaultdict(int)
    for table in (Visit, HeldVisit):
        query = (
            select(table.installation_id, func.count(table.seq.distinct()))
            .where(table.installation_id.in_(installation_ids), table.seq.is_not(None))
            .group_by(table.installation_id)
        )
        for installation_id, visits in db.session.execute(query):
            if installation_id is not None:
                found[installation_id] += visits
    return found


def held_rows(kiosk_ids: Sequence[int]) -> dict[int, Held]:
    """By screen, the visits and forms that wait for a manager."""
    days = (func.min(HeldVisit.tapped_at), func.max(HeldVisit.tapped_at))
    visits = (
        select(Installation.kiosk_id, func.count(), *days)
        .join(Installation, Installation.id == HeldVisit.installation_id)
        .where(Installation.kiosk_id.in_(kiosk_ids), HeldVisit.discarded_at.is_(None))
        .group_by(Installation.kiosk_id)
    )
    found = {
        kiosk_id: Held(count, clock.local_day(first), clock.local_day(last), 0)
        for kiosk_id, count, first, last in db.session.execute(visits)
    }
    forms = (
        select(HeldEvaluation.kiosk_id, func.count())
        .where(HeldEvaluation.kiosk_id.in_(kiosk_ids), HeldEvaluation.discarded_on.is_(None))
        .group_by(HeldEvaluation.kiosk_id)
    )
    for kiosk_id, count in db.session.execute(forms):
        taps = found.get(kiosk_id, Held(0, None, None, 0))
        found[kiosk_id] = Held(taps.visits, taps.first, taps.last, count)
    return found


def thick_hours(kiosk_ids: Sequence[int], now: datetime) -> dict[int, list[ThickHour]]:
    """By screen, the hours of the last seven days with eleven taps or more within a minute."""
    query = (
        select(Visit.kiosk_id, Visit.tapped_at)
        .where(
            Visit.kiosk_id.in_(kiosk_ids),
            Visit.tapped_at > now - LOOKED_BACK,
            Visit.undone_at.is_(None),
            Visit.strike_id.is_(None),
        )
        .order_by(Visit.kiosk_id, Visit.tapped_at, Visit.id)
    )
    most: dict[int, dict[tuple[date, int], int]] = defaultdict(dict)
    latest: dict[int, deque[datetime]] = defaultdict(deque)
    for kiosk_id, tapped_at in db.session.execute(query):
        if kiosk_id is None:
            continue
        minute = latest[kiosk_id]
        minute.append(tapped_at)
        while tapped_at - minute[0] >= A_MINUTE:
            minute.popleft()
        if len(minute) >= MANY_TAPS:
            hour = (clock.local_day(minute[0]), clock.local_hour(minute[0]))
            most[kiosk_id][hour] = max(len(minute), most[kiosk_id].get(hour, 0))
    return {
        kiosk_id: [ThickHour(day, hour, taps) for (day, hour), taps in hours.items()]
        for kiosk_id, hours in most.items()
    }
