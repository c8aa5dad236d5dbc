"""Courses and course runs that an import adds or joins; each new run has a code of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from admin.catalogue.courses import TRIES, NoCodeError
from admin.imports.insertions import COURSE_OF_KEY, Insertion
from admin.imports.titles import Titles
from kiosk.codes import new_code
from kiosk.database import db
from kiosk.models import Course, CourseRun


@dataclass(frozen=True)
class NewRun:
    """A run to be added. `name` is what the file calls it, if anything."""

    code: str
    course_key: str
    site_id: int
    tutor: str = ""
    room: str = ""
    name: str | None = None


def new_courses(titles: Titles) -> Insertion:
    """The courses that a file names and that are not there yet."""
    rows = [
        {"title": title, "title_key": key, "kind": "course"} for key, title in titles.new.items()
    ]
    return Insertion(Course, rows)


def new_runs(runs: Iterable[NewRun], added_on: date) -> Insertion:
    """The runs to be added, each of its course."""
    rows = [
        {
            "course_id": run.course_key,
            "site_id": run.site_id,
            "code": run.code,
            "tutor": run.tutor,
            "room": run.room,
            "open_ended": False,
            "added_on": added_on,
            "source_run": run.name,
        }
        for run in runs
    ]
    return Insertion(CourseRun, rows, COURSE_OF_KEY)


def free_codes(wanted: int) -> list[str]:
    """So many codes that no run has. Raises NoCodeError rather than try for ever."""
    taken = set(db.session.scalars(select(CourseRun.code)))
    free: dict[str, None] = {}
    for _try in range(wanted * TRIES):
        if len(free) == wanted:
            return list(free)
        code = new_code()
        if code not in taken:
            free[code] = None
    if len(free) == wanted:
        return list(free)
    raise NoCodeError("Every code that was tried is taken.")


def meeting(
    code: str, on: date, starts_at: datetime, ends_at: datetime | None, source_id: str | None
) -> dict[str, object]:
    """One date of the run with this code."""
    return {
        "run_id": code,
        "meets_on": on,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "source_id": source_id,
    }
