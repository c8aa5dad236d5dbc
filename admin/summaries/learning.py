"""Counting what was learnt: forms and their answers, enrolments, learning opportunities."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select, union

from admin.periods import Period
from admin.summaries.figures import BLANK, Answers, Figures, Questions, add_up
from kiosk.database import db
from kiosk.models import CourseRun, Enrolment, Evaluation, EvaluationTally, Meeting
from kiosk.questions import ANSWER_VALUES, QUESTION_NAMES

TALLY = EvaluationTally.__table__.c
# How many forms gave each answer to each question: five times four sums, in order. Made once, as
# the visits' are: to make so many for each page takes longer than to run the query.
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


def evaluations_by_site(period: Period, site_ids: Sequence[int]) -> dict[int, Figures]:
    """Forms, the wordings they were given, and their answers."""
    keys = (TALLY.site_id, TALLY.wording)
    query = (
        select(*keys, func.sum(TALLY.forms), *ANSWER_SUMS)
        .where(*tallied_forms(period, site_ids))
        .group_by(*keys)
    )
    found: dict[int, Figures] = {}
    for site_id, wording, *sums in db.session.execute(query):
        forms, *answers = map(int, sums)
        figures = Figures(
            evaluations=forms,
            wordings=frozenset({wording}),
            questions=read_answers(forms, answers),
        )
        found[site_id] = add_up([found[site_id], figures]) if site_id in found else figures
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
    met = select(Meeting.run_id).where(
        Meeting.meets_on.between(period.first, period.last), Meeting.cancelled_at.is_(None)
    )
    evaluated = select(TALLY.run_key).where(*tallied_forms(period, site_ids))
    of_site = select(CourseRun.site_id, CourseRun.course_id).where(CourseRun.site_id.in_(site_ids))
    ran = (of_site.where(CourseRun.id.in_(runs)) for runs in (met, evaluated))
    enrolled = select(Enrolment.site_id, Enrolment.course_id).where(
        Enrolment.site_id.in_(site_ids),
        Enrolment.enrolled_on.between(period.first, period.last),
    )
    found: dict[int, set[int]] = {}
    for site_id, course_id in db.session.execute(union(*ran, enrolled)):
        found.setdefault(site_id, set()).add(course_id)
    return {site_id: Figures(courses=frozenset(courses)) for site_id, courses in found.items()}
