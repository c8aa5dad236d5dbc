"""The points of the five questions over time, one beneath the other: for a phone."""

from collections.abc import Iterator
from dataclasses import dataclass

from admin.periods import Period
from admin.summaries.charts.said_over_time import BASE, TOP, OverTimeChart, Point

WIDTH, BEGINS, LONGEST = 320, 88, 104
TALL, LETTERS, BAND = 30, 19, 26
VALUE, N = 204, 250


@dataclass(frozen=True)
class SaidRow:
    """One point lying: where it stands; `band_y` is where a new wording is said above it."""

    top: int
    y: int
    text_y: int
    x: int | None
    value: str
    n: str
    label: str
    band_y: int | None
    name: str
    days: Period


@dataclass(frozen=True)
class SaidRows:
    """One question lying down."""

    width: int
    height: int
    begins: int
    ends: int
    value_x: int
    n_x: int
    tall: int
    rows: tuple[SaidRow, ...]


def said_rows(chart: OverTimeChart | None) -> dict[str, SaidRows]:
    """By question, its points as rows."""
    if chart is None:
        return {}
    found = {}
    for question in chart.questions:
        rows = tuple(_rows(question.points))
        height = rows[-1].y + TALL // 2
        found[question.name] = SaidRows(
            WIDTH, height, BEGINS, BEGINS + LONGEST, VALUE, N, TALL, rows
        )
    return found


def _rows(points: tuple[Point, ...]) -> Iterator[SaidRow]:
    top = 0
    for point in points:
        band = top if point.new_wording else None
        top += BAND if point.new_wording else 0
        yield SaidRow(
            top=top,
            y=top + TALL // 2,
            text_y=top + LETTERS,
            x=None
            if point.y is None
            else BEGINS + round((BASE - point.y) * LONGEST / (BASE - TOP)),
            value=point.value,
            n=point.n,
            label=f"{point.label} {point.beneath}".strip(),
            band_y=band,
            name=point.name,
            days=point.days,
        )
        top += TALL
