"""What learners said of each course and each run, shown from five forms only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from sqlalchemy import func, select

from admin.periods import Period
from admin.summaries.figures import Questions
from admin.summaries.learning import ANSWER_SUMS, TALLY, read_answers, tallied_forms
from kiosk.database import db
from kiosk.models import Course, CourseRun, EvaluationTally, Site

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
    """The courses with forms; `each_run` says whether they are few enough to tell run by run."""

    courses: list[CourseSaid]
    runs: int
    each_run: bool

    @property
    def largest(self) -> list[CourseSaid]:
        """Some of many: those with the most forms, by title."""
        by_forms = sorted(self.courses, key=lambda course: -course.said.forms)
        kept = {id(course) for course in by_forms[:SHOWN_OF_MANY]}
        return [course for course in self.courses if id(course) in kept]


def said_by_course(period: Period, sites: Sequence[Site], most_runs: int = MOST_RUNS) -> Courses:
    """The courses that received forms about the period, by title; their runs where not too many."""
    about = tallied_forms(period, [site.id for site in sites])
    query = select(func.count(TALLY.run_key.distinct())).where(*about, TALLY.run_key > 0)
    runs = db.session.scalars(query).one()
    key = CourseRun.id if runs <= most_runs else CourseRun.course_id
    grouped = (
        select(key, func.min(TALLY.held_on), func.sum(TALLY.forms), *ANSWER_SUMS)
        .join_from(EvaluationTally, CourseRun, CourseRun.id == TALLY.run_key)
        .where(*about)
        .group_by(key)
        .order_by(key)
    )
    said: dict[int, tuple[date, Said]] = {}
    for of, begins_on, *sums in db.session.execute(grouped):
        forms, *answers = map(int, sums)
        said[of] = (begins_on, Said(forms, tuple(answers)))
    by_title = _of_courses(said) if runs > most_runs else _of_runs(said, sites)
    return Courses(by_title, runs, runs <= most_runs)


def _of_courses(said: Mapping[int, tuple[date, Said]]) -> list[CourseSaid]:
    query = select(Course.id, Course.title).order_by(func.lower(Course.title), Course.id)
    return [
        CourseSaid(id, title, said[id][1], ())
        for id, title in db.session.execute(query)
        if id in said
    ]


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
    query = select(func.sum(TALLY.forms)).where(
        *tallied_forms(period, [site.id for site in sites]), TALLY.run_key == 0
    )
    return int(db.session.scalar(query) or 0)
