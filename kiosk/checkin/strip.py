"""What the strip beneath the tiles offers: all of it optional, one tap each."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from kiosk.checkin.courses import CourseToday
from kiosk.checkin.state import WELCOME, Stage, Wishes
from kiosk.records.visits import MOST_PEOPLE, KeptVisit

OFFERS, OTHERS, COURSES, FIRST_TIME = "offers", "others", "courses", "first"
NUMBERS_AT_ONCE, COURSES_AT_ONCE = 8, 4


@dataclass(frozen=True)
class Strip:
    """The five offers, or numbers of people, or courses; `next_start` where there are more."""

    shows: str
    line: str = ""
    numbers: Sequence[int] = ()
    courses: Sequence[CourseToday] = ()
    next_start: int | None = None


def draw_strip(stage: Stage, wishes: Wishes, courses: Sequence[CourseToday]) -> Strip:
    """What the strip shows at this stage."""
    if stage.name != WELCOME:
        return Strip(stage.name)
    if wishes.strip == OTHERS:
        end = wishes.start + NUMBERS_AT_ONCE
        numbers = range(1, MOST_PEOPLE)
        return Strip(OTHERS, "", numbers[wishes.start : end], (), _next(end, len(numbers)))
    if wishes.strip == COURSES:
        end = wishes.start + COURSES_AT_ONCE
        return Strip(COURSES, "", (), courses[wishes.start : end], _next(end, len(courses)))
    line = _said(stage.visit, wishes.said, courses) if stage.visit else ""
    return Strip(OFFERS, line, courses=courses)


def _next(end: int, length: int) -> int | None:
    return end if end < length else None


def _said(visit: KeptVisit, last: str, courses: Sequence[CourseToday]) -> str:
    """What was recorded of a visit, the last addition first; only what is stored is said."""
    lines = {
        FIRST_TIME: _first_time(visit),
        OTHERS: _others(visit),
        COURSES: _course(visit, courses),
    }
    ready = [lines.get(last, ""), *lines.values()]
    return next((line for line in ready if line), _("Only if you like:"))


def _first_time(visit: KeptVisit) -> str:
    sentence = _("Lovely to meet you. Say hello at the desk and someone will show you round.")
    return sentence if visit.first_time else ""


def _others(visit: KeptVisit) -> str:
    return _("We have counted %(people)s of you.", people=visit.people) if visit.people > 1 else ""


def _course(visit: KeptVisit, courses: Sequence[CourseToday]) -> str:
    if visit.run_id is None:
        return ""
    titles = {course.run_id: course.title for course in courses}
    title = titles.get(visit.run_id)
    return _("%(course)s. Enjoy it.", course=title) if title else _("Enjoy your course.")
