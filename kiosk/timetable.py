"""What meets where and when, and which runs take evaluations on a day. Reads only."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from kiosk.database import db
from kiosk.models import CourseRun, Meeting, Site

OPEN_DAYS_AFTER_LAST = 14


_RUN = (
    select(CourseRun)
    .where(CourseRun.code == bindparam("code"))
    .options(
        joinedload(CourseRun.course), joinedload(CourseRun.site), joinedload(CourseRun.meetings)
    )
)


def open_sites(today: date) -> list[Site]:
    """The sites that are open to the public these days, the oldest first."""
    query = select(Site).where(Site.opened_on <= today)
    query = query.where(Site.closed_on.is_(None) | (Site.closed_on >= today))
    return list(db.session.scalars(query.order_by(Site.opened_on, Site.id)))


def run_by_code(code: str) -> CourseRun | None:
    """The run of a code as `codes.read_code` gives it, with its course, site and meetings."""
    return db.session.scalars(_RUN, {"code": code}).unique().one_or_none()


def held_meetings(run: CourseRun) -> list[Meeting]:
    """The meetings of a run that were not cancelled, in order."""
    return [meeting for meeting in run.meetings if meeting.cancelled_at is None]


def takes_forms(first_on: date, last_on: date, open_ended: bool, day: date) -> bool:
    """Whether a run with these first and last meetings takes evaluations on a day.

    From the day of its first meeting to the end of the 14th day after its last; a series
    without end takes them from its first meeting on.
    """
    return first_on <= day and (open_ended or day <= closes_after(last_on))


def takes_evaluations(run: CourseRun, day: date) -> bool:
    """Whether a run takes evaluations on a day; one without meetings takes none."""
    held = held_meetings(run)
    return bool(held) and takes_forms(held[0].meets_on, held[-1].meets_on, run.open_ended, day)


def closes_on(run: CourseRun) -> date:
    """The last day on which a run with an end takes evaluations. It needs a meeting."""
    return closes_after(held_meetings(run)[-1].meets_on)


def closes_after(last_on: date) -> date:
    """The last day on which a run with this last meeting takes evaluations."""
    return last_on + timedelta(days=OPEN_DAYS_AFTER_LAST)


def _meetings(site_id: int, first: date, last: date) -> Select[Meeting]:
    return (
        select(Meeting)
        .join(CourseRun, CourseRun.id == Meeting.run_id)
        .where(
            CourseRun.site_id == site_id,
            Meeting.meets_on.between(first, last),
            Meeting.cancelled_at.is_(None),
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )


def meetings_between(site_id: int, first: date, last: date) -> Sequence[tuple[Meeting, CourseRun]]:
    """A site's meetings on the days from first to last, with their runs and courses, in order."""
    query = _meetings(site_id, first, last).add_columns(CourseRun).join(CourseRun.course)
    query = query.options(contains_eager(CourseRun.course))
    return [(meeting, run) for meeting, run in db.session.execute(query)]


def runs_to_pick(site_id: int, today: date) -> list[tuple[CourseRun, date]]:
    """Runs for the site's permanent poster: those that met in the last seven days, latest first.

    Each stands once, with the date of its latest meeting; today's stand first, in their order.
    """
    picked: dict[int, tuple[CourseRun, date]] = {}
    for meeting, run in meetings_between(site_id, today - timedelta(days=6), today):
        picked[run.id] = (run, meeting.meets_on)
    return sorted(picked.values(), key=lambda pick: pick[1], reverse=True)
