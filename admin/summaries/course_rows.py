"""The tables of courses, runs and many sites in words, looked up once: they have many rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from flask_babel import gettext as _
from markupsafe import Markup, escape

from admin.summaries.bars import are_many, partly_in_words, sites_with_forms
from admin.summaries.by_course import CourseSaid, RunSaid, Said
from admin.summaries.figures import Questions, Summary
from admin.summaries.shares import Share
from kiosk.pages import day_and_year, number
from kiosk.questions import QUESTIONS

# For each question its name, its words, the percentage, the n that it stands on and how many said
# Partly, which is always shown too.
Cells = tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True)
class CourseRow:
    """One row: a course, one of its runs, or both where it has one run only.

    From five forms on it says how many, and what they said. `key` and `of` say in an address and
    in words whose they are, escaped: they stand in sixteen and in six links.
    """

    title: str
    place: str
    key: Markup
    of: Markup
    forms: str
    cells: Cells


@dataclass(frozen=True)
class SiteRow:
    """One site with forms, however few."""

    site_id: int
    place: str
    of: Markup
    forms: str
    cells: Cells


def site_rows(summary: Summary) -> list[SiteRow]:
    """Each site with forms, where they are too many for a bar each; none where they are not."""
    with_forms = sites_with_forms(summary)
    if not are_many(with_forms):
        return []
    cells_of = _cells()
    return [
        SiteRow(
            each.site.id,
            each.site.short_name,
            escape(each.site.short_name),
            number(each.figures.evaluations),
            cells_of(each.figures.questions),
        )
        for each in with_forms
    ]


def course_rows(courses: Sequence[CourseSaid]) -> Iterator[CourseRow]:
    """Each course, and beneath it each of its runs where there are several."""
    cells_of = _cells()
    of_run = _("%(site)s, from %(day)s (%(code)s)")
    for course in courses:
        places = [of_run % _about(run) for run in course.runs]
        place = places[0] if len(places) == 1 else ""
        about = (course.title, place, escape(f"course={course.id}"), escape(course.title))
        yield _row(about, course.said, cells_of)
        if len(places) > 1:
            for place, run in zip(places, course.runs, strict=True):
                of = escape(f"{course.title}, {place}")
                about = ("", place, escape(f"run={run.code}"), of)
                yield _row(about, run.said, cells_of)


def _about(run: RunSaid) -> dict[str, str]:
    return {"site": run.site_name, "day": day_and_year(run.begins_on), "code": run.code}


def _cells() -> Callable[[Questions], Cells]:
    """Writes the cells of a row; the rows of one page have many cells alike."""
    shorts = [(question.name, str(question.short)) for question in QUESTIONS]

    @cache
    def cell(yes: int, partly: int, n: int) -> tuple[str, str, str]:
        percent = Share(yes, n).whole_percent
        return ("–" if percent is None else f"{percent}%", number(n), partly_in_words(partly))

    def cells(questions: Questions) -> Cells:
        answers = [(name, short, questions[name]) for name, short in shorts]
        return tuple(
            (name, short, *cell(each.counts["yes"], each.counts["partly"], each.n))
            for name, short, each in answers
        )

    return cells


def _row(
    about: tuple[str, str, Markup, Markup], said: Said, cells_of: Callable[[Questions], Cells]
) -> CourseRow:
    if not said.enough:
        return CourseRow(*about, "", ())
    return CourseRow(*about, number(said.forms), cells_of(said.questions))
