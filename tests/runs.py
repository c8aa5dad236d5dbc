"""Adding course runs as staff do, and reading them back."""

from datetime import date

from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Course, CourseRun
from tests.client import Client, Page


def the_run(title: str) -> CourseRun:
    query = select(CourseRun).join(Course).where(Course.title == title).order_by(CourseRun.id)
    return db.session.scalars(query).all()[-1]


def days_of(run: CourseRun) -> list[date]:
    return [meeting.meets_on for meeting in run.meetings]


def add(client: Client, **typed: object) -> Page:
    fields = {"title": "Sewing", "first_on": "2026-11-30", "starts": "10:00"} | typed
    return client.get("upkeep.add_run").submit("Add this run", **fields)
