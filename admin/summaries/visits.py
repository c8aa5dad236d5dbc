"""Counting the people who came in: by screen, and by hand."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, extract, func, select

from admin.periods import Period
from admin.summaries.figures import Figures, LeftOut
from kiosk import clock
from kiosk.database import db
from kiosk.models import Headcount, Site, Visit
from kiosk.questions import NOT_RECORDED, PURPOSE_VALUES

PURPOSES = (*PURPOSE_VALUES, NOT_RECORDED)
FIRST_TIME = {True: "yes", False: "no", None: NOT_RECORDED}
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
    found: dict[int, _Tally] = {}
    for site_id, dow, hour, *counts in db.session.execute(_by_weekday_and_hour(period, site_ids)):
        tally = found.setdefault(site_id, _Tally())
        people = dict(zip(PURPOSES, map(int, counts), strict=False))
        taps = map(int, counts[len(PURPOSES) :])
        tally.purposes.update(people)
        tally.first_visits.update(dict(zip(FIRST_TIME.values(), taps, strict=True)))
        tally.hours[((int(dow) + 6) % 7, hour)] += sum(people.values())
    return {site_id: tally.figures() for site_id, tally in found.items()}


def _by_weekday_and_hour(
    period: Period, site_ids: Sequence[int]
) -> Select[*tuple[Any, ...]]:  # Any: a row of many counts
    """One pass over the visits in the order of their index, then over its few thousand hours."""
    people = [func.sum(case((Visit.purpose == each, Visit.people), else_=0)) for each in PURPOSES]
    taps = [func.count().filter(Visit.first_time.is_(answer)) for answer in FIRST_TIME]
    by_hour = (
        select(Visit.site_id, Visit.visited_on, Visit.visited_hour)
        .add_columns(*(count.label(f"n{place}") for place, count in enumerate([*people, *taps])))
        .where(*counted_visits(period, site_ids))
        .group_by(Visit.site_id, Visit.visited_on, Visit.visited_hour)
        .subquery()
    )
    site_id, day, hour, *counts = by_hour.c
    dow = extract("dow", day)  # 0 is a Sunday, on both engines
    return select(site_id, dow, hour, *map(func.sum, counts)).group_by(site_id, dow, hour)


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
