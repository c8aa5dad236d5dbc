"""What learners said of each course and each run, shown from five forms only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from admin.periods import Period
from admin.summaries.asked import AnySelect, Asked, asked_of_each
from admin.summaries.figures import Questions
from admin.summaries.learning import ANSWER_SUMS, RUN, TALLY, read_answers, tallied, tallied_forms
from kiosk.database import db
from kiosk.models import Course, CourseRun, EvaluationTally, Site

COURSE = Course.__table__.c
FEWEST_FORMS = 5
# Of more, a page would be long to make and to read.
MOST_RUNS, MOST_ON_OVERVIEW = 300, 40
SHOWN_OF_MANY = 20


@dataclass(frozen=True)
class Said:
    """How many forms, and their answers; only to be shown where they are enough."""

    forms: int
    sums: tuple[int, ...]  # in the order of ANSWER_SUMS

    def __add__(self, other: "Said") -> "Said":
        return Said(self.forms + other.forms, tuple(map(add, self.sums, other.sums)))

    @property
    def questions(self) -> Questions:
        """The answers to each question: read of those courses alone that are shown."""
        return read_answers(self.forms, self.sums)

    @property
    def enough(self) -> bool:
        """Whether there are enough forms that no single learner shows."""
        return self.forms >= FEWEST_FORMS


@dataclass(frozen=True)
class RunSaid:
    """What was said of one run; `begins_on` is the first date of these forms."""

    code: str
    site_name: str
    begins_on: date
    said: Said


@dataclass(frozen=True)
class CourseSaid:
    """What was said of one course, over its runs at the sites asked for."""

    id: int
    title: str
    said: Said
    runs: tuple[RunSaid, ...]


@dataclass(frozen=True)
class Courses:
    """The courses with forms that are told of, how many there are, and how many runs.

    `each_run` says whether these are few enough to tell run by run; all courses are told of then.
    """

    courses: list[CourseSaid]
    count: int
    runs: int
    each_run: bool


def said_by_course(
    period: Period,
    sites: Sequence[Site],
    most_runs: int = MOST_RUNS,
    most_courses: int | None = None,
) -> Courses:
    """The courses that received forms about the period, by title; their runs where not too many.

    Of more runs than that, those courses alone that received the most forms.
    """
    site_ids = [site.id for site in sites]
    received = _courses([period], site_ids).all()
    runs = sum(row.runs for row in received)
    if runs <= most_runs:
        told = _of_runs(_said(period, site_ids, CourseRun.id), sites)
    else:
        most_first = sorted(received, key=lambda row: (-row.forms, row.title, row.course_id))
        wanted = [row.course_id for row in most_first[:most_courses]]
        told = _of_courses(_said(period, site_ids, CourseRun.course_id, wanted))
    return Courses(told, len(received), runs, runs <= most_runs)


def said_of_courses(
    period: Period, sites: Sequence[Site], courses: Sequence[int]
) -> list[CourseSaid]:
    """Those of some courses that received forms about the period, by title, without their runs."""
    return _of_courses(_said(period, [site.id for site in sites], CourseRun.course_id, courses))


@asked_of_each
def _courses(asked: Asked) -> AnySelect:
    """Each course, how many runs of it received forms, and how many these were."""
    # Each run first: to sort the answers with them takes six times as long.
    of_run = (
        select(TALLY.run_key, func.sum(TALLY.forms).label("forms"))
        .where(*tallied(asked))
        .group_by(TALLY.run_key)
        .subquery()
    )
    runs, forms = func.count().label("runs"), func.sum(of_run.c.forms).label("forms")
    return (
        select(asked.place, RUN.course_id, func.lower(COURSE.title).label("title"), runs, forms)
        .join_from(of_run, CourseRun.__table__, RUN.id == of_run.c.run_key)
        .join(Course.__table__, COURSE.id == RUN.course_id)
        .group_by(RUN.course_id, COURSE.title)
    )


def _said(
    period: Period,
    site_ids: Sequence[int],
    key: InstrumentedAttribute[int],
    courses: Sequence[int] | None = None,
) -> dict[int, tuple[date, Said]]:
    """By run or course, the first date of its forms and what they say; of some courses or all."""
    query = (
        select(key, func.min(TALLY.held_on), func.sum(TALLY.forms), *ANSWER_SUMS)
        .join_from(EvaluationTally, CourseRun, CourseRun.id == TALLY.run_key)
        .where(*tallied_forms(period, site_ids))
        .group_by(key)
    )
    if courses is not None:
        query = query.where(CourseRun.course_id.in_(courses))
    said = {}
    for of, begins_on, *sums in db.session.execute(query):
        forms, *answers = map(int, sums)
        said[of] = (begins_on, Said(forms, tuple(answers)))
    return said


def _of_courses(said: Mapping[int, tuple[date, Said]]) -> list[CourseSaid]:
    query = (
        select(Course.id, Course.title)
        .where(Course.id.in_(list(said)))
        .order_by(func.lower(Course.title), Course.id)
    )
    return [CourseSaid(id, title, said[id][1], ()) for id, title in db.session.execute(query)]


def _of_runs(said: Mapping[int, tuple[date, Said]], sites: Sequence[Site]) -> list[CourseSaid]:
    name_of = {site.id: site.short_name for site in sites}
    query = (
        select(Course.id, Course.title, CourseRun.id, CourseRun.code, CourseRun.site_id)
        .join(CourseRun, CourseRun.course_id == Course.id)
        .where(CourseRun.id.in_(list(said)))
        .order_by(func.lower(Course.title), Course.id, CourseRun.id)
    )
    courses: dict[int, tuple[str, list[RunSaid]]] = {}
    for course_id, title, run_id, code, site_id in db.session.execute(query):
        run = RunSaid(code, name_of[site_id], *said[run_id])
        courses.setdefault(course_id, (title, []))[1].append(run)
    return [
        CourseSaid(id, title, reduce(add, (run.said for run in runs)), tuple(runs))
        for id, (title, runs) in courses.items()
    ]


def forms_without_a_course(period: Period, sites: Sequence[Site]) -> int:
    """Forms about the period that wait for staff to say which course they are about."""
    rows = _without_course([period], [site.id for site in sites])
    return int(rows.one().forms or 0)


@asked_of_each
def _without_course(asked: Asked) -> AnySelect:
    forms = func.sum(TALLY.forms).label("forms")
    return select(asked.place, forms).where(*tallied(asked), TALLY.run_key == 0)
