"""Open days on which no screen of the site was seen: its visits are not fully counted.

From the day on which the site's first screen was paired, until yesterday. A day of which a count
by hand is added is counted: that is what the count is for.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select

from admin.opening import Closures, closures_of, counts_days_by_use, days_between
from admin.periods import Period
from admin.summaries.visits import INSTANT, touching_headcounts
from kiosk import clock
from kiosk.database import db
from kiosk.models import CourseRun, Headcount, Installation, Kiosk, Meeting, ScreenDay, Site

Days = dict[int, set[date]]


def uncounted_days(
    period: Period,
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures] | None = None,
) -> dict[int, tuple[date, ...]]:
    """By site, the days of a period that are not fully counted, in order; none: no entry."""
    paired = _first_paired([site.id for site in sites])
    last = min(period.last, today - timedelta(days=1))
    asked = [site for site in sites if paired.get(site.id, today) <= last]
    if not asked or period.first > last:
        return {}
    come, ids = Period(period.first, last), [site.id for site in asked]
    counted = _seen(come, ids)
    for site_id, by_hand in _by_hand(come, ids).items():
        counted[site_id] |= by_hand
    travelling = _met(come, [site.id for site in asked if counts_days_by_use(site)])
    known = closures_of(asked) if closures is None else closures
    found = {}
    for site in asked:
        first = max(come.first, paired[site.id])
        days = [day for day in days_between(first, last) if day not in counted[site.id]]
        opens = (
            travelling[site.id].__contains__ if counts_days_by_use(site) else known[site.id].opens
        )
        found[site.id] = tuple(day for day in days if opens(day))
    return {site_id: days for site_id, days in found.items() if days}


def _first_paired(site_ids: Sequence[int]) -> dict[int, date]:
    """By site, the day on which its first screen was paired."""
    query = (
        select(Kiosk.site_id, func.min(Installation.paired_at))
        .join(Kiosk, Kiosk.id == Installation.kiosk_id)
        .where(Kiosk.site_id.in_(site_ids))
        .group_by(Kiosk.site_id)
    )
    return {site_id: clock.local_day(at) for site_id, at in db.session.execute(query)}


def _seen(period: Period, site_ids: Sequence[int]) -> Days:
    query = (
        select(Kiosk.site_id, ScreenDay.day)
        .join(Kiosk, Kiosk.id == ScreenDay.kiosk_id)
        .where(Kiosk.site_id.in_(site_ids), ScreenDay.day.between(period.first, period.last))
    )
    days: Days = defaultdict(set)
    for site_id, day in db.session.execute(query):
        days[site_id].add(day)
    return days


def _by_hand(period: Period, site_ids: Sequence[int]) -> Days:
    query = select(Headcount.site_id, Headcount.counted_from_at, Headcount.counted_to_at).where(
        *touching_headcounts(period, site_ids), Headcount.adds
    )
    days: Days = defaultdict(set)
    for site_id, begins, ends in db.session.execute(query):
        first = max(clock.local_day(begins), period.first)
        last = min(clock.local_day(ends - INSTANT), period.last)
        days[site_id].update(days_between(first, last))
    return days


def _met(period: Period, site_ids: Sequence[int]) -> Days:
    """Of sites that travel: the days with a meeting."""
    days: Days = defaultdict(set)
    if not site_ids:
        return days
    query = (
        select(CourseRun.site_id, Meeting.meets_on)
        .join(Meeting, Meeting.run_id == CourseRun.id)
        .where(
            CourseRun.site_id.in_(site_ids),
            Meeting.meets_on.between(period.first, period.last),
            Meeting.cancelled_at.is_(None),
        )
    )
    for site_id, day in db.session.execute(query):
        days[site_id].add(day)
    return days
