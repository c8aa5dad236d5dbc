"""The visits and open days of several periods at once, and no other figure."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Select, func, literal, select, union_all

from admin.opening import Closures
from admin.periods import Period
from admin.summaries.comparison import Counted
from admin.summaries.days import open_days_by_site
from admin.summaries.figures import Figures, add_up
from admin.summaries.visits import TALLY, tallied_days, touching_headcounts, wholly_inside
from kiosk.database import db
from kiosk.models import Headcount, Site

TAPPED, COUNTED = "people", "counted"


def visits_alone(
    periods: Sequence[Period],
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures],
) -> list[Counted]:
    """Of each period, by site, only who came in and on how many open days.

    As in a whole summary, days that have not come yet are no open days.
    """
    found = _counted(periods, [site.id for site in sites])
    each = []
    for place, period in enumerate(periods):
        parts = (found.get(place, {}), open_days_by_site(period, sites, today, closures))
        figures = {
            site.id: add_up(part.get(site.id, Figures()) for part in parts) for site in sites
        }
        each.append(Counted(period, figures))
    return each


def _counted(periods: Sequence[Period], site_ids: Sequence[int]) -> dict[int, dict[int, Figures]]:
    """By the place of each period, and by site: people by screen, and by hand."""
    if not periods:
        return {}
    each = [
        query
        for place, period in enumerate(periods)
        for query in (_tapped(place, period, site_ids), _by_hand(place, period, site_ids))
    ]
    found: dict[int, dict[int, Figures]] = {}
    for place, how, site_id, people in db.session.execute(union_all(*each)):
        figures = Figures(people=int(people)) if how == TAPPED else Figures(counted=int(people))
        at = found.setdefault(place, {})
        at[site_id] = at.get(site_id, Figures()) + figures
    return found


People = Select[int, str, int, int]


def _tapped(place: int, period: Period, site_ids: Sequence[int]) -> People:
    return (
        select(literal(place), literal(TAPPED), TALLY.site_id, func.sum(TALLY.people))
        .where(*tallied_days(period, site_ids))
        .group_by(TALLY.site_id)
    )


def _by_hand(place: int, period: Period, site_ids: Sequence[int]) -> People:
    return (
        select(literal(place), literal(COUNTED), Headcount.site_id, func.sum(Headcount.people))
        .where(*touching_headcounts(period, site_ids), wholly_inside(period), Headcount.adds)
        .group_by(Headcount.site_id)
    )
