"""Counting the people who came in: by screen, and by hand."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, extract, func, select

from admin.periods import Period
from admin.summaries.figures import Figures, LeftOut
from kiosk import clock
from kiosk.database import db
from kiosk.models import Headcount, Site, Visit

FIRST_TIME = {True: "yes", False: "no", None: "not_recorded"}
INSTANT = timedelta(microseconds=1)


def counted_visits(period: Period, site_ids: Sequence[int]) -> list[ColumnElement[bool]]:
    """What makes a visit count: its day and site, and neither undone nor struck out."""
    return [
        Visit.site_id.in_(site_ids),
        Visit.visited_on.between(period.first, period.last),
        Visit.undone_at.is_(None),
        Visit.strike_id.is_(None),
    ]


def visits_by_site(period: Period, site_ids: Sequence[int]) -> dict[int, Figures]:
    """Taps, people, purposes, first visits and hours of each site that had a visit."""
    # dow is 0 on a Sunday, on both engines.
    keys = (
        Visit.site_id,
        extract("dow", Visit.visited_on),
        Visit.visited_hour,
        Visit.purpose,
        Visit.first_time,
    )
    query = select(*keys, func.count(), func.sum(Visit.people))
    found: dict[int, _Tally] = {}
    rows = db.session.execute(query.where(*counted_visits(period, site_ids)).group_by(*keys))
    for site_id, dow, hour, purpose, first_time, taps, people in rows:
        tally = found.setdefault(site_id, _Tally())
        tally.purposes[purpose] += people
        tally.first_visits[FIRST_TIME[first_time]] += taps
        tally.hours[((int(dow) + 6) % 7, hour)] += people
    return {site_id: tally.figures() for site_id, tally in found.items()}


class _Tally:
    """One site's visits, while they are being added up."""

    def __init__(self) -> None:
        self.purposes: Counter[str] = Counter()
        self.first_visits: Counter[str] = Counter()
        self.hours: Counter[tuple[int, int]] = Counter()

    def figures(self) -> Figures:
        return Figures(
            taps=self.first_visits.total(),
            people=self.purposes.total(),
            purposes=self.purposes,
            first_visits=self.first_visits,
            hours=self.hours,
        )


def touching_headcounts(period: Period, site_ids: Sequence[int]) -> list[ColumnElement[bool]]:
    """Headcounts with at least a moment inside the period, checks among them."""
    begins_at, ended_at = clock.bounds(period.first, period.last)
    return [
        Headcount.site_id.in_(site_ids),
        Headcount.undone_at.is_(None),
        Headcount.counted_from_at < ended_at,
        Headcount.counted_to_at > begins_at,
    ]


def wholly_inside(period: Period) -> ColumnElement[bool]:
    """Whether a headcount lies wholly inside the period."""
    begins_at, ended_at = clock.bounds(period.first, period.last)
    return (Headcount.counted_from_at >= begins_at) & (Headcount.counted_to_at <= ended_at)


def counted_by_site(period: Period, site_ids: Sequence[int]) -> dict[int, Figures]:
    """People of the headcounts that add and lie wholly inside the period."""
    query = (
        select(Headcount.site_id, func.sum(Headcount.people))
        .where(*touching_headcounts(period, site_ids), wholly_inside(period), Headcount.adds)
        .group_by(Headcount.site_id)
    )
    return {site_id: Figures(counted=people) for site_id, people in db.session.execute(query)}


def left_out(period: Period, sites: Sequence[Site]) -> tuple[LeftOut, ...]:
    """The headcounts that would add, but straddle an edge of the period."""
    site_of = {site.id: site for site in sites}
    query = (
        select(
            Headcount.site_id,
            Headcount.counted_from_at,
            Headcount.counted_to_at,
            Headcount.people,
        )
        .where(*touching_headcounts(period, list(site_of)), ~wholly_inside(period), Headcount.adds)
        .order_by(Headcount.counted_from_at, Headcount.id)
    )
    return tuple(
        LeftOut(site_of[site_id], clock.local_day(begins), clock.local_day(ends - INSTANT), people)
        for site_id, begins, ends, people in db.session.execute(query)
    )
