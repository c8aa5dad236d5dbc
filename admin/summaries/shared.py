"""The shared view: which answers may leave the team, and how exactly they may be shown.

Visits, forms and enrolments are always exact. Answers are whole percentages, of whole calendar
months and whole sites, from 10 forms, and only where nothing else that may be shown, taken away
from them, would leave the answers of fewer than 10 forms; be that shown today or at another time.
So they are shown once their quarter is closed, two weeks after its end, when its last forms are in;
and by what is in them then, its months and sites are put together for good.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import extract, func, select

from admin.periods import ONE_DAY, Period, unit_of
from admin.summaries.figures import Answers, Questions
from admin.summaries.shares import Share
from kiosk.database import db
from kiosk.models import Evaluation
from kiosk.questions import COUNTED_ANSWERS, QUESTION_NAMES

FEWEST_SHARED = 10
EXACT_FROM = 100
STEP = 5
# A course takes forms up to the end of the 14th day after its last date.
LAST_FORMS = timedelta(days=15)

# A site and the first day of a month; and the forms that answered there.
Cell = tuple[int, date]
Cells = Mapping[Cell, int]


@dataclass(frozen=True)
class SharedAnswers:
    """One question as it may be shown: whole percentages and their n, or why there are none."""

    yes: int | None
    partly: int | None
    n: int | None
    is_rounded: bool
    why_not: str


def shared_answers(
    period: Period, site_ids: Sequence[int], questions: Questions, today: date
) -> dict[str, SharedAnswers]:
    """The answers of these sites together, each question as it may be shown."""
    if why_not := why_none(period, today):
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
    shown = {(site_id, month) for month in _months(period) for site_id in site_ids}
    return any(
        not group <= shown or sum(cells[each] for each in group) < FEWEST_SHARED
        for quarters in _by_quarter(cells)
        for group in _tied(quarters)
        if group & shown
    )


def _by_quarter(cells: Cells) -> Iterable[Cells]:
    """The cells of each quarter, which are tied to one another and to no others.

    A quarter of few forms waits for the next of its year. None is ever joined to one before it,
    which may have been shown: so what was put together once stays so, whatever comes later.
    """
    quarters: dict[date, dict[Cell, int]] = {}
    for (site_id, month), n in cells.items():
        if n:
            quarters.setdefault(unit_of("quarter", month).first, {})[site_id, month] = n
    waiting: dict[Cell, int] = {}
    for first in sorted(quarters):
        if waiting and unit_of("year", min(month for _site, month in waiting)).last < first:
            yield waiting
            waiting = {}
        waiting |= quarters[first]
        if sum(waiting.values()) >= FEWEST_SHARED:
            yield waiting
            waiting = {}
    if waiting:
        yield waiting


def _tied(together: Cells) -> Iterator[set[Cell]]:
    """The groups of a quarter: the same whatever is asked for, or two answers could part one."""
    by_site: dict[int, int] = {}
    for (site_id, _month), n in together.items():
        by_site[site_id] = by_site.get(site_id, 0) + n
    for sites in _tied_sites(by_site):
        by_month: dict[date, int] = {}
        for (site_id, month), n in together.items():
            if site_id in sites:
                by_month[month] = by_month.get(month, 0) + n
        for months in _tied_months(by_month):
            yield {each for each in together if each[0] in sites and each[1] in months}


def _tied_sites(by_site: Mapping[int, int]) -> list[set[int]]:
    """The sites of few forms, with the smallest of the others where they are few together."""
    few = {site_id for site_id, n in by_site.items() if n < FEWEST_SHARED}
    others = sorted(set(by_site) - few, key=lambda site_id: (by_site[site_id], site_id))
    if few and sum(by_site[site_id] for site_id in few) < FEWEST_SHARED:
        few |= set(others[:1])
    alone = [{site_id} for site_id in others if site_id not in few]
    return [few, *alone] if few else alone


def _tied_months(by_month: Mapping[date, int]) -> list[set[date]]:
    """Months in groups of 10 forms, inside their quarter where it has as many."""
    quarters: dict[date, list[set[date]]] = {}
    for month in sorted(by_month):
        quarters.setdefault(unit_of("quarter", month).first, []).append({month})
    in_quarters = [group for months in quarters.values() for group in _joined(months, by_month)]
    return _joined(in_quarters, by_month)


def _joined(groups: Iterable[set[date]], by_month: Mapping[date, int]) -> list[set[date]]:
    """Neighbours together until they have 10 forms; a last few join the group before."""
    joined: list[set[date]] = []
    few: set[date] = set()
    for group in groups:
        few = few | group
        if sum(by_month[month] for month in few) >= FEWEST_SHARED:
            joined.append(few)
            few = set()
    if few and joined:
        joined[-1] |= few
    elif few:
        joined.append(few)
    return joined


def _months(period: Period) -> Iterable[date]:
    month = period.first
    while month <= period.last:
        yield month
        month = unit_of("month", month).last + ONE_DAY


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
