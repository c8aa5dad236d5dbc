"""The visits and open days of several periods at once, and no other figure."""

from collections.abc import Mapping, Sequence
from datetime import date

from admin.opening import Closures
from admin.periods import Period
from admin.summaries.comparison import CountedIn
from admin.summaries.days import open_days_by_site
from admin.summaries.figures import add_up
from admin.summaries.visits import counted_by_site, visits_by_site
from kiosk.models import Site


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
    parts = [
        visits_by_site(periods, site_ids),
        counted_by_site(periods, site_ids),
        open_days_by_site(periods, sites, today, closures),
    ]
    keys = [[(place, site_id) for site_id in site_ids] for place in range(len(periods))]
    return [
        CountedIn(
            period,
            {key[1]: add_up([part[key] for part in parts if key in part]) for key in of_period},
        )
        for period, of_period in zip(periods, keys, strict=True)
    ]
