"""The rows that the figures count, read a part at a time: what a number opens to."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Result, Select, and_, case, func, select
from sqlalchemy.orm import Session

from admin.periods import Period
from admin.summaries.few import Few, FewAnswers, in_stretch, whole_months
from admin.summaries.learning import in_period
from admin.summaries.visits import (
    FIRST_TIME,
    counted_visits,
    touching_headcounts,
    wholly_inside,
)
from kiosk import clock
from kiosk.models import Course, Enrolment, Evaluation, Headcount, Site, Visit
from kiosk.questions import NOT_RECORDED, QUESTION_NAMES

AT_ONCE = 1000
FEW_FORMS = "fewer than 5 forms"
Row = Sequence[str | int | None]
# Any: each query has its own columns.
Query = Select[*tuple[Any, ...]]
Found = Sequence[Any]

VISITS = ("site", "visited_on", "hour", "purpose", "first_time", "people")
HEADCOUNTS = ("site", "counted_from", "counted_to", "people", "method", "adds", "in_the_figures")
EVALUATIONS = ("site", "course", "month", "held_on", *QUESTION_NAMES)
ENROLMENTS = ("site", "course", "enrolled_on", "new_to_life_rooms")


def visits_query(period: Period, site_ids: Sequence[int]) -> Query:
    """What is told of each tap that counts: its day and hour, never its minute."""
    columns = (
        Site.slug,
        Visit.visited_on,
        Visit.visited_hour,
        Visit.purpose,
        Visit.first_time,
        Visit.people,
    )
    visits = select(*columns).join_from(Visit, Site, Site.id == Visit.site_id)
    return visits.where(*counted_visits(period, site_ids))


def visit_row(found: Found) -> Row:
    """One tap as a file has it."""
    slug, day, hour, purpose, first_time, people = found
    first = FIRST_TIME[first_time]
    return (slug, day.isoformat(), hour, purpose, "" if first == NOT_RECORDED else first, people)


def visit_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each tap that counts."""
    query = visits_query(period, site_ids)
    query = query.order_by(Visit.visited_on, Visit.visited_hour, Visit.id)
    yield from map(visit_row, _in_parts(session, query))


def headcounts_query(period: Period, site_ids: Sequence[int]) -> Query:
    """What is told of each headcount that touches the period, and whether it is in the figures."""
    columns = (
        Site.slug,
        Headcount.counted_from_at,
        Headcount.counted_to_at,
        Headcount.people,
        Headcount.method,
        Headcount.adds,
        and_(Headcount.adds, wholly_inside(period)),
    )
    counts = select(*columns).join_from(Headcount, Site, Site.id == Headcount.site_id)
    return counts.where(*touching_headcounts(period, site_ids))


def headcount_row(found: Found) -> Row:
    """One headcount as a file has it."""
    slug, begins, ends, people, method, adds, in_figures = found
    counted = (yes_or_no(adds), yes_or_no(in_figures))
    return (slug, moment(begins), moment(ends), people, method, *counted)


def moment(at: datetime | None) -> str:
    """A moment as a file has it, by the clock in Liverpool; empty where there was none."""
    return f"{at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}" if at else ""


def day_of(at: datetime | None) -> str:
    """The day of a moment as a file has it; empty where there was none."""
    return clock.local_day(at).isoformat() if at else ""


def headcount_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each headcount that touches the period."""
    query = headcounts_query(period, site_ids)
    query = query.order_by(Headcount.counted_from_at, Headcount.id)
    yield from map(headcount_row, _in_parts(session, query))


def evaluation_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each form's answers, with as much of its course and date as few forms allow.

    Within what is shown of a date they stand in the order of what is shown, never in that of their
    keys, as the comments do: nobody is to lay the two files side by side. On a quiet day only one
    run may have met: a form that does not show its course shows no day either.
    """
    wide = whole_months(period)
    few = FewAnswers(in_period(wide, site_ids))
    course = _course_or_not(few)
    answers = [func.coalesce(getattr(Evaluation, name), "") for name in QUESTION_NAMES]
    # Forms that are alike in all of this are alike in the file: the key shows nobody anything.
    *when, key = few.oldest_first()
    query = (
        few.join(
            select(Site.slug, course, Evaluation.held_on, few.day, *answers)
            .select_from(Evaluation)
            .join(Site, Site.id == Evaluation.site_id)
        )
        .where(Evaluation.site_id.in_(site_ids), in_stretch(few, period))
        .order_by(*when, Site.slug, course, *answers, key)
    )
    for slug, title, held_on, day, *given in _in_parts(session, query):
        shown = day.isoformat() if day else ""
        yield (slug, title, f"{held_on:%Y-%m}", shown, *given)


def _course_or_not(few: Few) -> ColumnElement[str]:
    return case(
        (Evaluation.run_id.is_(None), ""), (few.shows_course, Course.title), else_=FEW_FORMS
    )


def enrolments_query(period: Period, site_ids: Sequence[int]) -> Query:
    """What is told of each enrolment: its course and day, and whether the person was new."""
    return (
        select(Site.slug, Course.title, Enrolment.enrolled_on, Enrolment.new_to_life_rooms)
        .join_from(Enrolment, Site, Site.id == Enrolment.site_id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(
            Enrolment.site_id.in_(site_ids),
            Enrolment.enrolled_on.between(period.first, period.last),
        )
    )


def enrolment_row(found: Found) -> Row:
    """One enrolment as a file has it."""
    slug, course, day, new = found
    return (slug, course, day.isoformat(), yes_or_no(new))


def enrolment_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each enrolment."""
    query = enrolments_query(period, site_ids)
    query = query.order_by(Enrolment.enrolled_on, Enrolment.id)
    yield from map(enrolment_row, _in_parts(session, query))


def _in_parts(session: Session, query: Query) -> Result[*tuple[Any, ...]]:  # Any: as above
    """The rows of a query, fetched a thousand at a time however many there are."""
    return session.execute(query, execution_options={"yield_per": AT_ONCE})


def yes_or_no(value: bool) -> str:
    """How a file says whether something is so."""
    return "yes" if value else "no"
