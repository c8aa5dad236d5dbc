"""The columns of the visits over time, lying down: for a phone, which is too narrow for them."""

from dataclasses import dataclass

from admin.periods import Period
from admin.summaries.charts.columns import BASE, TOP, Columns

WIDTH, BEGINS, LONGEST = 320, 84, 176
TALL, THICK, BESIDE, LETTERS = 30, 20, 8, 19


@dataclass(frozen=True)
class Row:
    """One column as a row: where it stands, how long it is, its label and the value after it.

    From `top` on its line can be touched.
    """

    top: int
    y: int
    text_y: int
    length: int
    value_x: int
    value: str
    label: str
    name: str
    missing: str
    part: str
    days: Period


@dataclass(frozen=True)
class Rows:
    """The whole drawing: its size, where its bars begin, its rows."""

    width: int
    height: int
    begins: int
    thick: int
    tall: int
    rows: tuple[Row, ...]


def rows(chart: Columns | None) -> Rows | None:
    """The same columns, one beneath the other."""
    if not chart:
        return None
    drawn = []
    for place, column in enumerate(chart.columns):
        length = round(column.height * LONGEST / (BASE - TOP))
        drawn.append(
            Row(
                top=place * TALL,
                y=place * TALL + (TALL - THICK) // 2,
                text_y=place * TALL + LETTERS,
                length=length,
                value_x=BEGINS + length + BESIDE,
                value=column.value,
                label=f"{column.label} {column.beneath}".strip(),
                name=column.name,
                missing=column.missing,
                part=column.part,
                days=column.days,
            )
        )
    return Rows(WIDTH, TALL * len(drawn), BEGINS, THICK, TALL, tuple(drawn))
