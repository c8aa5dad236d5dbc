"""What learners said of each course, beside what they said in earlier periods."""

from collections.abc import Sequence
from dataclasses import dataclass

from admin.compared_periods import briefly
from admin.summaries.by_course import SHOWN_OF_MANY, said_by_course, said_of_courses
from admin.summaries.comparison import Comparison
from admin.summaries.course_rows import CourseRow, course_rows


@dataclass(frozen=True)
class CourseBeside:
    """One course: in each period its row as the overview has it, or None where it had no forms."""

    title: str
    whens: tuple[tuple[str, CourseRow | None], ...]


@dataclass(frozen=True)
class CoursesBeside:
    """Courses with forms in the later period; `all_told` unless they are the largest of many."""

    courses: tuple[CourseBeside, ...]
    all_told: bool


def compared_courses(comparisons: Sequence[Comparison]) -> CoursesBeside:
    """The courses of comparisons of the same sites, by title.

    A run is told by its course alone: it has its own dates, and so no earlier ones.
    """
    sites = [each.site for each in comparisons[0].there]
    now = said_by_course(comparisons[0].now, sites, 0, SHOWN_OF_MANY)
    found = [(comparisons[0].now, {each.id: each for each in now.courses})]
    for each in comparisons:
        then = said_of_courses(each.then, sites, list(found[0][1]))
        found.append((each.then, {one.id: one for one in then}))
    rows = [
        (briefly(period), dict(zip(said, course_rows(list(said.values())), strict=True)))
        for period, said in found
    ]
    return CoursesBeside(
        courses=tuple(
            CourseBeside(one.title, tuple((when, of.get(one.id)) for when, of in rows))
            for one in now.courses
        ),
        all_told=now.count == len(now.courses),
    )
