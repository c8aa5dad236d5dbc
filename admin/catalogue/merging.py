"""The writer that makes one course of two whose titles are two spellings."""

from datetime import datetime

from sqlalchemy import delete, select, update

from admin.audit import record_audit
from kiosk.database import db
from kiosk.models import Course, CourseAlias, CourseRun, Enrolment, Person


def merge_courses(now: datetime, kept: Course, gone: Course, person: Person) -> bool:
    """Move all that a course has to the one that is kept, under whose title it is found from now.

    Spellings that were merged into it earlier move too. False, with nothing changed, where one
    of the two is not there any more.
    """
    ids = [kept.id, gone.id]
    # Locked, so that on PostgreSQL no run joins the course that goes while its runs are moved.
    held = select(Course.id).where(Course.id.in_(ids)).order_by(Course.id).with_for_update()
    if len(db.session.scalars(held).all()) != 2:
        return False
    for record in (CourseRun, Enrolment, CourseAlias):
        moved = update(record).where(record.course_id == gone.id).values(course_id=kept.id)
        db.session.execute(moved)
    db.session.add(
        CourseAlias(title_key=gone.title_key, title=gone.title, course_id=kept.id, merged_at=now)
    )
    db.session.execute(delete(Course).where(Course.id == gone.id))
    db.session.flush()
    record_audit(now, "merged two courses", kept.title, person=person, merged=gone.title)
    return True
