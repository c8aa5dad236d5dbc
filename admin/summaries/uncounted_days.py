"""Open days on which no screen of the site was seen: its visits are not fully counted.

From the day on which the site's first screen was paired, until yesterday. A day of which a count
by hand is added is counted: that is what the count is for.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import String, cast, func, select

from admin.opening import Closures, counts_days_by_use, days_between, days_by_week
from admin.periods import ONE_DAY, Period
from admin.summaries.asked import AnySelect, Asked, asked_of_each
from admin.summaries.visits import INSTANT, headcounts_that_add
from kiosk import clock
from kiosk.database import db
from kiosk.models import CourseRun, Headcount, Installation, Kiosk, Meeting, ScreenDay, Site

RUN, MEETING, SCREEN, SEEN = (m.__table__.c for m in (CourseRun, Meeting, Kiosk, ScreenDay))
COUNT = Headcount.__table__.c

# By the place of a period among several, and site.
Days = dict[tuple[int, int], set[date]]


def uncounted_days(
    periods: Sequence[Period],
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures],
) -> dict[tuple[int, int], tuple[date, ...]]:
    """By period and site, the days that are not fully counted, in order; none: no entry."""
    paired = _first_paired([site.id for site in sites])
    asked = [site for site in sites if site.id in paired]
    if not asked:
        return {}
    over = [Period(each.first, min(each.last, today - ONE_DAY)) for each in periods]
    counted = _counted(over, [site.id for site in asked])
    met = _met(over, [site.id for site in asked if counts_days_by_use(site)])
    found = {}
    for place, period in enumerate(over):
        for site in asked:
            key = (place, site.id)
            days = met[key] if counts_days_by_use(site) else _may_open(closures[site.id], period)
            opens = days.__contains__ if counts_days_by_use(site) else closures[site.id].opens
            missed = (day for day in days - counted[key] if day >= paired[site.id] and opens(day))
            found[key] = tuple(sorted(missed))
    return {key: missed for key, missed in found.items() if missed}


def _may_open(closures: Closures, period: Period) -> frozenset[date]:
    """The days of a period on which a site opens, and of the days of its week those it does not."""
    of_week = days_by_week(frozenset(closures.weekdays), period.first, period.last)
    return of_week.union(day for day in closures.opened if period.first <= day <= period.last)


def _first_paired(site_ids: Sequence[int]) -> dict[int, date]:
    """By site, the day on which its first screen was paired."""
    query = (
        select(Kiosk.site_id, func.min(Installation.paired_at))
        .join(Kiosk, Kiosk.id == Installation.kiosk_id)
        .where(Kiosk.site_id.in_(site_ids))
        .group_by(Kiosk.site_id)
    )
    return {site_id: clock.local_day(at) for site_id, at in db.session.execute(query)}


def _counted(periods: Sequence[Period], site_ids: Sequence[int]) -> Days:
    """The days on which a screen was seen, or that a count by hand adds to."""
    days: Days = defaultdict(set)
    for place, site_id, seen in _seen(periods, site_ids):
        days[place, site_id].update(map(date.fromisoformat, seen.split(",")))
    for place, site_id, begins, ends in _by_hand(periods, site_ids):
        first = max(clock.local_day(begins), periods[place].first)
        last = min(clock.local_day(ends - INSTANT), periods[place].last)
        days[place, site_id].update(days_between(first, last))
    return days


@asked_of_each
def _seen(asked: Asked) -> AnySelect:
    # All the days of a site in one row: years of fifty sites are else a hundred thousand rows.
    days = func.aggregate_strings(cast(SEEN.day, String), ",")
    return (
        select(asked.place, SCREEN.site_id, days)
        .join_from(Kiosk.__table__, ScreenDay.__table__, SCREEN.id == SEEN.kiosk_id)
        .where(SCREEN.site_id.in_(asked.sites), SEEN.day.between(asked.first, asked.last))
        .group_by(SCREEN.site_id)
    )


@asked_of_each
def _by_hand(asked: Asked) -> AnySelect:
    return headcounts_that_add(asked, COUNT.counted_from_at, COUNT.counted_to_at)


def _met(periods: Sequence[Period], site_ids: Sequence[int]) -> Days:
    """Of sites that travel: the days with a meeting."""
    days: Days = defaultdict(set)
    for place, site_id, day in _meetings(periods, site_ids) if site_ids else ():
        days[place, site_id].add(day)
    return days


@asked_of_each
def _meetings(asked: Asked) -> AnySelect:
    return (
        select(asked.place, RUN.site_id, MEETING.meets_on)
        .join_from(CourseRun.__table__, Meeting.__table__, MEETING.run_id == RUN.id)
        .where(
            RUN.site_id.in_(asked.sites),
            MEETING.meets_on.between(asked.first, asked.last),
            MEETING.cancelled_at.is_(None),
        )
    )
