"""Which course runs met when and where in the demonstration year."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from admin.demonstration.place import Place
from admin.demonstration.rule import Draw, Rule

COURSES = Path(__file__).with_name("courses.csv")
WEEKLY, MONTHLY = "weekly", "monthly"

# Terms, as weekly courses keep them, and the summer between, which is quiet.
SPRING = (date(2018, 4, 16), date(2018, 7, 20))
SUMMER = (date(2018, 7, 23), date(2018, 9, 7))
AUTUMN = (date(2018, 9, 10), date(2018, 12, 14))
WINTER = (date(2019, 1, 7), date(2019, 3, 29))
ADVENT = (date(2018, 11, 26), date(2018, 12, 14))
TERMS = Draw([(SPRING, 1.0), (SUMMER, 0.25), (AUTUMN, 1.1), (WINTER, 1.1)])
HOLIDAYS = (date(2018, 12, 18), date(2019, 1, 4))

# Minutes after midnight.
STARTS = Draw([(600, 0.52), (630, 0.14), (660, 0.07), (780, 0.15), (810, 0.08), (840, 0.04)])
WEEKDAYS = Draw([(0, 1.0), (1, 1.1), (2, 1.1), (3, 1.0), (4, 0.55)])
ROOMS = {
    "walton": ("Library room", "Garden room", "Meeting room 1", "Meeting room 2"),
    "southport": ("Front room", "Bay room", "Room upstairs"),
    "bootle": ("Room 12, first floor", "Room 4, ground floor"),
}
OWN_ROOMS = {
    "craft": {"walton": "Art studio", "southport": "Studio"},
    "digital": {"walton": "Computer suite", "southport": "Computer corner"},
    "food": {"walton": "Kitchen", "southport": "Kitchen", "bootle": "College kitchen"},
    "moving": {"walton": "Hall", "southport": "Hall", "bootle": "Side hall"},
    "music": {"walton": "Hall", "southport": "Hall"},
}
TRIES = 25


@dataclass(frozen=True)
class Course:
    """What is taught; `sites` are the first letters of where."""

    title: str
    kind: str
    theme: str
    meetings: str
    sites: str


@dataclass(frozen=True)
class Met:
    """One date of a run; times in minutes after midnight."""

    day: date
    starts: int
    ends: int


@dataclass(frozen=True)
class Run:
    """One delivery of a course at a site. `number` is its place in the whole year's list."""

    number: int
    course: Course
    site_id: int
    code: str
    room: str
    met: tuple[Met, ...]


def courses() -> list[Course]:
    """The year's learning opportunities."""
    with COURSES.open(encoding="utf-8", newline="") as file:
        return [Course(**row) for row in csv.DictReader(file)]


def timetable(rule: Rule, places: Sequence[Place]) -> list[Run]:
    """Every run of the year, with no room used twice at once where that can be helped."""
    laid: list[Run] = []
    booked: set[tuple[int, str, date, bool]] = set()
    codes: set[str] = set()
    for place in places:
        for course in courses():
            if place.slug[0] in course.sites:
                for days, starts, room in _runs(rule, place, course, booked):
                    ends = starts + (60 if course.theme == "moving" else rule.pick((90, 120, 120)))
                    met = tuple(Met(day, starts, ends) for day in days)
                    code = _unused(rule, codes)
                    laid.append(Run(len(laid), course, place.site_id, code, room, met))
    return laid


def _unused(rule: Rule, codes: set[str]) -> str:
    code = rule.code()
    while code in codes:
        code = rule.code()
    codes.add(code)
    return code


def _runs(
    rule: Rule, place: Place, course: Course, booked: set[tuple[int, str, date, bool]]
) -> Iterator[tuple[list[date], int, str]]:
    rooms = [*filter(None, [OWN_ROOMS.get(course.theme, {}).get(place.slug)]), *ROOMS[place.slug]]
    for term in _terms(rule, place, course):
        for attempt in range(TRIES):
            days, starts = _days(rule, place, course, term), STARTS.by(rule)
            room = rooms[0] if attempt < TRIES // 2 else rule.pick(rooms)
            wanted = {(place.site_id, room, day, starts < 720) for day in days}
            if days and (not wanted & booked or attempt == TRIES - 1):
                booked |= wanted
                yield days, starts, room
                break


def _terms(rule: Rule, place: Place, course: Course) -> list[tuple[date, date]]:
    """In which terms a course runs; a group runs from one day on, to the end of the year."""
    if course.kind == "group":
        began = AUTUMN[0] if rule.happens(0.25) else place.days[0]
        return [(max(began, place.days[0]), place.days[-1])]
    if course.title.startswith("Christmas"):
        return [ADVENT]
    if place.days[0] >= WINTER[0]:
        return [WINTER]
    wanted = Draw([(1, 0.5), (2, 0.38), (3, 0.12)]).by(rule)
    return sorted({TERMS.by(rule) for _run in range(wanted)})


def _days(rule: Rule, place: Place, course: Course, term: tuple[date, date]) -> list[date]:
    weekday = WEEKDAYS.by(rule)
    days = [d for d in place.days if term[0] <= d <= term[1] and d.weekday() == weekday]
    if course.kind == "group":
        days = [day for day in days if not HOLIDAYS[0] <= day <= HOLIDAYS[1]]
        if course.meetings == MONTHLY:
            return [next(month) for _key, month in groupby(days, lambda day: day.month)]
        return days
    meetings = int(course.meetings)
    begins = rule.whole(0, max(0, len(days) - meetings))
    return days[begins : begins + meetings]
