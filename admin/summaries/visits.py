"""Counting the people who came in: by screen, and by hand."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, extract, func, select

from admin.periods import Period
from admin.summaries.figures import Figures, LeftOut
from kiosk import clock
from kiosk.database import db
from kiosk.models import Headcount, Site, Visit, VisitTally
from kiosk.models.tallies import HOURS
from kiosk.questions import NOT_RECORDED, PURPOSE_VALUES

PURPOSES = (*PURPOSE_VALUES, NOT_RECORDED)
FIRST_TIME = {True: "yes", False: "no", None: NOT_RECORDED}
INSTANT = timedelta(microseconds=1)
TALLY = VisitTally.__table__.c
SUMS = ("taps", "people", *PURPOSES, "first_yes", "first_no", *HOURS)
EACH_SUM = [func.sum(TALLY[name]) for name in SUMS]
FIRST_HOUR = SUMS.index(HOURS[0])


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


def visits_by_site(period: Period, site_ids: Sequence[int]) -> dict[int, Figures]:
    """Taps, people, purposes, first visits and hours of each site that had a visit."""
    dow = extract("dow", TALLY.visited_on)  # 0 is a Sunday, on both engines
    query = (
        select(TALLY.site_id, dow, *EACH_SUM)
        .where(*tallied_days(period, site_ids))
        .group_by(TALLY.site_id, dow)
    )
    found: dict[int, list[tuple[int, Sequence[int]]]] = {}
    for site_id, day, *sums in db.session.execute(query):
        found.setdefault(site_id, []).append(((int(day) + 6) % 7, [int(each) for each in sums]))
    return {site_id: _figures(weekdays) for site_id, weekdays in found.items()}


def _figures(weekdays: Sequence[tuple[int, Sequence[int]]]) -> Figures:
    """One site's figures from the sums of each weekday."""
    total = [sum(sums) for sums in zip(*(sums for _day, sums in weekdays), strict=True)]
    taps, people, *rest = total
    purposes = dict(zip(PURPOSES, rest, strict=False))
    yes, no = total[FIRST_HOUR - 2 : FIRST_HOUR]
    hours = {
        (day, hour): people
        for day, sums in weekdays
        for hour, people in enumerate(sums[FIRST_HOUR:])
        if people
    }
    return Figures(
        taps=taps,
        people=people,
        purposes=Counter(purposes),
        first_visits=Counter({"yes": yes, "no": no, NOT_RECORDED: taps - yes - no}),
        hours=Counter(hours),
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
