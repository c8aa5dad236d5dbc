"""Runs of a site that have met, for choosing the one that a form belongs to."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import Course, CourseRun, Meeting

A_YEAR = timedelta(days=366)
MOST_RUNS = 200


@dataclass(frozen=True)
class RunThatMet:
    """A run to choose; `met_on` is its latest meeting in the time asked for."""

    id: int
    code: str
    title: str
    met_on: date


def runs_met(site_id: int, first: date, last: date) -> list[RunThatMet]:
    """Runs of a site with a meeting on the days from first to last, the latest first."""
    met_on = func.max(Meeting.meets_on)
    query = (
        select(CourseRun.id, CourseRun.code, Course.title, met_on)
        .join(Course, Course.id == CourseRun.course_id)
        .join(Meeting, Meeting.run_id == CourseRun.id)
        .where(
            CourseRun.site_id == site_id,
            Meeting.meets_on.between(first, last),
            Meeting.cancelled_at.is_(None),
        )
        .group_by(CourseRun.id, CourseRun.code, Course.title)
        .order_by(met_on.desc(), Course.title, CourseRun.id)
        .limit(MOST_RUNS)
    )
    return [RunThatMet(*row) for row in db.session.execute(query)]
