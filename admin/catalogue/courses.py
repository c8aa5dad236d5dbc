"""The writers of courses and course runs, each with a code of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, case, delete, exists, select

from admin.audit import record_audit
from admin.catalogue.meetings import extend_open_ended as extend_open_ended  # found here too
from admin.catalogue.meetings import lay_out
from kiosk import clock
from kiosk.codes import new_code
from kiosk.database import db
from kiosk.models import (
    Course,
    CourseAlias,
    CourseRun,
    Enrolment,
    Evaluation,
    Meeting,
    Person,
    Site,
    Visit,
)

TRIES = 20


class NoCodeError(RuntimeError):
    """No free code was found in as many tries as would do with millions of runs."""


@dataclass(frozen=True)
class RunPlan:
    """A course run as somebody wants it: what, where, when. No days means not known yet."""

    title: str
    kind: str
    site: Site
    room: str
    tutor: str
    days: Sequence[date]
    starts: time
    ends: time | None
    open_ended: bool = False


def title_key(title: str) -> str:
    """By what two titles are the same: capitals and spaces ignored."""
    return " ".join(title.split()).casefold()


def course_by_title(title: str) -> Course | None:
    """The course of a title, capitals ignored, or of a spelling that was merged into it."""
    key = title_key(title)
    merged = select(CourseAlias.course_id).where(CourseAlias.title_key == key).scalar_subquery()
    query = select(Course).where((Course.title_key == key) | (Course.id == merged))
    first = case((Course.title_key == key, 0), else_=1)
    return db.session.scalars(query.order_by(first, Course.id).limit(1)).first()


def register_course(title: str, kind: str) -> Course:
    """The course of a title: the one that there is, capitals ignored, or a new one."""
    course = course_by_title(title)
    if course is None:
        course = Course(title=" ".join(title.split()), title_key=title_key(title), kind=kind)
        db.session.add(course)
        db.session.flush()
    return course


def free_code(make: Callable[[], str] = new_code) -> str:
    """A code that no run has. Raises NoCodeError rather than try for ever."""
    for _try in range(TRIES):
        code = make()
        if not db.session.scalar(select(exists().where(CourseRun.code == code))):
            return code
    raise NoCodeError("Every code that was tried is taken.")


def run_like(plan: RunPlan) -> CourseRun | None:
    """The run that a plan would add once more: pressed twice, it is added once.

    It has the same course, place, room and tutor, and meets at the very moment of the plan's
    first date; where the dates are not known yet, it has none either.
    """
    if not plan.days:
        return _run_like(plan, ~exists().where(Meeting.run_id == CourseRun.id))
    starts_at = clock.at_local(plan.days[0], plan.starts)
    return _run_like(plan, _meets(Meeting.starts_at == starts_at))


def run_on_now(plan: RunPlan, now: datetime) -> CourseRun | None:
    """The run that a plan would start once more: the same, and it is on at this moment."""
    return _run_like(plan, _meets(Meeting.starts_at <= now, Meeting.ends_at > now))


def _meets(*when: ColumnElement[bool]) -> ColumnElement[bool]:
    held = (Meeting.run_id == CourseRun.id, Meeting.cancelled_at.is_(None))
    return exists().where(*held, *when)


def _run_like(plan: RunPlan, meets: ColumnElement[bool]) -> CourseRun | None:
    # Locked, so that on PostgreSQL the same form sent twice at once finds the other's run.
    db.session.execute(select(Site.id).where(Site.id == plan.site.id).with_for_update())
    course = course_by_title(plan.title)
    if course is None:
        return None
    query = select(CourseRun).where(
        CourseRun.course_id == course.id,
        CourseRun.site_id == plan.site.id,
        CourseRun.room == plan.room,
        CourseRun.tutor == plan.tutor,
        meets,
    )
    return db.session.scalars(query.order_by(CourseRun.id).limit(1)).first()


def register_run(
    now: datetime,
    plan: RunPlan,
    person: Person | None = None,
    make_code: Callable[[], str] = new_code,
) -> CourseRun:
    """Add a run with a fresh code and its meetings."""
    course = register_course(plan.title, plan.kind)
    run = CourseRun(
        course=course,
        site=plan.site,
        code=free_code(make_code),
        tutor=plan.tutor,
        room=plan.room,
        open_ended=plan.open_ended,
        added_on=clock.local_day(now),
    )
    db.session.add(run)
    lay_out(run, plan.days, plan.starts, plan.ends)
    db.session.flush()
    record_audit(
        now, "added a course run", course.title, person=person, site=plan.site, code=run.code
    )
    return run


def start_run(
    now: datetime, plan: RunPlan, ends_at: datetime, person: Person | None = None
) -> CourseRun:
    """Add a run that meets now, until a later moment of today."""
    run = register_run(now, plan, person)
    starts_at = now.replace(second=0, microsecond=0)
    run.meetings.append(
        Meeting(meets_on=clock.local_day(now), starts_at=starts_at, ends_at=ends_at)
    )
    db.session.flush()
    return run


def change_run(
    now: datetime, run: CourseRun, room: str, tutor: str, person: Person | None = None
) -> None:
    """Say who leads a run, and in which room."""
    run.room, run.tutor = room, tutor
    db.session.flush()
    record_audit(
        now, "changed a course run", run.course.title, person=person, site=run.site, code=run.code
    )


def change_course(
    now: datetime, course: Course, title: str, kind: str, person: Person | None = None
) -> None:
    """Give a course another title or kind. The title must not be another course's."""
    before = course.title
    course.title, course.title_key, course.kind = " ".join(title.split()), title_key(title), kind
    # It may take back a spelling of its own.
    db.session.execute(delete(CourseAlias).where(CourseAlias.title_key == course.title_key))
    db.session.flush()
    record_audit(now, "changed a course", course.title, person=person, before=before, kind=kind)


def has_records(run: CourseRun) -> bool:
    """Whether anything was ever recorded for a run: a form, an enrolment or a visit."""
    kinds = (Evaluation.run_id, Enrolment.run_id, Visit.run_id)
    return any(db.session.scalar(select(exists().where(kind == run.id))) for kind in kinds)


def remove_run(now: datetime, run: CourseRun, person: Person | None = None) -> bool:
    """Remove a run that received nothing, and its course where nothing else uses it.

    False, with nothing changed, where it has received something.
    """
    db.session.execute(select(CourseRun.id).where(CourseRun.id == run.id).with_for_update())
    if has_records(run):
        return False
    record_audit(
        now, "removed a course run", run.course.title, person=person, site=run.site, code=run.code
    )
    db.session.execute(delete(Meeting).where(Meeting.run_id == run.id))
    db.session.execute(delete(CourseRun).where(CourseRun.id == run.id))
    _remove_unused(run.course)
    return True


def _remove_unused(course: Course) -> None:
    for kind in (CourseRun.course_id, Enrolment.course_id):
        if db.session.scalar(select(exists().where(kind == course.id))):
            return
    db.session.execute(delete(CourseAlias).where(CourseAlias.course_id == course.id))
    db.session.execute(delete(Course).where(Course.id == course.id))
