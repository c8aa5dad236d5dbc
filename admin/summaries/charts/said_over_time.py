"""Where each point of the five questions over time stands, in the units of its drawing.

A percentage of fewer than 10 forms is not drawn but named: one form more would move it by more
than 10 in 100, and a line through it would tell of chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from admin.periods import Period
from admin.summaries.bars import partly_in_words
from admin.summaries.charts.said_gist import percent_drawn, said_gist, shown_beyond, step_words
from admin.summaries.figures import Answers
from admin.summaries.said_over_time import SaidOverTime, SaidStep
from kiosk.pages import number
from kiosk.questions import QUESTIONS, Question

# The scale begins at the highest of these that no point lies below.
FLOORS = (75, 50, 25, 0)
SLOT, TOP, BASE, HEIGHT = 42, 46, 150, 224
# How far above its point a value stands, and how far beneath where the line comes from above.
ABOVE, BENEATH = 11, 21
BESIDE_BEFORE = 30


@dataclass(frozen=True)
class Point:
    """One step of one question. `y` is None where there are too few forms for a point."""

    x: int
    y: int | None
    value_y: int
    value: str
    n: str
    label: str
    beneath: str
    name: str
    edge: int
    new_wording: bool
    days: Period


@dataclass(frozen=True)
class QuestionOverTime:
    """One question: its points, the lines between neighbours, and what it tells in a sentence."""

    name: str
    short: LazyString
    points: tuple[Point, ...]
    lines: tuple[str, ...]
    gist: str


@dataclass(frozen=True)
class TableRow:
    """One step in the table of the same numbers: each question, value, n and Partly."""

    name: str
    days: Period
    cells: tuple[tuple[Question, str, str, str], ...]


@dataclass(frozen=True)
class OverTimeChart:
    """The five drawings, which have one size and one scale, and the table of their numbers.

    `shown` says that more is drawn than the days that were chosen; empty where it is not.
    """

    shown: str
    width: int
    height: int
    top: int
    base: int
    floor: int
    before: int
    slot: int
    is_wide: bool
    questions: tuple[QuestionOverTime, ...]
    rows: tuple[TableRow, ...]


def said_chart(times: SaidOverTime) -> OverTimeChart | None:
    """The five questions, laid out; None where nobody answered."""
    if not times.has_forms:
        return None
    floor = _floor(times.steps)
    drawn = []
    for question in QUESTIONS:
        answers = [step.questions[question.name] for step in times.steps]
        points = tuple(_points(times, answers, floor))
        drawn.append(
            QuestionOverTime(
                question.name,
                question.short,
                points,
                tuple(_lines(points)),
                said_gist(times.steps, question.name, answers),
            )
        )
    return OverTimeChart(
        shown=shown_beyond(times),
        width=BESIDE_BEFORE + SLOT * len(times.steps),
        height=HEIGHT,
        top=TOP,
        base=BASE,
        floor=floor,
        before=BESIDE_BEFORE,
        slot=SLOT,
        is_wide=len(times.steps) > 12,
        questions=tuple(drawn),
        rows=tuple(_rows(times)),
    )


def _floor(steps: Sequence[SaidStep]) -> int:
    percents = [percent_drawn(answers) for step in steps for answers in step.questions.values()]
    lowest = min((percent for percent in percents if percent is not None), default=FLOORS[0])
    return next(floor for floor in FLOORS if floor <= lowest)


def _points(times: SaidOverTime, answers: Sequence[Answers], floor: int) -> Iterator[Point]:
    heights = [_height(percent_drawn(given), floor) for given in answers]
    for place, (step, given) in enumerate(zip(times.steps, answers, strict=True)):
        edge = BESIDE_BEFORE + place * SLOT
        label, beneath = _label(times, place)
        yield Point(
            x=edge + SLOT // 2,
            y=heights[place],
            value_y=_value_height(heights, place),
            value=_value(given),
            n=number(given.n),
            label=label,
            beneath=beneath,
            name=step_words(step),
            edge=edge,
            new_wording=bool(step.begins),
            days=step.period,
        )


def _height(percent: int | None, floor: int) -> int | None:
    if percent is None:
        return None
    return BASE - round((percent - floor) * (BASE - TOP) / (100 - floor))


def _value_height(heights: Sequence[int | None], place: int) -> int:
    """Above its point; beneath it where the line goes up to both sides, and there is room."""
    mine = heights[place]
    if mine is None:
        return BASE - ABOVE
    beside = [*heights[max(place - 1, 0) : place], *heights[place + 1 : place + 2]]
    is_lowest = any(beside) and all(each is None or each < mine for each in beside)
    return mine + BENEATH if is_lowest and mine + BENEATH < BASE else mine - ABOVE


def _value(answers: Answers) -> str:
    percent = percent_drawn(answers)
    if percent is not None:
        return f"{percent}%"
    return _("few") if answers.n else "–"


def _lines(points: Sequence[Point]) -> Iterator[str]:
    """A line through each stretch of neighbours; nothing is drawn across a gap."""
    stretch: list[str] = []
    for point in (*points, None):
        if point is not None and point.y is not None:
            stretch.append(f"{point.x},{point.y}")
            continue
        if len(stretch) > 1:
            yield " ".join(stretch)
        stretch = []


def _label(times: SaidOverTime, place: int) -> tuple[str, str]:
    """What stands under a point: short, and beneath it the year where it is a new one."""
    first = times.steps[place].period.first
    if times.unit == "year":
        return str(format_date(first, "yyyy")), ""
    is_new = not place or times.steps[place - 1].period.first.year != first.year
    return str(format_date(first, "MMM")), str(format_date(first, "yyyy")) if is_new else ""


def _rows(times: SaidOverTime) -> Iterator[TableRow]:
    """The same numbers as a table: each step, and for each question its value and its n."""
    for step in times.steps:
        cells = [(question, step.questions[question.name]) for question in QUESTIONS]
        yield TableRow(
            step_words(step),
            step.period,
            tuple(
                (one, _value(given), number(given.n), partly_in_words(given.counts["partly"]))
                for one, given in cells
            ),
        )
