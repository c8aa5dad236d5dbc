"""Counting the people who came in: by screen, and by hand."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Result,
    bindparam,
    extract,
    func,
    literal_column,
    select,
    union_all,
)

from admin.opening import days_between
from admin.periods import Period
from admin.summaries.asked import AnySelect, Asked, asked_of_each
from admin.summaries.figures import Counted, Figures, LeftOut
from kiosk import clock
from kiosk.database import db
from kiosk.models import Headcount, Site, Visit, VisitTally
from kiosk.models.tallies import HOURS
from kiosk.questions import NOT_RECORDED, PURPOSE_VALUES

PURPOSES = (*PURPOSE_VALUES, NOT_RECORDED)
FIRST_TIME = {True: "yes", False: "no", None: NOT_RECORDED}
INSTANT = timedelta(microseconds=1)
TALLY = VisitTally.__table__.c
COUNT = Headcount.__table__.c
MOST_DAYS_NAMED = 4_000  # SQLite lets a statement name some 30,000 values
SUMS = ("taps", "people", "first_yes", "first_no", *PURPOSES)


def counted_visits(period: Period, site_ids: Sequence[int]) -> list[ColumnElement[bool]]:
    """What makes a visit count: its day and site, and neither undone nor struck out."""
    return [
        Visit.site_id.in_(site_ids),
        Visit.visited_on.between(period.first, period.last),
        Visit.undone_at.is_(None),
        Visit.strike_id.is_(None),
    ]


def tallied_days(period: Period, site_ids: Sequence[int]) -> list[ColumnElement[bool]]:
    """The lines of the tally that belong to a period at these sites."""
    return [
        TALLY.site_id.in_(site_ids),
        TALLY.visited_on.between(period.first, period.last),
    ]


@asked_of_each
def _visits(asked: Asked) -> AnySelect:
    return (
        select(asked.place, TALLY.site_id, *(func.sum(TALLY[name]) for name in SUMS))
        .where(TALLY.site_id.in_(asked.sites), TALLY.visited_on.between(asked.first, asked.last))
        .group_by(TALLY.site_id)
    )


def visits_by_site(periods: Sequence[Period], site_ids: Sequence[int]) -> Counted:
    """Taps, people, purposes and first visits of each site that had a visit."""
    found = {}
    for place, site_id, *sums in _visits(periods, site_ids):
        taps, people, yes, no, *purposes = map(int, sums)
        found[place, site_id] = Figures(
            taps=taps,
            people=people,
            purposes=Counter(dict(zip(PURPOSES, purposes, strict=True))),
            first_visits=Counter({"yes": yes, "no": no, NOT_RECORDED: taps - yes - no}),
        )
    return found


def _hours_on(place: ColumnElement[int], weekday: ColumnElement[int]) -> AnySelect:
    columns = (place, TALLY.site_id, weekday, *(func.sum(TALLY[name]) for name in HOURS))
    return select(*columns).group_by(TALLY.site_id)


@asked_of_each
def _hours_sorted(asked: Asked) -> AnySelect:
    dow = extract("dow", TALLY.visited_on)  # 0 is a Sunday
    within = TALLY.visited_on.between(asked.first, asked.last)
    return _hours_on(asked.place, dow).where(TALLY.site_id.in_(asked.sites), within).group_by(dow)


@lru_cache(maxsize=8)
def _hours_of_each_weekday(periods: int) -> CompoundSelect[*tuple[Any, ...]]:
    """The same without sorting: SQLite takes twice as long to sort so many columns as to add them.

    PostgreSQL has no need to sort them, and takes three times as long to look up each day.
    """
    return union_all(
        *(
            _hours_on(literal_column(str(place), Integer), literal_column(str(dow), Integer)).where(
                TALLY.site_id.in_(bindparam("sites", expanding=True)),
                TALLY.visited_on.in_(bindparam(f"days_{place}_{dow}", expanding=True, type_=Date)),
            )
            for place in range(periods)
            for dow in range(7)
        )
    )


def _hours(periods: Sequence[Period], site_ids: Sequence[int]) -> Result[*tuple[Any, ...]]:
    days = [list(days_between(period.first, period.last)) for period in periods]
    if db.engine.dialect.name != "sqlite" or sum(map(len, days)) > MOST_DAYS_NAMED:
        return _hours_sorted(periods, site_ids)
    told: dict[str, object] = {"sites": site_ids}
    for place, of_period in enumerate(days):
        for dow in range(7):
            told[f"days_{place}_{dow}"] = of_period[(dow - of_period[0].isoweekday()) % 7 :: 7]
    return db.session.execute(_hours_of_each_weekday(len(periods)), told)


def hours_by_site(periods: Sequence[Period], site_ids: Sequence[int]) -> Counted:
    """The people of each hour of the week: four times the work of all else about visits."""
    hours: dict[tuple[int, int], Counter[tuple[int, int]]] = {}
    for place, site_id, day, *sums in _hours(periods, site_ids):
        of_site = hours.setdefault((place, site_id), Counter())
        for hour, people in enumerate(sums):
            if people:
                of_site[(int(day) + 6) % 7, hour] = int(people)
    return {key: Figures(hours=counted) for key, counted in hours.items()}


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


def only_day(begins: datetime, ends: datetime) -> date | None:
    """The local day on which a count was made; None of one that spans several."""
    day = clock.local_day(begins)
    return day if clock.local_day(ends - INSTANT) == day else None


def headcounts_that_add(asked: Asked, *columns: ColumnElement[Any]) -> AnySelect:
    """The headcounts that add, with at least a moment inside the period."""
    return select(asked.place, COUNT.site_id, *columns).where(
        COUNT.site_id.in_(asked.sites),
        COUNT.undone_at.is_(None),
        COUNT.counted_from_at < asked.ended_at,
        COUNT.counted_to_at > asked.begins_at,
        COUNT.adds,
    )


@asked_of_each
def _counted(asked: Asked) -> AnySelect:
    inside = (COUNT.counted_from_at >= asked.begins_at) & (COUNT.counted_to_at <= asked.ended_at)
    return headcounts_that_add(asked, func.sum(COUNT.people)).where(inside).group_by(COUNT.site_id)


def counted_by_site(periods: Sequence[Period], site_ids: Sequence[int]) -> Counted:
    """People of the headcounts that add and lie wholly inside the period."""
    return {
        (place, site_id): Figures(counted=int(people))
        for place, site_id, people in _counted(periods, site_ids)
    }


@asked_of_each
def _straddling(asked: Asked) -> AnySelect:
    outside = (COUNT.counted_from_at < asked.begins_at) | (COUNT.counted_to_at > asked.ended_at)
    columns = (COUNT.counted_from_at, COUNT.id, COUNT.counted_to_at, COUNT.people)
    return headcounts_that_add(asked, *columns).where(outside)


def left_out(periods: Sequence[Period], sites: Sequence[Site]) -> list[tuple[LeftOut, ...]]:
    """Of each period, the headcounts that would add, but straddle an edge of it; in order."""
    site_of = {site.id: site for site in sites}
    found: list[list[LeftOut]] = [[] for _period in periods]
    rows = sorted(_straddling(periods, list(site_of)), key=lambda row: (row[2], row[3]))
    for place, site_id, begins, _id, ends, people in rows:
        days = clock.local_day(begins), clock.local_day(ends - INSTANT)
        found[place].append(LeftOut(site_of[site_id], *days, people))
    return [tuple(each) for each in found]
