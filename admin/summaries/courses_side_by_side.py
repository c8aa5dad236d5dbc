"""What each of some courses has, by number: for a person who is about to make one of two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select

from admin.twins import Titled
from kiosk.database import db
from kiosk.models import Course, CourseAlias, CourseRun, Enrolment, Evaluation, Meeting, Site


@dataclass(frozen=True)
class CourseHas:
    """One course: its runs and where they are, its forms and enrolments, its first and last day."""

    course: Course
    sites: tuple[str, ...]
    runs: int
    forms: int
    enrolments: int
    first_on: date | None
    last_on: date | None
    spellings: tuple[str, ...]


def course_has(course: Course) -> CourseHas:
    """What one course has."""
    mine = CourseRun.course_id == course.id
    sites = select(Site.name).join(CourseRun, CourseRun.site_id == Site.id).where(mine).distinct()
    runs = select(func.count()).select_from(CourseRun).where(mine)
    forms = select(func.count()).select_from(Evaluation)
    forms = forms.join(CourseRun, CourseRun.id == Evaluation.run_id).where(mine)
    enrolments = select(func.count()).where(Enrolment.course_id == course.id)
    met = select(func.min(Meeting.meets_on), func.max(Meeting.meets_on))
    met = met.join(CourseRun, CourseRun.id == Meeting.run_id)
    first_on, last_on = db.session.execute(met.where(mine, Meeting.cancelled_at.is_(None))).one()
    return CourseHas(
        course=course,
        sites=tuple(db.session.scalars(sites.order_by(Site.name))),
        runs=db.session.scalars(runs).one(),
        forms=db.session.scalars(forms).one(),
        enrolments=db.session.scalars(enrolments).one(),
        first_on=first_on,
        last_on=last_on,
        spellings=tuple(spellings_of(course.id)),
    )


def spellings_of(course_id: int) -> Sequence[str]:
    """The other spellings by which a course is found since it was merged with them."""
    query = select(CourseAlias.title).where(CourseAlias.course_id == course_id)
    return db.session.scalars(query.order_by(CourseAlias.title, CourseAlias.title_key)).all()


def all_titles() -> list[Titled]:
    """Every course by its title."""
    return _titled(select(Course.id, Course.title))


def titles_at(site_ids: Iterable[int]) -> list[Titled]:
    """The courses that have a run or an enrolment at some sites, by their titles."""
    here = list(site_ids)
    runs = select(CourseRun.course_id).where(CourseRun.site_id.in_(here))
    enrolments = select(Enrolment.course_id).where(Enrolment.site_id.in_(here))
    found = Course.id.in_(runs) | Course.id.in_(enrolments)
    return _titled(select(Course.id, Course.title).where(found))


def _titled(query: Select[int, str]) -> list[Titled]:
    rows = db.session.execute(query.order_by(Course.title_key, Course.id))
    return [Titled(course_id, title) for course_id, title in rows]
