"""The writers of the days that differ: a site's own closed and opened days, and bank holidays."""

from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import delete, select

from admin.audit import record_audit
from admin.opening import CAME_IN
from kiosk.database import db
from kiosk.models import ClosedDay, HolidayChange, OpenedDay, Person, Site

MOST_REASON = 120
Kind = TypeVar("Kind", ClosedDay, OpenedDay)
Opposite = TypeVar("Opposite", ClosedDay, OpenedDay)


def _noted(kind: type[Kind], opposite: type[Opposite], site: Site, day: date, reason: str) -> bool:
    """Keep a day with its reason, unless it is marked as the opposite."""
    _wait_for_turn(site)
    if _row(opposite, site, day) is not None:
        return False
    noted = _row(kind, site, day)
    if noted is None:
        noted = kind(site_id=site.id, day=day)
        db.session.add(noted)
    noted.reason = reason
    db.session.flush()
    return True


def register_closed_day(now: datetime, site: Site, day: date, reason: str, person: Person) -> bool:
    """Note a day on which a site is closed; noting it again changes the reason.

    False, with nothing changed, where the day is marked as open.
    """
    noted = _noted(ClosedDay, OpenedDay, site, day, reason)
    if noted:
        _audit(now, "closed a day", site, day, person)
    return noted


def retire_closed_day(now: datetime, site: Site, day: date, person: Person) -> None:
    """Open a day again that was noted as closed."""
    if _retired(ClosedDay, site, day):
        _audit(now, "reopened a day", site, day, person)


def register_opened_day(now: datetime, site: Site, day: date, reason: str, person: Person) -> bool:
    """Note a day on which a site is open though it usually is not; again changes the reason.

    False, with nothing changed, where the day is marked as closed.
    """
    noted = _noted(OpenedDay, ClosedDay, site, day, reason)
    if noted:
        _audit(now, "opened a day", site, day, person)
    return noted


def retire_opened_day(now: datetime, site: Site, day: date, person: Person) -> None:
    """Take back that a site is open on a day on which it usually is not."""
    if _retired(OpenedDay, site, day):
        _audit(now, "took back an opened day", site, day, person)


def register_was_open(
    now: datetime, site: Site, day: date, opens_usually: bool, person: Person
) -> None:
    """Say that a site was open on a day that counted as closed, for whichever reason."""
    retire_closed_day(now, site, day, person)
    if not opens_usually:
        register_opened_day(now, site, day, "", person)


def register_came_in(now: datetime, site: Site, day: date, person: Person) -> None:
    """Say that a site was closed on a day though people came in: nobody is asked again.

    It is said at the end of the closed day's reason, where everybody reads it.
    """
    closed = _row(ClosedDay, site, day)
    before = closed.reason if closed else ""
    if before.endswith(CAME_IN):
        return
    reason = f"{before[: MOST_REASON - len(CAME_IN) - 2]}; {CAME_IN}".removeprefix("; ")
    register_closed_day(now, site, day, reason, person)


def register_holiday(now: datetime, day: date, name: str, person: Person) -> None:
    """Add a bank holiday that the published list does not have."""
    db.session.merge(HolidayChange(day=day, name=name, is_holiday=True))
    db.session.flush()
    record_audit(now, "added a bank holiday", name, person=person, day=day.isoformat())


def change_to_no_holiday(now: datetime, day: date, name: str, person: Person) -> None:
    """Take away a bank holiday that the published list has."""
    db.session.merge(HolidayChange(day=day, name="", is_holiday=False))
    db.session.flush()
    record_audit(now, "took away a bank holiday", name, person=person, day=day.isoformat())


def retire_holiday_change(now: datetime, day: date, name: str, person: Person) -> None:
    """Let the published list speak for a day again: what was added goes, what went is back."""
    change = db.session.get(HolidayChange, day)
    if change is None:
        return
    action = "removed an added bank holiday" if change.is_holiday else "put back a bank holiday"
    db.session.delete(change)
    db.session.flush()
    record_audit(now, action, change.name or name, person=person, day=day.isoformat())


def _wait_for_turn(site: Site) -> None:
    # On PostgreSQL two at once could each find the day free, and it would be open and closed.
    db.session.execute(select(Site.id).where(Site.id == site.id).with_for_update())


def _row(kind: type[Kind], site: Site, day: date) -> Kind | None:
    query = select(kind).where(kind.site_id == site.id, kind.day == day)
    return db.session.scalars(query).one_or_none()


def _retired(kind: type[ClosedDay] | type[OpenedDay], site: Site, day: date) -> bool:
    gone = delete(kind).where(kind.site_id == site.id, kind.day == day)
    return bool(db.session.execute(gone).rowcount)  # type: ignore[attr-defined]  # a CursorResult


def _audit(now: datetime, action: str, site: Site, day: date, person: Person) -> None:
    record_audit(now, action, site.name, person=person, site=site, day=day.isoformat())
