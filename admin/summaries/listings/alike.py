"""Forms that are alike in what may be shown of them: their site, their month and, from 5, a course.

A course stands apart in a month where its run has five forms in each of its months, and in a part
of a month where its run has five on each of its dates, as in the file of evaluations. What is left
of the site's month is told as other courses from five forms on; below that no course of the month
stands apart, as the few would be what is missing. None of this asks which question is meant, so
that the rows of two questions never differ by a form.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, extract, false, func, literal, or_, select

from admin.periods import ONE_DAY, Period, unit_of
from admin.summaries.by_course import FEWEST_FORMS
from admin.summaries.few import FewAnswers, whole_months
from admin.summaries.figures import BLANK, Answers
from admin.summaries.learning import in_period
from admin.summaries.listings.listing import ALL_COURSES, NO_COURSE, OTHER_COURSES
from admin.wanted import Wanted
from kiosk.database import db
from kiosk.models import Course, CourseRun, Evaluation, Site


@dataclass(frozen=True)
class Group:
    """How many forms of a site (or several), course and month; no month where all are together."""

    site: str
    course: str
    month: str
    forms: int
    answers: Answers

    def __add__(self, other: "Group") -> "Group":
        """Both together, without a month where they differ in it."""
        sites = sorted({*self.site.split(", "), *other.site.split(", ")})
        return Group(
            ", ".join(sites),
            self.course,
            self.month if self.month == other.month else "",
            self.forms + other.forms,
            self.answers + other.answers,
        )


def forms_alike(wanted: Wanted) -> list[Group] | None:
    """The forms of the filter, counted in groups; None where they are too few to be told of."""
    one_course = wanted.course is not None
    of_few = one_course or "course" in wanted.filters
    groups = _read(wanted, literal("") if of_few else None)
    if not of_few:
        return _told_apart(groups)
    forms = sum(group.forms for group in groups)
    if forms < FEWEST_FORMS and (one_course or "question" in wanted.filters):
        return None
    named = [
        _called(group, wanted.course.title if wanted.course else NO_COURSE) for group in groups
    ]
    if one_course and any(group.forms < FEWEST_FORMS for group in groups):
        return [_together(named)]
    return named


def _called(group: Group, course: str) -> Group:
    return Group(group.site, course, group.month, group.forms, group.answers)


def _together(groups: Sequence[Group]) -> Group:
    first, *rest = groups
    for group in rest:
        first += group
    return first


def _told_apart(groups: Iterable[Group]) -> list[Group]:
    """The courses that may stand apart in each month of a site, and the rest of it."""
    of_month: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        of_month.setdefault((group.month, group.site), []).append(group)
    told: list[Group] = []
    for month in of_month.values():
        rest = [group for group in month if not group.course]
        named = [group for group in month if group.course]
        few = 0 < sum(group.forms for group in rest) < FEWEST_FORMS
        if few or not named:
            told.append(_called(_together(month), ALL_COURSES))
            continue
        told += named
        if rest:
            told.append(_called(_together(rest), OTHER_COURSES))
    return told


def _read(wanted: Wanted, course: ColumnElement[str] | None) -> list[Group]:
    """Every site, month and course with forms, and how often each answer to the question."""
    period = wanted.choice.period
    few = FewAnswers(in_period(whole_months(period), wanted.site_ids))
    if course is None:
        course = case((_stands_apart(few, period), Course.title), else_="")
    question = wanted.filters.get("question")
    forms = few.join(
        select(
            Site.slug,
            extract("year", Evaluation.held_on).label("year"),
            extract("month", Evaluation.held_on).label("month"),
            course.label("course"),
            func.coalesce(getattr(Evaluation, question) if question else None, BLANK).label("said"),
        ).join_from(Evaluation, Site, Site.id == Evaluation.site_id)
    )
    each = forms.where(*in_period(period, wanted.site_ids), *_asked(wanted)).subquery()
    keys = (each.c.year, each.c.month, each.c.slug, each.c.course)
    query = select(*keys, each.c.said, func.count()).group_by(*keys, each.c.said)
    found: dict[tuple[int, int, str, str], Counter[str]] = {}
    for year, month, slug, title, said, count in db.session.execute(query):
        found.setdefault((int(year), int(month), slug, title), Counter())[said] += count
    return [
        Group(slug, title, f"{year}-{month:02}", said.total(), Answers(said))
        for (year, month, slug, title), said in sorted(found.items())
    ]


def _asked(wanted: Wanted) -> list[ColumnElement[bool]]:
    if wanted.run is not None:
        return [Evaluation.run_id == wanted.run.id]
    if wanted.course is not None:
        return [CourseRun.course_id == wanted.course.id]
    return [Evaluation.run_id.is_(None)] if "course" in wanted.filters else []


def _stands_apart(few: FewAnswers, period: Period) -> ColumnElement[bool]:
    """In a month that lies wholly in the period, by its months; in a part of one, by its dates."""
    whole = _months_inside(period)
    in_whole = Evaluation.held_on.between(*whole) if whole else false()
    shown = or_(few.shows_day, and_(in_whole, few.shows_course))
    return and_(Evaluation.run_id.is_not(None), shown)


def _months_inside(period: Period) -> tuple[date, date] | None:
    first, last = unit_of("month", period.first), unit_of("month", period.last)
    begins = first.first if period.first == first.first else first.last + ONE_DAY
    ends = last.last if period.last == last.last else last.first - ONE_DAY
    return (begins, ends) if begins <= ends else None
