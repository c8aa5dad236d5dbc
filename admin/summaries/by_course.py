"""What learners said of each course and each run, shown from five forms only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from admin.periods import Period
from admin.summaries.figures import Questions, add_questions, no_answers
from admin.summaries.learning import TALLY, answer_columns, read_answers, tallied_forms
from kiosk.database import db
from kiosk.models import Course, CourseRun, Site

FEWEST_FORMS = 5


@dataclass(frozen=True)
class Said:
    """How many forms, and their answers; only to be shown where they are enough."""

    forms: int
    questions: Questions

    def __add__(self, other: "Said") -> "Said":
        return Said(self.forms + other.forms, add_questions(self.questions, other.questions))

    @property
    def enough(self) -> bool:
        """Whether there are enough forms that no single learner shows."""
        return self.forms >= FEWEST_FORMS


NOTHING = Said(0, no_answers())


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

    title: str
    said: Said
    runs: tuple[RunSaid, ...]


def said_by_course(period: Period, sites: Sequence[Site]) -> list[CourseSaid]:
    """The courses that received forms about the period, by title, each with its runs."""
    name_of = {site.id: site.short_name for site in sites}
    of_run = (
        select(TALLY.run_key, func.min(TALLY.held_on), func.sum(TALLY.forms), *answer_columns())
        .where(*tallied_forms(period, list(name_of)), TALLY.run_key > 0)
        .group_by(TALLY.run_key)
        .subquery()
    )
    run_key, *said = of_run.c
    query = (
        select(Course.id, Course.title, CourseRun.code, CourseRun.site_id, *said)
        .select_from(of_run)
        .join(CourseRun, CourseRun.id == run_key)
        .join(Course, Course.id == CourseRun.course_id)
        .order_by(func.lower(Course.title), Course.id, CourseRun.id)
    )
    courses: dict[int, tuple[str, list[RunSaid]]] = {}
    for course_id, title, code, site_id, begins_on, *sums in db.session.execute(query):
        forms, *answers = map(int, sums)
        run = RunSaid(code, name_of[site_id], begins_on, Said(forms, read_answers(forms, answers)))
        courses.setdefault(course_id, (title, []))[1].append(run)
    return [
        CourseSaid(title, sum((run.said for run in runs), NOTHING), tuple(runs))
        for title, runs in courses.values()
    ]


def forms_without_a_course(period: Period, sites: Sequence[Site]) -> int:
    """Forms about the period that wait for staff to say which course they are about."""
    query = select(func.sum(TALLY.forms)).where(
        *tallied_forms(period, [site.id for site in sites]), TALLY.run_key == 0
    )
    return int(db.session.scalar(query) or 0)
