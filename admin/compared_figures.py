"""Every figure of a period beside an earlier one, as the rows of a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.comparisons import change_words, rate, visits_changed
from admin.summaries.bars import partly_in_words
from admin.summaries.comparison import (
    Change,
    Comparison,
    change_of_answers,
    change_of_count,
    change_of_visits,
)
from admin.summaries.figures import Answers, Figures
from admin.wanted import NOT_COUNTED
from kiosk.pages import number
from kiosk.questions import NOT_RECORDED, PURPOSES, QUESTIONS

Count = Callable[[Figures], int]


@dataclass(frozen=True)
class RowsOf:
    """The kind of rows that a figure counts, and in an address which of them."""

    kind: str
    part: str = ""


@dataclass(frozen=True)
class Cell:
    """A number; a percentage has its n beneath it, and how many said Partly."""

    number: str
    n: str = ""
    partly: str = ""


@dataclass(frozen=True)
class Row:
    """One figure now, and then with its change; `opens` are the rows that it counts."""

    label: str
    now: Cell
    then: Cell
    change: str
    opens: RowsOf


Rows = Callable[[Figures, Figures], Iterator[Row]]


@dataclass(frozen=True)
class Line:
    """One figure now, and in each of the earlier periods with its change."""

    label: str
    now: Cell
    earlier: tuple[tuple[Cell, str], ...]
    opens: RowsOf


@dataclass(frozen=True)
class Group:
    """Lines that belong together, under their own heading."""

    title: str
    lines: tuple[Line, ...]


def compared_figures(comparisons: Sequence[Comparison]) -> tuple[Group, ...]:
    """All the figures of comparisons of the same sites: who came in, what for, what was learnt."""
    visits = [each.visits for each in comparisons if each.counted]
    learning = [each.learning for each in comparisons if each.there]
    made: tuple[tuple[str, list[tuple[Figures, Figures]], Rows], ...] = (
        (_("Who came in"), visits, _who_came),
        (_("What brought people in"), visits, _what_for),
        (_("What learners said"), learning, _said),
        (_("Courses and enrolments"), learning, _learnt),
    )
    return tuple(group_of(title, pairs, rows) for title, pairs, rows in made if pairs)


def group_of(title: str, pairs: Sequence[tuple[Figures, Figures]], rows: Rows) -> Group:
    """The rows of figures now and in each of the earlier periods, under one heading."""
    return Group(title, tuple(_lines(pairs, rows)))


def _lines(pairs: Sequence[tuple[Figures, Figures]], rows: Rows) -> Iterator[Line]:
    """The rows of each comparison, beside one another."""
    for each in zip(*(rows(now, then) for now, then in pairs), strict=True):
        first = each[0]
        earlier = tuple((row.then, row.change) for row in each)
        yield Line(first.label, first.now, earlier, first.opens)


def _who_came(now: Figures, then: Figures) -> Iterator[Row]:
    yield plain(_("Visits"), now, then, lambda one: one.visits, RowsOf("visits"))
    yield plain(_("Open days"), now, then, lambda one: one.open_days, RowsOf("open-days"))
    yield Row(
        _("Visits for each open day"),
        Cell(rate(now)),
        Cell(rate(then)),
        visits_changed(change_of_visits(now, then)),
        RowsOf("per-open-day"),
    )
    yield plain(_("Counted by hand"), now, then, lambda one: one.counted, RowsOf("headcounts"))
    yield plain(
        _("Open days not fully counted"),
        now,
        then,
        lambda one: one.days_not_fully_counted,
        RowsOf("open-days", f"which={NOT_COUNTED}"),
    )
    on_screens = RowsOf("taps", "by=screen")
    yield plain(_("Taps on screens"), now, then, lambda one: one.taps_on_screens, on_screens)
    yield _daily(
        _("First time here, by tap"),
        now,
        then,
        lambda one: one.first_visits["yes"],
        RowsOf("taps", "first=yes"),
    )


def _what_for(now: Figures, then: Figures) -> Iterator[Row]:
    for purpose in PURPOSES:
        yield _came_for(str(purpose.label), purpose.value, now, then)
    yield _came_for(_("Not recorded"), NOT_RECORDED, now, then)


def _came_for(label: str, purpose: str, now: Figures, then: Figures) -> Row:
    opens = RowsOf("people", f"purpose={purpose}")
    return _daily(label, now, then, lambda figures: figures.purposes[purpose], opens)


def _said(now: Figures, then: Figures) -> Iterator[Row]:
    yield _counted(
        _("Evaluation forms"), now, then, lambda one: one.evaluations, RowsOf("evaluations")
    )
    for question in QUESTIONS:
        answers, before = now.questions[question.name], then.questions[question.name]
        yield Row(
            str(question.short),
            _percent(answers),
            _percent(before),
            _points(change_of_answers(answers, before)),
            RowsOf("evaluations", f"question={question.name}"),
        )


def _learnt(now: Figures, then: Figures) -> Iterator[Row]:
    for label, count, opens in (
        (_("Enrolments"), lambda one: one.enrolments, RowsOf("enrolments")),
        (
            _("New to The Life Rooms"),
            lambda one: one.new_enrolments,
            RowsOf("enrolments", "new=yes"),
        ),
        (_("Learning opportunities"), lambda one: one.learning_opportunities, RowsOf("courses")),
    ):
        yield _counted(label, now, then, count, opens)


def plain(label: str, now: Figures, then: Figures, count: Count, opens: RowsOf) -> Row:
    """A figure that is shown beside, and not judged."""
    return Row(label, _number(count(now)), _number(count(then)), "", opens)


def _counted(label: str, now: Figures, then: Figures, count: Count, opens: RowsOf) -> Row:
    """A figure that does not grow with the open days: the plain difference, never in percent."""
    more = count(now) - count(then)
    if not count(then):
        change = _("none on record then") if more else ""
    elif not more:
        change = _("the same")
    else:
        change = (_("%(by)s more") if more > 0 else _("%(by)s fewer")) % {"by": number(abs(more))}
    return Row(label, _number(count(now)), _number(count(then)), change, opens)


def _daily(label: str, now: Figures, then: Figures, count: Count, opens: RowsOf) -> Row:
    """People or taps, compared for each open day."""
    change = change_of_count(now, then, count) if count(now) or count(then) else Change(None)
    return Row(label, _number(count(now)), _number(count(then)), _in_percent(change), opens)


def _number(count: int) -> Cell:
    return Cell(number(count))


def _in_percent(change: Change) -> str:
    if change.too_few:
        return _("too few to compare")
    if change.percent is None:
        return ""
    if not change.percent:
        return _("the same for each open day")
    words = change_words(change)
    if change.percent > 0:
        return _("%(percent)s more for each open day", **words)
    return _("%(percent)s fewer for each open day", **words)


def _points(change: Change) -> str:
    if change.by is None:
        return _("too few to compare")
    points = int(change.by)
    if not points:
        return _("the same")
    if points > 0:
        return ngettext(
            "%(by)s percentage point more", "%(by)s percentage points more", points, by=points
        )
    return ngettext(
        "%(by)s percentage point less", "%(by)s percentage points less", -points, by=-points
    )


def _percent(answers: Answers) -> Cell:
    percent = answers.share.whole_percent
    return Cell(
        "–" if percent is None else f"{percent}%",
        number(answers.n),
        partly_in_words(answers.counts["partly"]),
    )
