"""Counting the days on which each site was open, by which visits are divided to compare sites."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Subquery, func, select, union

from admin.opening import Closures, counts_days_by_use
from admin.periods import Period
from admin.summaries.asked import AnySelect, Asked, asked_of_each
from admin.summaries.figures import Counted, Figures
from admin.summaries.visits import TALLY
from kiosk.models import CourseRun, Meeting, Site


def open_days_by_site(
    periods: Sequence[Period],
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures],
) -> Counted:
    """Open days of each period at each site. Days that have not come yet are none of them."""
    in_use = [site.id for site in sites if counts_days_by_use(site)]
    come = [Period(each.first, min(each.last, today)) for each in periods]
    found = {
        (place, site.id): Figures(open_days=closures[site.id].open_days(period.first, period.last))
        for place, period in enumerate(come)
        for site in sites
        if not counts_days_by_use(site)
    }
    for place, site_id, days in _in_use(come, in_use) if in_use else ():
        found[place, site_id] = Figures(open_days=days)
    return found


@asked_of_each
def used_days(asked: Asked) -> AnySelect:
    """Of sites that keep no week: the site and the day of each day in use."""
    days = days_in_use(asked)
    return select(days.c.site_id, days.c.visited_on)


@asked_of_each
def _in_use(asked: Asked) -> AnySelect:
    days = days_in_use(asked)
    return select(asked.place, days.c.site_id, func.count()).group_by(days.c.site_id)


def days_in_use(asked: Asked) -> Subquery:
    """Of sites that keep no week: each site’s days with a visit or a meeting."""
    visited = select(TALLY.site_id, TALLY.visited_on).where(
        TALLY.site_id.in_(asked.sites),
        TALLY.visited_on.between(asked.first, asked.last),
        TALLY.taps > 0,
    )
    met = (
        select(CourseRun.site_id, Meeting.meets_on)
        .join(Meeting, Meeting.run_id == CourseRun.id)
        .where(
            CourseRun.site_id.in_(asked.sites),
            Meeting.meets_on.between(asked.first, asked.last),
            Meeting.cancelled_at.is_(None),
        )
    )
    return union(visited, met).subquery()
