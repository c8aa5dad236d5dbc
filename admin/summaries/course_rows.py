"""The table of courses and runs in words, looked up once: it can have hundreds of rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import gettext as _
from markupsafe import Markup, escape

from admin.summaries.bars import partly_in_words
from admin.summaries.by_course import CourseSaid, RunSaid, Said
from admin.summaries.shares import Share
from kiosk.pages import day_and_year, number
from kiosk.questions import QUESTION_NAMES, QUESTIONS


@dataclass(frozen=True)
class CourseRow:
    """One row: a course, one of its runs, or both where it has one run only.

    From five forms on it says how many, and for each question its name, its words, the percentage,
    the n that it stands on and how many said Partly, which is always shown too. `key` and `of` say
    in an address and in words whose they are, escaped: they stand in sixteen and in six links.
    """

    title: str
    place: str
    key: Markup
    of: Markup
    forms: str
    cells: tuple[tuple[str, str, str, str, str], ...]


def course_rows(courses: Sequence[CourseSaid]) -> Iterator[CourseRow]:
    """Each course, and beneath it each of its runs where there are several."""
    shorts = [(question.name, str(question.short)) for question in QUESTIONS]
    cell_of = lru_cache(maxsize=None)(_cell)
    of_run = _("%(site)s, from %(day)s (%(code)s)")
    for course in courses:
        places = [of_run % _about(run) for run in course.runs]
        place = places[0] if len(places) == 1 else ""
        about = (course.title, place, escape(f"course={course.id}"), escape(course.title))
        yield _row(about, course.said, cell_of, shorts)
        if len(places) > 1:
            for place, run in zip(places, course.runs, strict=True):
                of = escape(f"{course.title}, {place}")
                about = ("", place, escape(f"run={run.code}"), of)
                yield _row(about, run.said, cell_of, shorts)


def _about(run: RunSaid) -> dict[str, str]:
    return {"site": run.site_name, "day": day_and_year(run.begins_on), "code": run.code}


def _cell(yes: int, partly: int, n: int) -> tuple[str, str, str]:
    """The percentage, and what it stands on."""
    percent = Share(yes, n).whole_percent
    return ("–" if percent is None else f"{percent}%", number(n), partly_in_words(partly))


def _row(
    about: tuple[str, str, Markup, Markup],
    said: Said,
    cell_of: Callable[[int, int, int], tuple[str, str, str]],
    shorts: Sequence[tuple[str, str]],
) -> CourseRow:
    if not said.enough:
        return CourseRow(*about, "", ())
    questions = said.questions
    answers = [questions[question] for question in QUESTION_NAMES]
    cells = tuple(
        (name, short, *cell_of(each.counts["yes"], each.counts["partly"], each.n))
        for (name, short), each in zip(shorts, answers, strict=True)
    )
    return CourseRow(*about, number(said.forms), cells)
