"""Counting what was learnt: forms and their answers, enrolments, learning opportunities."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select, union

from admin.periods import Period
from admin.summaries.figures import BLANK, Answers, Figures, Questions, add_up
from kiosk.database import db
from kiosk.models import CourseRun, Enrolment, Evaluation, Meeting
from kiosk.questions import ANSWER_VALUES, QUESTION_NAMES

CHOICES = (*ANSWER_VALUES, BLANK)


def in_period(period: Period, site_ids: Sequence[int]) -> list[ColumnElement[bool]]:
    """The forms about a day of the period at these sites."""
    return [
        Evaluation.site_id.in_(site_ids),
        Evaluation.held_on.between(period.first, period.last),
    ]


def answer_columns() -> list[ColumnElement[int]]:
    """How many forms gave each answer to each question: five times five counts, in order."""
    columns: list[ColumnElement[int]] = []
    for name in QUESTION_NAMES:
        answer = getattr(Evaluation, name)
        for choice in CHOICES:
            given = answer.is_(None) if choice == BLANK else answer == choice
            columns.append(func.count().filter(given))
    return columns


def read_answers(counts: Sequence[Any]) -> Questions:  # Any: the columns of one row
    """The five questions' answers from a row of `answer_columns`."""
    width = len(CHOICES)
    return {
        name: Answers(Counter(dict(zip(CHOICES, counts[place * width :], strict=False))))
        for place, name in enumerate(QUESTION_NAMES)
    }


def evaluations_by_site(period: Period, site_ids: Sequence[int]) -> dict[int, Figures]:
    """Forms, the wordings they were given, and their answers."""
    keys = (Evaluation.site_id, Evaluation.wording)
    query = (
        select(*keys, func.count(), *answer_columns())
        .where(*in_period(period, site_ids))
        .group_by(*keys)
    )
    found: dict[int, Figures] = {}
    for site_id, wording, forms, *counts in db.session.execute(query):
        figures = Figures(
            evaluations=forms, wordings=frozenset({wording}), questions=read_answers(counts)
        )
        found[site_id] = add_up([found.get(site_id, Figures()), figures])
    return found


def enrolments_by_site(period: Period, site_ids: Sequence[int]) -> dict[int, Figures]:
    """Enrolments, and those of people who were new to The Life Rooms."""
    query = (
        select(
            Enrolment.site_id,
            func.count(),
            func.count().filter(Enrolment.new_to_life_rooms),
        )
        .where(
            Enrolment.site_id.in_(site_ids),
            Enrolment.enrolled_on.between(period.first, period.last),
        )
        .group_by(Enrolment.site_id)
    )
    return {
        site_id: Figures(enrolments=all_of_them, new_enrolments=new)
        for site_id, all_of_them, new in db.session.execute(query)
    }


def courses_by_site(period: Period, site_ids: Sequence[int]) -> dict[int, Figures]:
    """The different courses that had a meeting, an enrolment or a form."""
    of_run = select(CourseRun.site_id, CourseRun.course_id)
    met = of_run.join(Meeting, Meeting.run_id == CourseRun.id).where(
        CourseRun.site_id.in_(site_ids),
        Meeting.meets_on.between(period.first, period.last),
        Meeting.cancelled_at.is_(None),
    )
    evaluated = of_run.join(Evaluation, Evaluation.run_id == CourseRun.id).where(
        *in_period(period, site_ids)
    )
    enrolled = select(Enrolment.site_id, Enrolment.course_id).where(
        Enrolment.site_id.in_(site_ids),
        Enrolment.enrolled_on.between(period.first, period.last),
    )
    found: dict[int, set[int]] = {}
    for site_id, course_id in db.session.execute(union(met, evaluated, enrolled)):
        found.setdefault(site_id, set()).add(course_id)
    return {site_id: Figures(courses=frozenset(courses)) for site_id, courses in found.items()}
