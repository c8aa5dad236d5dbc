"""The visits and open days of several periods at once, and no other figure."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select

from admin.opening import Closures
from admin.periods import Period
from admin.summaries.asked import AnySelect, Asked, asked_of_each
from admin.summaries.comparison import CountedIn
from admin.summaries.days import open_days_by_site
from admin.summaries.figures import Figures
from admin.summaries.visits import TALLY, counted_by_site
from kiosk.models import Site

NOBODY = Figures()


def visits_alone(
    periods: Sequence[Period],
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures],
) -> list[CountedIn]:
    """Of each period, by site, only who came in and on how many open days.

    As in a whole summary, days that have not come yet are no open days.
    """
    site_ids = [site.id for site in sites]
    tapped = {
        (place, site_id): int(people) for place, site_id, people in _people(periods, site_ids)
    }
    counted = counted_by_site(periods, site_ids)
    days = open_days_by_site(periods, sites, today, closures)
    return [
        CountedIn(
            period,
            {
                site_id: Figures(
                    people=tapped.get((place, site_id), 0),
                    counted=counted.get((place, site_id), NOBODY).counted,
                    open_days=days.get((place, site_id), NOBODY).open_days,
                )
                for site_id in site_ids
            },
        )
        for place, period in enumerate(periods)
    ]


@asked_of_each
def _people(asked: Asked) -> AnySelect:
    """People by screen alone: of all that is known of a day, one number."""
    return (
        select(asked.place, TALLY.site_id, func.sum(TALLY.people))
        .where(TALLY.site_id.in_(asked.sites), TALLY.visited_on.between(asked.first, asked.last))
        .group_by(TALLY.site_id)
    )
