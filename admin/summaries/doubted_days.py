"""Days on which people came in though the site counts as closed: “Was Walton open?”."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from admin.opening import Closures, days_by_week
from admin.periods import ONE_DAY
from admin.summaries.visits import only_day
from kiosk import clock
from kiosk.database import db
from kiosk.models import Headcount, Kiosk, Site, Visit, VisitTally
from kiosk.models.places import PERIPATETIC

# Thirteen months, a year and the month of its report: the overview asks of so many at all sites.
# The page of a site asks of every day.
LOOKED_BACK = timedelta(days=396)
EVERY_WEEKDAY = frozenset(range(7))


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
    counted: int
    screens: tuple[ScreenTaps, ...]


def doubted_days(
    sites: Sequence[Site], closures: Mapping[int, Closures], today: date, since: date = date.min
) -> dict[int, list[date]]:
    """By site, the days to ask about, in order; two queries, however many sites there are."""
    asked = {
        site.id: _closed_days(closures[site.id], since, today)
        for site in sites
        if _keeps_a_week(site)
    }
    days = sorted(set[date]().union(*asked.values()))
    if not days:
        return {}
    counted = ((site_id, day) for site_id, day, _people in _counted_on_one_day(list(asked), days))
    came = {*_tapped(list(asked), days), *counted}
    found: dict[int, list[date]] = {}
    for site_id, day in sorted(came):
        if day in asked[site_id]:
            found.setdefault(site_id, []).append(day)
    return found


def _tapped(site_ids: Sequence[int], days: Sequence[date]) -> Iterable[tuple[int, date]]:
    """The sites and days with visits, of these; only these days are read."""
    # The days alone, without a range around them: SQLite would read the whole range instead.
    tally = VisitTally.__table__.c
    query = (
        select(tally.site_id, tally.visited_on)
        .where(tally.site_id.in_(site_ids), tally.visited_on.in_(days), tally.taps > 0)
        .order_by(tally.site_id, tally.visited_on)
    )
    return [(site_id, day) for site_id, day in db.session.execute(query)]


def _counted_on_one_day(
    site_ids: Sequence[int], days: Sequence[date]
) -> Iterator[tuple[int, date, int]]:
    """The counts that add people to the visits of one day alone, from the first of these days."""
    count = Headcount
    query = (
        select(count.site_id, count.counted_from_at, count.counted_to_at, count.people)
        .where(
            count.site_id.in_(site_ids),
            count.counted_from_at >= clock.at_local(days[0]),
            count.counted_from_at < clock.at_local(days[-1] + ONE_DAY),
            count.adds,
            count.people > 0,
            count.undone_at.is_(None),
        )
        .order_by(count.counted_from_at, count.id)
    )
    for site_id, from_at, to_at, people in db.session.execute(query):
        day = only_day(from_at, to_at)
        if day is not None:
            yield site_id, day, people


def what_came(site: Site, closures: Closures, days: Sequence[date]) -> list[DoubtedDay]:
    """These days of one site, the newest first, with what was recorded."""
    counted: dict[date, int] = {}
    for _site_id, day, people_counted in _counted_on_one_day([site.id], days) if days else ():
        counted[day] = counted.get(day, 0) + people_counted
    taps: dict[date, list[ScreenTaps]] = {}
    people: dict[date, int] = {}
    for day, kiosk_id, name, count, came in _by_screen(site.id, days):
        people[day] = people.get(day, 0) + came
        if kiosk_id is not None:  # an imported visit came from no screen of ours
            taps.setdefault(day, []).append(ScreenTaps(kiosk_id, name, count))
    return [
        DoubtedDay(
            day=day,
            reason=closures.reason(day),
            people=people.get(day, 0),
            counted=counted.get(day, 0),
            screens=tuple(taps.get(day, ())),
        )
        for day in reversed(days)
    ]


def _keeps_a_week(site: Site) -> bool:
    return site.kind != PERIPATETIC


def _closed_days(closures: Closures, since: date, today: date) -> set[date]:
    """The days on which a site counts as closed and nobody settled why."""
    first, last = max(since, closures.first), min(today, closures.last or today)
    if first > last:
        return set()
    others = EVERY_WEEKDAY.difference(closures.weekdays)
    usual = days_by_week(others, first, last) - closures.opened.keys()
    differing = closures.holidays.between(first, last) | {
        day for day in closures.closed if first <= day <= last
    }
    closed = usual | {day for day in differing if not closures.opens(day)}
    return set(closed - closures.settled)


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
