"""The table of courses and runs in words, looked up once: it can have hundreds of rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from flask_babel import gettext as _

from admin.summaries.by_course import CourseSaid, RunSaid, Said
from admin.summaries.shares import Share
from kiosk.pages import day_and_year, number
from kiosk.questions import QUESTION_NAMES


@dataclass(frozen=True)
class CourseRow:
    """One row: a course, one of its runs, or both where it has one run only.

    From five forms on it says how many, and for each question two texts.
    """

    title: str
    place: str
    forms: str
    cells: tuple[tuple[str, str], ...]


def course_rows(courses: Sequence[CourseSaid]) -> Iterator[CourseRow]:
    """Each course, and beneath it each of its runs where there are several."""
    cell_of = lru_cache(maxsize=None)(partial(_cell, _("n = %(n)s, %(partly)s partly")))
    of_run = _("%(site)s, from %(day)s (%(code)s)")
    for course in courses:
        places = [of_run % _about(run) for run in course.runs]
        yield _row(course.title, places[0] if len(places) == 1 else "", course.said, cell_of)
        if len(places) > 1:
            for place, run in zip(places, course.runs, strict=True):
                yield _row("", place, run.said, cell_of)


def _about(run: RunSaid) -> dict[str, str]:
    return {"site": run.site_name, "day": day_and_year(run.begins_on), "code": run.code}


def _cell(basis: str, yes: int, partly: int, n: int) -> tuple[str, str]:
    """The percentage, and what it stands on: Partly is always shown too."""
    percent = Share(yes, n).whole_percent
    words = basis % {"n": number(n), "partly": number(partly)}
    return ("–" if percent is None else f"{percent}%", words)


def _row(
    title: str, place: str, said: Said, cell_of: Callable[[int, int, int], tuple[str, str]]
) -> CourseRow:
    if not said.enough:
        return CourseRow(title, place, "", ())
    answers = [said.questions[question] for question in QUESTION_NAMES]
    cells = tuple(cell_of(each.counts["yes"], each.counts["partly"], each.n) for each in answers)
    return CourseRow(title, place, number(said.forms), cells)
