"""The shared view: which answers may leave the team, and how exactly they may be shown.

Visits, forms and enrolments are always exact. Answers are whole percentages, of whole calendar
months and whole sites, from 10 forms, and only where nothing else that may be shown, taken away
from them, would leave the answers of fewer than 10 forms; be that shown today or at another time.
So they are shown once their quarter is closed, two weeks after its end, when its last forms are in;
by what is in them then, its months and sites are put together for good; and what a kept report told
of them is told again, until 10 forms have come or gone.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import extract, func, select

from admin.periods import ONE_DAY, Period, unit_of
from admin.summaries.figures import Answers, Questions
from admin.summaries.shares import Share
from admin.summaries.ties import FEWEST_SHARED, Cell
from admin.summaries.told_before import Group, groups, told_before
from kiosk.database import db
from kiosk.models import Evaluation
from kiosk.questions import COUNTED_ANSWERS, QUESTION_NAMES

EXACT_FROM = 100
STEP = 5
# A course takes forms up to the end of the 14th day after its last date.
LAST_FORMS = timedelta(days=15)


@dataclass(frozen=True)
class SharedAnswers:
    """One question as it may be shown: whole percentages and their n, or why there are none."""

    yes: int | None
    partly: int | None
    n: int | None
    is_rounded: bool
    why_not: str
    told: tuple[Group, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether they are told as they were in a kept report, without a few later changes."""
        return any(group.is_held for group in self.told)


class SharedView:
    """What may be shown of the answers of a period, of any of its sites."""

    def __init__(self, period: Period, today: date) -> None:
        self.period = period
        self.why_not = why_none(period, today)
        self.groups = {} if self.why_not else _groups(period)

    def of(self, site_ids: Sequence[int], questions: Questions) -> dict[str, SharedAnswers]:
        """The answers of these sites together, each question as it may be shown."""
        if self.why_not:
            return {name: _hidden(self.why_not) for name in QUESTION_NAMES}
        asked = cells_of(self.period, site_ids)
        return {
            name: _shared(answers, asked, self.groups[name]) for name, answers in questions.items()
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


def why_none(period: Period, today: date) -> str:
    """Why no answers of a period may be shown, whatever they are; empty where they may."""
    if not period.is_whole_months:
        return _("Answers are shown for whole calendar months only.")
    if not is_closed(period, today):
        return _(
            "Answers of these months are shown from %(day)s on, when the last forms are in.",
            day=format_date(unit_of("quarter", period.last).last + LAST_FORMS, "d MMMM yyyy"),
        )
    return ""


def is_closed(period: Period, today: date) -> bool:
    """Whether the last forms of every quarter that a period touches are in."""
    return period.last <= closed_until(today)


def closed_until(today: date) -> date:
    """The last day of the latest quarter whose last forms are in."""
    return unit_of("quarter", today - LAST_FORMS + ONE_DAY).first - ONE_DAY


def _hidden(why_not: str) -> SharedAnswers:
    return SharedAnswers(None, None, None, is_rounded=False, why_not=why_not)


def _shared(answers: Answers, asked: Collection[Cell], all_groups: list[Group]) -> SharedAnswers:
    told = tuple(group for group in all_groups if not group.cells.isdisjoint(asked))
    if not told or gives_away(asked, told):
        if answers.n < FEWEST_SHARED:
            return _hidden(_("fewer than 10 forms"))
        return _hidden(_("not shown, as the answers of fewer than 10 forms could be worked out"))
    as_told = Answers(sum((group.counts for group in told), Counter()))
    n = as_told.n
    return SharedAnswers(
        yes=as_told.share.whole_percent,
        partly=Share(as_told.counts["partly"], n).whole_percent,
        n=n if n >= EXACT_FROM else STEP * ((n + STEP // 2) // STEP),
        is_rounded=n < EXACT_FROM,
        why_not="",
        told=told,
    )


def gives_away(asked: Collection[Cell], told: Iterable[Group]) -> bool:
    """Whether figures of other months or sites, which may be shown too, would give few forms away.

    What is shown has all of a group or nothing of it, so that no sum can part the group.
    """
    return any(
        not group.cells.issubset(asked) or group.n < FEWEST_SHARED
        for group in told
        if not group.cells.isdisjoint(asked)
    )


def cells_of(period: Period, site_ids: Sequence[int]) -> set[Cell]:
    """The months of a period at these sites."""
    return {(site_id, month) for month in _months(period) for site_id in site_ids}


def _groups(period: Period) -> dict[str, list[Group]]:
    years = Period(unit_of("year", period.first).first, unit_of("year", period.last).last)
    answered, before = _answered(years), told_before(years)
    return {name: groups(answered[name], before[name]) for name in QUESTION_NAMES}


def _months(period: Period) -> Iterable[date]:
    month = period.first
    while month <= period.last:
        yield month
        month = unit_of("month", month).last + ONE_DAY


def _answered(years: Period) -> dict[str, dict[Cell, Counter[str]]]:
    """How many forms gave each answer to each question, of every site and month with any."""
    year, month = (extract(part, Evaluation.held_on) for part in ("year", "month"))
    counts = [
        func.count().filter(getattr(Evaluation, name) == answer)
        for name in QUESTION_NAMES
        for answer in COUNTED_ANSWERS
    ]
    query = (
        select(Evaluation.site_id, year, month, *counts)
        .where(Evaluation.held_on.between(years.first, years.last))
        .group_by(Evaluation.site_id, year, month)
    )
    cells: dict[str, dict[Cell, Counter[str]]] = {name: {} for name in QUESTION_NAMES}
    for site_id, in_year, in_month, *given in db.session.execute(query):
        cell = (site_id, date(int(in_year), int(in_month), 1))
        numbers = iter(given)
        for name in QUESTION_NAMES:
            gave = Counter({answer: next(numbers) for answer in COUNTED_ANSWERS})
            if gave.total():
                cells[name][cell] = gave
    return cells
