"""Every figure of a period beside an earlier one, as the rows of a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.comparisons import change_words, rate, visits_changed
from admin.rows.addresses import ALL
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
    """The kind of rows that a figure counts, in an address which of them, and of which site."""

    kind: str
    part: str = ""
    site_id: int = ALL


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
    any_from_file = any(one.rows_from_file for pair in visits for one in pair)
    made: tuple[tuple[str, list[tuple[Figures, Figures]], Rows], ...] = (
        (_("Who came in"), visits, _who_came_and_rows if any_from_file else _who_came),
        (_("What brought people in"), visits, what_for()),
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


def _who_came_and_rows(now: Figures, then: Figures) -> Iterator[Row]:
    yield from _who_came(now, then)
    from_file = RowsOf("people", "by=file")
    yield plain(_("People from a file"), now, then, lambda one: one.from_file, from_file)
    rows = RowsOf("taps", "by=file")
    yield plain(_("Rows from a file"), now, then, lambda one: one.rows_from_file, rows)


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
    by_screen = RowsOf("people", "by=screen")
    yield plain(_("People by screen"), now, then, lambda one: one.by_screen, by_screen)
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
    for label, said in (
        (_("First time here, by tap"), "yes"),
        (_("Not the first time, by tap"), "no"),
        (_("First time not said, by tap"), NOT_RECORDED),
    ):
        yield _daily(label, now, then, _of_first_visits(said), RowsOf("taps", f"first={said}"))


def _of_first_visits(said: str) -> Count:
    return lambda figures: figures.first_visits[said]


def what_for(site_id: int = ALL) -> Rows:
    """What brought people in: at all the sites of the figures together, or at their one site."""

    def rows(now: Figures, then: Figures) -> Iterator[Row]:
        labels = [(str(purpose.label), purpose.value) for purpose in PURPOSES]
        for label, purpose in (*labels, (_("Not recorded"), NOT_RECORDED)):
            opens = RowsOf("people", f"purpose={purpose}", site_id)
            yield _daily(label, now, then, _of_purpose(purpose), opens)

    return rows


def _of_purpose(purpose: str) -> Count:
    return lambda figures: figures.purposes[purpose]


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
