"""Counting what was learnt: forms and their answers, enrolments, learning opportunities."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select, union, union_all

from admin.periods import Period
from admin.summaries.asked import AnySelect, Asked, asked_of_each
from admin.summaries.figures import BLANK, Answers, Counted, Figures, Questions
from kiosk.models import CourseRun, Enrolment, Evaluation, EvaluationTally, Meeting
from kiosk.questions import ANSWER_VALUES, QUESTION_NAMES

TALLY = EvaluationTally.__table__.c
RUN, MEETING, ENROLMENT = (each.__table__.c for each in (CourseRun, Meeting, Enrolment))
# How many forms gave each answer to each question: five times four sums, in order.
ANSWER_SUMS = [
    func.sum(TALLY[f"{name}_{answer}"]) for name in QUESTION_NAMES for answer in ANSWER_VALUES
]


def in_period(period: Period, site_ids: Sequence[int]) -> list[ColumnElement[bool]]:
    """The forms about a day of the period at these sites."""
    return [
        Evaluation.site_id.in_(site_ids),
        Evaluation.held_on.between(period.first, period.last),
    ]


def tallied_forms(period: Period, site_ids: Sequence[int]) -> list[ColumnElement[bool]]:
    """The lines of the tally about a day of the period at these sites."""
    return [
        TALLY.site_id.in_(site_ids),
        TALLY.held_on.between(period.first, period.last),
        TALLY.forms > 0,
    ]


def tallied(asked: Asked) -> list[ColumnElement[bool]]:
    """The same of one period among several."""
    return [
        TALLY.site_id.in_(asked.sites),
        TALLY.held_on.between(asked.first, asked.last),
        TALLY.forms > 0,
    ]


def read_answers(forms: int, sums: Sequence[int]) -> Questions:
    """The five questions' answers from a row of `ANSWER_SUMS`; what is left was blank."""
    width = len(ANSWER_VALUES)
    found = {}
    for place, name in enumerate(QUESTION_NAMES):
        given = sums[place * width : (place + 1) * width]
        counts: Counter[str] = Counter()
        dict.update(counts, zip(ANSWER_VALUES, given, strict=True))  # sets, where it would count
        counts[BLANK] = forms - sum(given)
        found[name] = Answers(counts)
    return found


@asked_of_each
def _evaluations(asked: Asked) -> AnySelect:
    # By the site alone, as the key of the tally begins: nothing has to be sorted.
    wordings = (func.min(TALLY.wording), func.max(TALLY.wording))
    return (
        select(asked.place, TALLY.site_id, *wordings, func.sum(TALLY.forms), *ANSWER_SUMS)
        .where(*tallied(asked))
        .group_by(TALLY.site_id)
    )


def evaluations_by_site(periods: Sequence[Period], site_ids: Sequence[int]) -> Counted:
    """Forms, the first and the last of the wordings they were given, and their answers."""
    found = {}
    for place, site_id, *numbers in _evaluations(periods, site_ids):
        first, last, forms, *answers = map(int, numbers)
        found[place, site_id] = Figures(
            evaluations=forms,
            wordings=frozenset({first, last}),
            questions=read_answers(forms, answers),
        )
    return found


@asked_of_each
def _enrolments(asked: Asked) -> AnySelect:
    new = func.count().filter(ENROLMENT.new_to_life_rooms)
    return (
        select(asked.place, ENROLMENT.site_id, func.count(), new)
        .where(*_enrolled(asked))
        .group_by(ENROLMENT.site_id)
    )


def _enrolled(asked: Asked) -> list[ColumnElement[bool]]:
    return [
        ENROLMENT.site_id.in_(asked.sites),
        ENROLMENT.enrolled_on.between(asked.first, asked.last),
    ]


def enrolments_by_site(periods: Sequence[Period], site_ids: Sequence[int]) -> Counted:
    """Enrolments, and those of people who were new to The Life Rooms."""
    return {
        (place, site_id): Figures(enrolments=all_of_them, new_enrolments=new)
        for place, site_id, all_of_them, new in _enrolments(periods, site_ids)
    }


@asked_of_each
def _courses(asked: Asked) -> AnySelect:
    met = select(MEETING.run_id).where(
        MEETING.meets_on.between(asked.first, asked.last), MEETING.cancelled_at.is_(None)
    )
    evaluated = select(TALLY.run_key).where(*tallied(asked))
    ran = select(RUN.site_id, RUN.course_id).where(
        RUN.site_id.in_(asked.sites), RUN.id.in_(union_all(met, evaluated))
    )
    enrolled = select(ENROLMENT.site_id, ENROLMENT.course_id).where(*_enrolled(asked))
    courses = union(ran, enrolled).subquery()
    return select(asked.place, courses.c.site_id, courses.c.course_id)


def courses_by_site(periods: Sequence[Period], site_ids: Sequence[int]) -> Counted:
    """The different courses that had a meeting, an enrolment or a form."""
    found: dict[tuple[int, int], set[int]] = {}
    for place, site_id, course_id in _courses(periods, site_ids):
        found.setdefault((place, site_id), set()).add(course_id)
    return {key: Figures(courses=frozenset(courses)) for key, courses in found.items()}
