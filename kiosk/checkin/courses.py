"""Today's courses as the screen shows them, and as the strip offers them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk import clock
from kiosk.timetable import meetings_between

SHOWN = {"": 3, "large": 2, "largest": 1}
# A meeting without an end is taken to last so long.
USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True)
class CourseToday:
    """One meeting today."""

    run_id: int
    code: str
    title: str
    room: str
    starts_at: datetime
    is_over: bool


def courses_today(site_id: int, moment: datetime) -> list[CourseToday]:
    """A site's meetings of this day: first those that are not over, each in order of time."""
    today = clock.local_day(moment)
    courses = [
        CourseToday(
            run.id,
            run.code,
            run.course.title,
            run.room,
            meeting.starts_at,
            (meeting.ends_at or meeting.starts_at + USUAL_LENGTH) <= moment,
        )
        for meeting, run in meetings_between(site_id, today, today)
    ]
    return sorted(courses, key=lambda course: course.is_over)


def shown_today(courses: Sequence[CourseToday], size: str) -> tuple[list[CourseToday], int]:
    """The courses for which there is room, in order of time, and how many more there are."""
    shown = list(courses[: SHOWN[size]])
    return sorted(shown, key=lambda course: course.starts_at), len(courses) - len(shown)


def each_run_once(courses: Sequence[CourseToday]) -> list[CourseToday]:
    """Today's courses to pick from: a run that meets twice stands once."""
    return list({course.run_id: course for course in reversed(courses)}.values())[::-1]
