"""Visits over time: by day, week, month or year, with what is missing left missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import func, select

from admin.opening import Closures, counts_days_by_use, days_between
from admin.periods import ONE_DAY, Period, unit_of
from admin.summaries.visits import INSTANT, TALLY, tallied_days, touching_headcounts, wholly_inside
from kiosk import clock
from kiosk.database import db
from kiosk.models import Headcount, Site

# A period of at most so many days is shown by this unit; a longer one by year.
UNITS = ((31, "today"), (182, "week"), (731, "month"))


@dataclass(frozen=True)
class Step:
    """One day, week, month or year of the period; `people` is None where nothing was recorded.

    Then `missing` says why. A step at the edge of the period holds only the days inside it: it
    is a part of its unit, as one is that is not over yet.
    """

    period: Period
    people: int | None
    missing: str = ""
    is_part: bool = False


@dataclass(frozen=True)
class OverTime:
    """The steps of a period in order, and the people whom no single step can claim."""

    unit: str
    steps: tuple[Step, ...]
    beside: int
    counts_beside: int

    @property
    def people(self) -> int:
        """Everybody in the steps; with those beside, the visits of the period."""
        return sum(step.people or 0 for step in self.steps)


def over_time(
    period: Period,
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures],
    unit: str | None = None,
) -> OverTime:
    """The visits of a period, step by step; without a unit, by the one that suits its length."""
    unit = unit or _unit(period)
    begins = [each.first for each in _steps(period, unit)]
    step_of = {day: begin for begin, day in _days_of(period, begins)}
    people: dict[date, int] = {}
    for day, count in _by_day(period, sites):
        people[step_of[day]] = people.get(step_of[day], 0) + count
    beside = []
    for first, last, count in _headcounts(period, sites):
        if step_of[first] == step_of[last]:
            people[step_of[first]] = people.get(step_of[first], 0) + count
        else:
            beside.append(count)
    steps = tuple(
        Step(
            each,
            people.get(each.first),
            _missing(each, people, sites, today, closures),
            is_part=each != unit_of(unit, each.first) or each.first <= today < each.last,
        )
        for each in _steps(period, unit)
    )
    return OverTime(unit, steps, sum(beside), len(beside))


def steps_of(period: Period, unit: str | None = None) -> list[Period]:
    """The days, weeks, months or years that a period is shown by; as `over_time` has them."""
    return list(_steps(period, unit or _unit(period)))


def _unit(period: Period) -> str:
    return next((unit for days, unit in UNITS if _length(period) <= days), "year")


def months_or_years(period: Period) -> str:
    """The unit of a document: months, or of many years the years."""
    return "month" if _length(period) <= UNITS[-1][0] else "year"


def _length(period: Period) -> int:
    return (period.last - period.first).days + 1


def _steps(period: Period, unit: str) -> Iterator[Period]:
    """The period cut at the edges of its units."""
    first = period.first
    while first <= period.last:
        last = min(unit_of(unit, first).last, period.last)
        yield Period(first, last)
        first = last + ONE_DAY


def _days_of(period: Period, begins: Sequence[date]) -> Iterator[tuple[date, date]]:
    place = 0
    for day in days_between(period.first, period.last):
        if place + 1 < len(begins) and day >= begins[place + 1]:
            place += 1
        yield begins[place], day


def _by_day(period: Period, sites: Sequence[Site]) -> list[tuple[date, int]]:
    query = (
        select(TALLY.visited_on, func.sum(TALLY.people))
        .where(*tallied_days(period, [site.id for site in sites]), TALLY.taps > 0)
        .group_by(TALLY.visited_on)
    )
    return [(day, int(people)) for day, people in db.session.execute(query)]


def _headcounts(period: Period, sites: Sequence[Site]) -> list[tuple[date, date, int]]:
    """The counts by hand that are in the figures: first day, last day, people."""
    query = select(Headcount.counted_from_at, Headcount.counted_to_at, Headcount.people).where(
        *touching_headcounts(period, [site.id for site in sites]),
        wholly_inside(period),
        Headcount.adds,
    )
    return [
        (clock.local_day(begins), clock.local_day(ends - INSTANT), people)
        for begins, ends, people in db.session.execute(query)
    ]


def _missing(
    step: Period,
    people: Mapping[date, int],
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures],
) -> str:
    """Why a step has no number; empty where it has one."""
    if step.first in people:
        return ""
    if step.first > today:
        return _("not come yet")
    weekly = [closures[site.id] for site in sites if not counts_days_by_use(site)]
    days = list(days_between(step.first, min(step.last, today)))
    if weekly and not any(one.opens(day) for one in weekly for day in days):
        return _("closed")
    return _("nothing recorded")


def step_name(step: Step, unit: str) -> str:
    """A step in words: “Monday 2 April 2018”, “2 April 2018 to 8 April 2018”, “April 2018”."""
    if unit == "today":
        return str(format_date(step.period.first, "EEEE d MMMM yyyy"))
    return step.period.words


def step_label(step: Step, unit: str, before: Step | None) -> tuple[str, str]:
    """What stands under a column: short, and beneath it what changed since the column before."""
    first = step.period.first
    upper = {"today": "d", "week": "d MMM", "month": "MMM", "year": "yyyy"}[unit]
    lower = {"today": "MMM", "week": "yyyy", "month": "yyyy", "year": ""}[unit]
    is_new = before is None or format_date(before.period.first, lower or "yyyy") != format_date(
        first, lower or "yyyy"
    )
    return str(format_date(first, upper)), str(
        format_date(first, lower)
    ) if lower and is_new else ""
