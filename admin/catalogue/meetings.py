"""The writers of meetings: laid out, added, moved to other times, cancelled, restored."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from admin.audit import record_audit
from admin.opening import Closures
from admin.series import WEEK, horizon, weekly
from kiosk import clock
from kiosk.database import db
from kiosk.models import CourseRun, Meeting, Person


def lay_out(run: CourseRun, days: Sequence[date], starts: time, ends: time | None) -> None:
    """Give a run a meeting on each day, at the same time by the clock on the wall."""
    for day in days:
        run.meetings.append(
            Meeting(
                meets_on=day,
                starts_at=clock.at_local(day, starts),
                ends_at=clock.at_local(day, ends) if ends else None,
            )
        )


def add_meeting(
    now: datetime, run: CourseRun, day: date, starts: time, ends: time | None, person: Person
) -> bool:
    """Add one date to a run. False where it already meets then."""
    starts_at = clock.at_local(day, starts)
    if any(meeting.starts_at == starts_at for meeting in run.meetings):
        return False
    lay_out(run, [day], starts, ends)
    db.session.flush()
    _audit(now, "added a date to a course run", run, day, person)
    return True


def cancel_meeting(now: datetime, run: CourseRun, meeting: Meeting, person: Person) -> None:
    """Cancel one date; whatever was recorded for it stays."""
    if meeting.cancelled_at is None:
        meeting.cancelled_at = now
        _audit(now, "cancelled a meeting", run, meeting.meets_on, person)


def restore_meeting(now: datetime, run: CourseRun, meeting: Meeting, person: Person) -> None:
    """Let a cancelled date take place after all."""
    if meeting.cancelled_at is not None:
        meeting.cancelled_at = None
        _audit(now, "restored a meeting", run, meeting.meets_on, person)


def cancel_coming(now: datetime, run: CourseRun, person: Person) -> int:
    """Cancel every date from today on, and end a series without end; how many were cancelled."""
    today = clock.local_day(now)
    if run.open_ended:
        stop_series(now, run, today, person)
    coming = [m for m in run.meetings if m.meets_on >= today and m.cancelled_at is None]
    for meeting in coming:
        meeting.cancelled_at = now
    db.session.flush()
    _audit(now, "cancelled all coming meetings", run, today, person)
    return len(coming)


def stop_series(now: datetime, run: CourseRun, last: date, person: Person) -> None:
    """End a series: nothing after its last day. Dates already past are cancelled, not forgotten."""
    today = clock.local_day(now)
    after_today = max(last, today)
    db.session.execute(
        delete(Meeting).where(Meeting.run_id == run.id, Meeting.meets_on > after_today)
    )
    db.session.expire(run, ["meetings"])
    for meeting in run.meetings:
        if meeting.meets_on > last and meeting.cancelled_at is None:
            meeting.cancelled_at = now
    run.open_ended = False
    db.session.flush()
    _audit(now, "ended a series", run, last, person)


def meets_twice_a_day(run: CourseRun, first: date) -> bool:
    """Whether a run meets twice on some day from a day on, so that one time would not do."""
    days = [meeting.meets_on for meeting in run.meetings if meeting.meets_on >= first]
    return len(set(days)) < len(days)


def change_times(
    now: datetime, run: CourseRun, first: date, starts: time, ends: time | None, person: Person
) -> None:
    """Move every meeting from a day on to another time of day, where that changes anything."""
    moved = False
    for meeting in run.meetings:
        starts_at = clock.at_local(meeting.meets_on, starts)
        ends_at = clock.at_local(meeting.meets_on, ends) if ends else None
        if meeting.meets_on >= first and (meeting.starts_at, meeting.ends_at) != (
            starts_at,
            ends_at,
        ):
            meeting.starts_at, meeting.ends_at, moved = starts_at, ends_at, True
    if moved:
        db.session.flush()
        _audit(now, "changed the times of a course run", run, first, person)


def extend_open_ended(today: date) -> int:
    """Lay out series without end up to 104 weeks ahead; how many meetings that added.

    Called again on the same day it adds nothing. Closed days are left out as when it was begun.
    """
    added = 0
    for run_id in _runs_to_extend(today):
        added += _extend(run_id, today)
    return added


def _runs_to_extend(today: date) -> Sequence[int]:
    """Series without end whose last meeting is more than a week short of the horizon."""
    query = (
        select(CourseRun.id)
        .join(Meeting, Meeting.run_id == CourseRun.id)
        .where(CourseRun.open_ended)
        .group_by(CourseRun.id)
        .having(func.max(Meeting.meets_on) <= horizon(today) - WEEK)
        .order_by(CourseRun.id)
    )
    return db.session.scalars(query).all()


def _extend(run_id: int, today: date) -> int:
    # Locked first on PostgreSQL, so that two at once do not both add the same dates.
    db.session.execute(select(CourseRun.id).where(CourseRun.id == run_id).with_for_update())
    run = db.session.get_one(
        CourseRun, run_id, options=[joinedload(CourseRun.site)], populate_existing=True
    )
    last = db.session.scalars(
        select(Meeting)
        .where(Meeting.run_id == run_id)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(1)
    ).one()
    series = weekly(last.meets_on + WEEK, horizon(today), Closures.of(run.site))
    starts = last.starts_at.astimezone(clock.LONDON).time()
    ends = last.ends_at.astimezone(clock.LONDON).time() if last.ends_at else None
    lay_out(run, series.days, starts, ends)
    db.session.flush()
    return len(series.days)


def _audit(now: datetime, action: str, run: CourseRun, day: date, person: Person) -> None:
    record_audit(
        now,
        action,
        run.course.title,
        person=person,
        site=run.site,
        code=run.code,
        day=day.isoformat(),
    )
