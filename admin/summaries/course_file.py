"""The meetings of a period as a file of courses, which can be imported elsewhere."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.periods import Period
from admin.summaries.rows import AT_ONCE, Row, moment
from kiosk.models import Course, CourseRun, Meeting, Site

COURSES = ("site", "course", "starts_at", "ends_at", "tutor", "room", "run")


def meeting_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each meeting that was not cancelled; those of one run carry its code."""
    query = (
        select(
            Site.slug,
            Course.title,
            Meeting.starts_at,
            Meeting.ends_at,
            CourseRun.tutor,
            CourseRun.room,
            CourseRun.code,
        )
        .join(CourseRun, CourseRun.id == Meeting.run_id)
        .join(Course, Course.id == CourseRun.course_id)
        .join(Site, Site.id == CourseRun.site_id)
        .where(
            CourseRun.site_id.in_(site_ids),
            Meeting.meets_on.between(period.first, period.last),
            Meeting.cancelled_at.is_(None),
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )
    found = session.execute(query, execution_options={"yield_per": AT_ONCE})
    for slug, title, starts_at, ends_at, *about in found:
        yield (slug, title, moment(starts_at), moment(ends_at), *about)
