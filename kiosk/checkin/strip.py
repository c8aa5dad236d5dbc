"""What the strip beneath the tiles offers: all of it optional, one tap each."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.checkin.courses import CourseToday
from kiosk.checkin.state import WELCOME, Stage, Wishes
from kiosk.records.visits import MOST_PEOPLE

OFFERS, OTHERS, COURSES = "offers", "others", "courses"
NUMBERS_AT_ONCE, COURSES_AT_ONCE = 8, 4


@dataclass(frozen=True)
class Strip:
    """The five offers, or numbers of people, or courses; `next_start` where there are more."""

    shows: str
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
        return Strip(OTHERS, numbers[wishes.start : end], (), _next(end, len(numbers)))
    if wishes.strip == COURSES:
        end = wishes.start + COURSES_AT_ONCE
        return Strip(COURSES, (), courses[wishes.start : end], _next(end, len(courses)))
    return Strip(OFFERS, courses=courses)


def _next(end: int, length: int) -> int | None:
    return end if end < length else None
