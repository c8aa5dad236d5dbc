"""The rows that the figures count, read a part at a time: what a number opens to."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Result, Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from admin.periods import Period
from admin.summaries.by_course import FEWEST_FORMS
from admin.summaries.learning import in_period
from admin.summaries.visits import (
    FIRST_TIME,
    counted_visits,
    touching_headcounts,
    wholly_inside,
)
from kiosk import clock
from kiosk.models import Course, CourseRun, Enrolment, Evaluation, Headcount, Site, Visit
from kiosk.questions import NOT_RECORDED, QUESTION_NAMES

AT_ONCE = 1000
FEW_FORMS = "fewer than 5 forms"
Row = Sequence[str | int | None]

VISITS = ("site", "visited_on", "hour", "purpose", "first_time", "people")
HEADCOUNTS = ("site", "counted_from", "counted_to", "people", "method", "adds", "in_the_figures")
EVALUATIONS = ("site", "course", "held_on", *QUESTION_NAMES)
ENROLMENTS = ("site", "course", "enrolled_on", "new_to_life_rooms")


def visit_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each tap that counts, with its day and hour, never its minute."""
    query = (
        select(
            Site.slug,
            Visit.visited_on,
            Visit.visited_hour,
            Visit.purpose,
            Visit.first_time,
            Visit.people,
        )
        .join(Site, Site.id == Visit.site_id)
        .where(*counted_visits(period, site_ids))
        .order_by(Visit.visited_on, Visit.visited_hour, Visit.id)
    )
    for slug, day, hour, purpose, first_time, people in _in_parts(session, query):
        first = FIRST_TIME[first_time]
        yield (
            slug,
            day.isoformat(),
            hour,
            purpose,
            "" if first == NOT_RECORDED else first,
            people,
        )


def headcount_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each headcount that touches the period, and whether its people are in the figures."""
    query = (
        select(
            Site.slug,
            Headcount.counted_from_at,
            Headcount.counted_to_at,
            Headcount.people,
            Headcount.method,
            Headcount.adds,
            and_(Headcount.adds, wholly_inside(period)),
        )
        .join(Site, Site.id == Headcount.site_id)
        .where(*touching_headcounts(period, site_ids))
        .order_by(Headcount.counted_from_at, Headcount.id)
    )
    for slug, begins, ends, people, method, adds, counted in _in_parts(session, query):
        moments = (f"{at.astimezone(clock.LONDON):%Y-%m-%d %H:%M}" for at in (begins, ends))
        yield (slug, *moments, people, method, _yes_no(adds), _yes_no(counted))


def evaluation_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each form's answers, in the order of its random key; its course only from five forms.

    The forms of one meeting are counted, whatever the period: naming a run of many forms would
    still show the one learner who filled a form in on a quiet day.
    """
    same = aliased(Evaluation)
    enough = (
        select(func.count() >= FEWEST_FORMS)
        .where(same.run_id == Evaluation.run_id, same.held_on == Evaluation.held_on)
        .scalar_subquery()
    )
    answers = [getattr(Evaluation, name) for name in QUESTION_NAMES]
    query = (
        select(Site.slug, _course_or_not(enough), Evaluation.held_on, *answers)
        .join(Site, Site.id == Evaluation.site_id)
        .outerjoin(CourseRun, CourseRun.id == Evaluation.run_id)
        .outerjoin(Course, Course.id == CourseRun.course_id)
        .where(*in_period(period, site_ids))
        .order_by(Evaluation.held_on, Evaluation.id)
    )
    for slug, course, held_on, *given in _in_parts(session, query):
        yield (slug, course, held_on.isoformat(), *(answer or "" for answer in given))


def _course_or_not(enough: ColumnElement[bool]) -> ColumnElement[str]:
    return case((Evaluation.run_id.is_(None), ""), (enough, Course.title), else_=FEW_FORMS)


def enrolment_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each enrolment: on which course and day, and whether the person was new."""
    query = (
        select(Site.slug, Course.title, Enrolment.enrolled_on, Enrolment.new_to_life_rooms)
        .join(Site, Site.id == Enrolment.site_id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(
            Enrolment.site_id.in_(site_ids),
            Enrolment.enrolled_on.between(period.first, period.last),
        )
        .order_by(Enrolment.enrolled_on, Enrolment.id)
    )
    for slug, course, day, new in _in_parts(session, query):
        yield (slug, course, day.isoformat(), _yes_no(new))


def _in_parts(
    session: Session, query: Select[*tuple[Any, ...]]
) -> Result[*tuple[Any, ...]]:  # Any: each query has its own columns
    """The rows of a query, fetched a thousand at a time however many there are."""
    return session.execute(query, execution_options={"yield_per": AT_ONCE})


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"
