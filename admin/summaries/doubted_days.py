"""Days on which people came in though the site counts as closed: “Was Walton open?”."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import func, select

from admin.opening import Closures, days_between
from kiosk.database import db
from kiosk.models import Kiosk, Site, Visit, VisitTally
from kiosk.models.places import PERIPATETIC

LOOKED_BACK = timedelta(days=396)  # thirteen months: a year, and the month of its report


@dataclass(frozen=True)
class ScreenTaps:
    """The taps of one screen on one day."""

    kiosk_id: int
    name: str
    taps: int


@dataclass(frozen=True)
class DoubtedDay:
    """One day to ask about: why it counts as closed, who came, and at which screens they tapped."""

    day: date
    reason: str | None
    people: int
    screens: tuple[ScreenTaps, ...]


def doubted_days(
    sites: Sequence[Site], closures: Mapping[int, Closures], today: date
) -> dict[int, list[date]]:
    """By site, the days to ask about, in order; one query, that reads only days of closure."""
    asked = {
        site.id: _closed_days(closures[site.id], today) for site in sites if _keeps_a_week(site)
    }
    days = sorted(set[date]().union(*asked.values()))
    if not days:
        return {}
    # The days alone, without a range around them: SQLite would read the whole range instead.
    tally = VisitTally.__table__.c
    query = (
        select(tally.site_id, tally.visited_on)
        .where(tally.site_id.in_(list(asked)), tally.visited_on.in_(days), tally.taps > 0)
        .order_by(tally.site_id, tally.visited_on)
    )
    found: dict[int, list[date]] = {}
    for site_id, day in db.session.execute(query):
        if day in asked[site_id]:
            found.setdefault(site_id, []).append(day)
    return found


def doubted_days_of(site: Site, closures: Closures, today: date) -> list[DoubtedDay]:
    """The days of one site to ask about, the newest first, with what was recorded."""
    days = doubted_days([site], {site.id: closures}, today).get(site.id, [])
    taps: dict[date, list[ScreenTaps]] = {}
    people: dict[date, int] = {}
    for day, kiosk_id, name, count, came in _by_screen(site.id, days):
        people[day] = people.get(day, 0) + came
        if kiosk_id is not None:  # an imported visit came from no screen of ours
            taps.setdefault(day, []).append(ScreenTaps(kiosk_id, name, count))
    return [
        DoubtedDay(day, closures.reason(day), people.get(day, 0), tuple(taps.get(day, ())))
        for day in reversed(days)
    ]


def _keeps_a_week(site: Site) -> bool:
    return site.kind != PERIPATETIC


def _closed_days(closures: Closures, today: date) -> set[date]:
    """The days of the last months on which a site counts as closed and nobody settled why."""
    first, last = max(today - LOOKED_BACK, closures.first), min(today, closures.last or today)
    usual = _days_outside(frozenset(closures.weekdays), first, last) - closures.opened.keys()
    differing = closures.holidays.between(first, last) | {
        day for day in closures.closed if first <= day <= last
    }
    closed = usual | {day for day in differing if not closures.opens(day)}
    return {day for day in closed if not closures.is_settled(day)}


@lru_cache(maxsize=64)  # most sites keep the same week
def _days_outside(weekdays: frozenset[int], first: date, last: date) -> frozenset[date]:
    return frozenset(day for day in days_between(first, last) if day.weekday() not in weekdays)


def _by_screen(
    site_id: int, days: Sequence[date]
) -> Iterable[tuple[date, int | None, str, int, int]]:
    if not days:
        return []
    query = (
        select(
            Visit.visited_on,
            Visit.kiosk_id,
            func.coalesce(Kiosk.name, ""),
            func.count(),
            func.sum(Visit.people),
        )
        .outerjoin(Kiosk, Kiosk.id == Visit.kiosk_id)
        .where(
            Visit.site_id == site_id,
            Visit.visited_on.in_(days),
            Visit.undone_at.is_(None),
            Visit.strike_id.is_(None),
        )
        .group_by(Visit.visited_on, Visit.kiosk_id, Kiosk.name)
        .order_by(Visit.visited_on, Kiosk.name, Visit.kiosk_id)
    )
    return [(*row,) for row in db.session.execute(query)]
