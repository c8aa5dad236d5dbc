"""Counting the days on which each site was open, by which visits are divided to compare sites."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Date, cast, null, select, union_all

from admin.opening import Closures, counts_days_by_use
from admin.periods import Period
from admin.summaries.asked import AnySelect, Asked, asked_of_each
from admin.summaries.figures import Counted, Figures
from admin.summaries.visits import COUNT, TALLY, headcounts_that_add, only_day
from kiosk.database import UTCDateTime
from kiosk.models import CourseRun, Meeting, Site

# In the place of what a row does not have; each with its type, which PostgreSQL asks for.
NO_DAY, NO_MOMENT = cast(null(), Date), cast(null(), UTCDateTime)


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
    used = days_in_use(come, in_use)
    return found | {key: Figures(open_days=len(days)) for key, days in used.items()}


def days_in_use(
    periods: Sequence[Period], site_ids: Sequence[int]
) -> Mapping[tuple[int, int], set[date]]:
    """Of sites that keep no week, by period and site: the days with a meeting or a visit.

    A count by hand is of visits too. One of several days opens none: nothing says which.
    """
    days: defaultdict[tuple[int, int], set[date]] = defaultdict(set)
    for place, site_id, day, begins, ends in _uses(periods, site_ids) if site_ids else ():
        used_on = day or only_day(begins, ends)
        if used_on is not None:
            days[place, site_id].add(used_on)
    return days


@asked_of_each
def _uses(asked: Asked) -> AnySelect:
    """Days with a visit by screen or file, or a meeting; and of counts by hand, the moments."""
    place = asked.place.label("place")
    begins, ends = NO_MOMENT.label("begins"), NO_MOMENT.label("ends")
    visited = select(place, TALLY.site_id, TALLY.visited_on, begins, ends)
    met = (
        select(place, CourseRun.site_id, Meeting.meets_on, NO_MOMENT, NO_MOMENT)
        .join(Meeting, Meeting.run_id == CourseRun.id)
        .where(
            CourseRun.site_id.in_(asked.sites),
            Meeting.meets_on.between(asked.first, asked.last),
            Meeting.cancelled_at.is_(None),
        )
    )
    counted = headcounts_that_add(asked, NO_DAY, COUNT.counted_from_at, COUNT.counted_to_at)
    uses = union_all(
        visited.where(
            TALLY.site_id.in_(asked.sites),
            TALLY.visited_on.between(asked.first, asked.last),
            TALLY.taps > 0,
        ),
        met,
        counted.where(COUNT.people > 0),
    ).subquery()
    return select(*uses.c)
