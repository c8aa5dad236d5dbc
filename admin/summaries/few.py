"""How much of a form’s place and date may be shown where its course run has few forms.

A day is shown where every date of the run has five forms, else the month alone. Nobody is to find
out more by choosing days: what shows its month alone is found by any period that touches it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    extract,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from admin.periods import Period, unit_of
from admin.summaries.by_course import FEWEST_FORMS
from kiosk.models import Course, CourseRun, Evaluation


def whole_months(period: Period) -> Period:
    """The period made wider, to whole months."""
    return Period(unit_of("month", period.first).first, unit_of("month", period.last).last)


class Few:
    """How many forms each run of a stretch of days has, and what may be shown for it."""

    def __init__(self, within: Sequence[ColumnElement[bool]]) -> None:
        near = aliased(Evaluation)
        runs = select(Evaluation.run_id).where(Evaluation.run_id.is_not(None), *within)
        by_date = (
            select(near.run_id, near.held_on, func.count().label("forms"))
            .where(near.run_id.in_(runs))
            .group_by(near.run_id, near.held_on)
            .subquery()
        )
        self.of_run = self._of_run(by_date)
        self.shows_course = func.coalesce(self.of_run.c.forms, 0) >= FEWEST_FORMS
        self.shows_day = func.coalesce(self.of_run.c.fewest, 0) >= FEWEST_FORMS
        self.course = case((self.shows_course, Course.title), else_="")
        self.day = case((self.shows_day, Evaluation.held_on))

    def _of_run(self, by_date: Subquery) -> Subquery:
        """All the forms of each run, and how few one of its dates has."""
        return _together(by_date, by_date.c.run_id)

    def join(self, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:  # Any: its columns
        """Join to a query of evaluations what this tells of them."""
        return (
            query.outerjoin(self.of_run, self.of_run.c.run_id == Evaluation.run_id)
            .outerjoin(CourseRun, CourseRun.id == Evaluation.run_id)
            .outerjoin(Course, Course.id == CourseRun.course_id)
        )

    def order(self) -> list[ColumnElement[Any]]:  # Any: dates and numbers
        """The latest month first; within what is shown of a date, by the random key."""
        year, month, shown, day, key = self.oldest_first()
        return [year.desc(), month.desc(), shown, day.desc(), key]

    def oldest_first(self) -> list[ColumnElement[Any]]:  # Any: dates and numbers
        """The earliest month first; within what is shown of a date, by the random key."""
        return [
            extract("year", Evaluation.held_on),
            extract("month", Evaluation.held_on),
            case((self.shows_day, 0), else_=1),
            self.day,
            Evaluation.id.asc(),
        ]


class FewAnswers(Few):
    """The same for answers, which can be subtracted: a course needs five in each of its months."""

    def _of_run(self, by_date: Subquery) -> Subquery:
        year, month = (extract(part, by_date.c.held_on) for part in ("year", "month"))
        by_month = _together(by_date, by_date.c.run_id, year, month)
        return (
            select(
                by_month.c.run_id,
                func.min(by_month.c.forms).label("forms"),
                func.min(by_month.c.fewest).label("fewest"),
            )
            .group_by(by_month.c.run_id)
            .subquery()
        )


def _together(by_date: Subquery, *keys: ColumnElement[Any]) -> Subquery:  # Any: ids and numbers
    return (
        select(
            by_date.c.run_id,
            func.sum(by_date.c.forms).label("forms"),
            func.min(by_date.c.forms).label("fewest"),
        )
        .group_by(*keys)
        .subquery()
    )


def in_stretch(few: Few, period: Period) -> ColumnElement[bool]:
    """Held on a day of the period; where the day is not shown, in a month that it touches."""
    wide = whole_months(period)
    if period == wide:
        return Evaluation.held_on.between(wide.first, wide.last)
    return and_(
        Evaluation.held_on.between(wide.first, wide.last),
        or_(~few.shows_day, Evaluation.held_on.between(period.first, period.last)),
    )
