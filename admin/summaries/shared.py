"""The shared view: which answers may leave the team, and how exactly they may be shown.

Visits, forms and enrolments are always exact. Answers are whole percentages, of whole calendar
months and whole sites, from 10 forms, and only where nothing else that may be shown, taken away
from them, would leave the answers of fewer than 10 forms.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy import extract, func, select

from admin.periods import Period, unit_of
from admin.summaries.figures import Answers, Questions
from admin.summaries.shares import Share
from kiosk.database import db
from kiosk.models import Evaluation
from kiosk.questions import COUNTED_ANSWERS, QUESTION_NAMES

FEWEST_SHARED = 10
EXACT_FROM = 100
STEP = 5
A_DAY = timedelta(days=1)
T = TypeVar("T")

# Forms that answered, by site and by the first day of a month.
Cells = Mapping[tuple[int, date], int]


@dataclass(frozen=True)
class SharedAnswers:
    """One question as it may be shown: whole percentages and their n, or why there are none."""

    yes: int | None
    partly: int | None
    n: int | None
    is_rounded: bool
    why_not: str


def shared_answers(
    period: Period, site_ids: Sequence[int], questions: Questions
) -> dict[str, SharedAnswers]:
    """The answers of these sites together, each question as it may be shown."""
    if not is_whole_months(period):
        why_not = _("Answers are shown for whole calendar months only.")
        return {name: _hidden(why_not) for name in QUESTION_NAMES}
    cells = _answered(period)
    return {
        name: _shared(answers, gives_away(period, site_ids, cells[name]))
        for name, answers in questions.items()
    }


def all_answers(questions: Questions) -> dict[str, SharedAnswers]:
    """Every question with its exact n: for the one report of which a manager switched the rule off.

    Nothing else may ask for them so: a file of rows never does.
    """
    return {
        name: _exact(answers) if answers.n else _hidden(_("nobody answered"))
        for name, answers in questions.items()
    }


def _exact(answers: Answers) -> SharedAnswers:
    partly = Share(answers.counts["partly"], answers.n).whole_percent
    yes = answers.share.whole_percent
    return SharedAnswers(yes, partly, answers.n, is_rounded=False, why_not="")


def is_whole_months(period: Period) -> bool:
    """Whether a period begins with a month and ends with one."""
    return period.first.day == 1 and (period.last + A_DAY).day == 1


def _hidden(why_not: str) -> SharedAnswers:
    return SharedAnswers(None, None, None, is_rounded=False, why_not=why_not)


def _shared(answers: Answers, would_give_away: bool) -> SharedAnswers:
    n = answers.n
    if n < FEWEST_SHARED:
        return _hidden(_("fewer than 10 forms"))
    if would_give_away:
        return _hidden(_("not shown, as the answers of fewer than 10 forms could be worked out"))
    return SharedAnswers(
        yes=answers.share.whole_percent,
        partly=Share(answers.counts["partly"], n).whole_percent,
        n=n if n >= EXACT_FROM else STEP * ((n + STEP // 2) // STEP),
        is_rounded=n < EXACT_FROM,
        why_not="",
    )


def gives_away(period: Period, site_ids: Sequence[int], cells: Cells) -> bool:
    """Whether figures of other months or sites, which may be shown too, would give few forms away.

    Months and sites of few forms are tied to others until the answers of 10 or more are together.
    What is shown has all of such a group or nothing of it, so that no sum can part the group.
    """
    chosen = set(site_ids)
    months = set(_months(period))
    by_month: dict[date, int] = {}
    by_site: dict[int, int] = {}
    for (site_id, month), n in cells.items():
        if site_id in chosen:
            by_month[month] = by_month.get(month, 0) + n
        if month in months:
            by_site[site_id] = by_site.get(site_id, 0) + n
    return _is_parted(_tied_sites(by_site), chosen) or any(
        _is_parted(group, months) or sum(by_month[month] for month in group) < FEWEST_SHARED
        for group in _tied_months(by_month)
        if group & months
    )


def _is_parted(group: set[T], shown: set[T]) -> bool:
    inside = group & shown
    return bool(inside) and inside != group


def _tied_months(by_month: Mapping[date, int]) -> Iterator[set[date]]:
    """The months of each service year in groups of 10 forms; a last few join the group before."""
    years: dict[date, list[date]] = {}
    for month in sorted(by_month):
        years.setdefault(unit_of("year", month).first, []).append(month)
    for in_year in years.values():
        groups: list[set[date]] = [set()]
        for month in in_year:
            if sum(by_month[each] for each in groups[-1]) >= FEWEST_SHARED:
                groups.append(set())
            groups[-1].add(month)
        if len(groups) > 1 and sum(by_month[each] for each in groups[-1]) < FEWEST_SHARED:
            few = groups.pop()
            groups[-1] |= few
        yield from groups


def _tied_sites(by_site: Mapping[int, int]) -> set[int]:
    """The sites of few forms, and the smallest of the others where they are few together."""
    few = {site_id for site_id, n in by_site.items() if n < FEWEST_SHARED}
    others = sorted(set(by_site) - few, key=lambda site_id: (by_site[site_id], site_id))
    if few and sum(by_site[site_id] for site_id in few) < FEWEST_SHARED:
        few |= set(others[:1])
    return few


def _months(period: Period) -> Iterable[date]:
    month = period.first
    while month <= period.last:
        yield month
        month = unit_of("month", month).last + A_DAY


def _answered(period: Period) -> dict[str, dict[tuple[int, date], int]]:
    """Every site's forms that answered each question, by month of the years that are touched."""
    first, last = unit_of("year", period.first).first, unit_of("year", period.last).last
    year, month = (extract(part, Evaluation.held_on) for part in ("year", "month"))
    counts = [
        func.count().filter(getattr(Evaluation, name).in_(COUNTED_ANSWERS))
        for name in QUESTION_NAMES
    ]
    query = (
        select(Evaluation.site_id, year, month, *counts)
        .where(Evaluation.held_on.between(first, last))
        .group_by(Evaluation.site_id, year, month)
    )
    cells: dict[str, dict[tuple[int, date], int]] = {name: {} for name in QUESTION_NAMES}
    for site_id, in_year, in_month, *answered in db.session.execute(query):
        for name, n in zip(QUESTION_NAMES, answered, strict=True):
            if n:
                cells[name][site_id, date(int(in_year), int(in_month), 1)] = n
    return cells
