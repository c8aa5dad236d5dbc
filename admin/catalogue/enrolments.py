"""The writer of enrolments: one row each, never by whom."""

from datetime import date, datetime
from uuid import UUID, uuid5

from sqlalchemy import delete, select

from admin.audit import record_audit
from kiosk import clock
from kiosk.database import db
from kiosk.models import CourseRun, Enrolment, Person


def record_enrolments(
    now: datetime,
    run: CourseRun,
    entry_id: UUID,
    day: date,
    total: int,
    new: int,
    person: Person,
) -> bool:
    """Note how many enrolled on a day, `new` of them new to The Life Rooms.

    The rows' ids come from the entry's, so the same sending twice is counted once: False. The
    same id with other numbers is another entry, kept under an id made of both.
    """
    received_on = clock.local_day(now)
    says = (run.id, day, total, new)
    stored = _stored(entry_id, total)
    if stored and stored != says:
        entry_id = uuid5(entry_id, repr(says))
        stored = _stored(entry_id, total)
    if stored:
        return False
    received_on = clock.local_day(now)
    db.session.add_all(
        Enrolment(
            id=uuid5(entry_id, str(number)),
            site_id=run.site_id,
            course_id=run.course_id,
            run_id=run.id,
            enrolled_on=day,
            new_to_life_rooms=number < new,
            received_on=received_on,
        )
        for number in range(total)
    )
    db.session.flush()
    _audit(now, "added enrolments", run, day, total, person)
    return True


def _stored(entry_id: UUID, total: int) -> tuple[int | None, date, int, int] | None:
    """The run, the day and the numbers of an entry, of which one row more than asked is read."""
    ids = [uuid5(entry_id, str(number)) for number in range(total + 1)]
    rows = db.session.execute(
        select(Enrolment.run_id, Enrolment.enrolled_on, Enrolment.new_to_life_rooms)
        .where(Enrolment.id.in_(ids))
        .order_by(Enrolment.id)
    ).all()
    if not rows:
        return None
    return rows[0].run_id, rows[0].enrolled_on, len(rows), sum(row[2] for row in rows)


def retire_enrolments(now: datetime, run: CourseRun, day: date, person: Person) -> int:
    """Take back what was typed in for a day; imported rows stay. Returns how many went."""
    typed = (
        Enrolment.run_id == run.id,
        Enrolment.enrolled_on == day,
        Enrolment.import_id.is_(None),
    )
    taken = len(db.session.scalars(select(Enrolment.id).where(*typed)).all())
    db.session.execute(delete(Enrolment).where(*typed))
    if taken:
        _audit(now, "took back enrolments", run, day, taken, person)
    return taken


def _audit(
    now: datetime, action: str, run: CourseRun, day: date, enrolments: int, person: Person
) -> None:
    record_audit(
        now,
        action,
        run.course.title,
        person=person,
        site=run.site,
        code=run.code,
        day=day.isoformat(),
        enrolments=enrolments,
    )
