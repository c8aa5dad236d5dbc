"""Counting the days on which each site was open, by which visits are divided to compare sites."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select, union

from admin.opening import Closures, closures_of, counts_days_by_use
from admin.periods import Period
from admin.summaries.figures import Figures
from admin.summaries.visits import TALLY, tallied_days
from kiosk.database import db
from kiosk.models import CourseRun, Meeting, Site


def open_days_by_site(
    period: Period,
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures] | None = None,
) -> dict[int, Figures]:
    """Open days of a period at each site. Days that have not come yet are none of them.

    `closures` holds those of the sites, where they were read already.
    """
    come = period.so_far(today)
    if come is None:
        return {}
    found = _days_in_use(come, [site.id for site in sites if counts_days_by_use(site)])
    by_week = [site for site in sites if not counts_days_by_use(site)]
    known = closures_of(by_week) if closures is None else closures
    for site in by_week:
        found[site.id] = known[site.id].open_days(come.first, come.last)
    return {site_id: Figures(open_days=days) for site_id, days in found.items()}


def _days_in_use(period: Period, site_ids: Sequence[int]) -> dict[int, int]:
    """Of sites that keep no week: the days with a visit or a meeting."""
    if not site_ids:
        return {}
    visited = select(TALLY.site_id, TALLY.visited_on).where(
        *tallied_days(period, site_ids), TALLY.taps > 0
    )
    met = (
        select(CourseRun.site_id, Meeting.meets_on)
        .join(Meeting, Meeting.run_id == CourseRun.id)
        .where(
            CourseRun.site_id.in_(site_ids),
            Meeting.meets_on.between(period.first, period.last),
            Meeting.cancelled_at.is_(None),
        )
    )
    days = union(visited, met).subquery()
    query = select(days.c.site_id, func.count()).group_by(days.c.site_id)
    return dict(iter(db.session.execute(query)))
