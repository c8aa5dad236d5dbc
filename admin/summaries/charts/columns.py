"""Where each column of the visits over time stands, in the units of its drawing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from admin.periods import Period
from admin.summaries.charts.over_time import OverTime, step_label, step_name
from kiosk.pages import number

# A month of days fills a card at a desk; from ROOMY on there is room to draw it smaller on a phone.
WIDEST, NARROWEST_SLOT, WIDEST_SLOT, ROOMY = 1085, 35, 88, 60
TOP, BASE, HEIGHT = 30, 210, 264


@dataclass(frozen=True)
class Column:
    """One column: its rectangle, the value on it, its two labels; `missing` has no rectangle.

    From `begins` on its slot can be touched.
    """

    begins: int
    x: int
    y: int
    width: int
    height: int
    middle: int
    value_y: int
    value: str
    label: str
    beneath: str
    name: str
    missing: str
    part: str
    days: Period


@dataclass(frozen=True)
class Columns:
    """The whole drawing: its size, its columns, what it is called, and what it tells in a line."""

    width: int
    height: int
    slot: int
    base: int
    roomy: bool
    parts: str
    columns: tuple[Column, ...]
    label_y: int
    beneath_y: int
    title: str
    description: str
    total: str
    beside: int
    counts_beside: int


PARTS: Mapping[str, Callable[[], str]] = {
    "today": str,
    "week": lambda: _("part of a week"),
    "month": lambda: _("part of a month"),
    "year": lambda: _("part of a year"),
}

TITLES = {
    "today": lambda: _("Visits by day"),
    "week": lambda: _("Visits by week"),
    "month": lambda: _("Visits by month"),
    "year": lambda: _("Visits by year, April to March"),
}


def columns(times: OverTime) -> Columns | None:
    """The visits over time, laid out; None where no step has a number."""
    highest = max((step.people or 0 for step in times.steps), default=0)
    if len(times.steps) < 2 or all(step.people is None for step in times.steps):
        return None
    slot = max(NARROWEST_SLOT, min(WIDEST_SLOT, WIDEST // len(times.steps)))
    part = PARTS[times.unit]()
    drawn = [
        _column(times, place, slot, round((step.people or 0) * (BASE - TOP) / (highest or 1)))
        for place, step in enumerate(times.steps)
    ]
    return Columns(
        width=slot * len(drawn),
        height=HEIGHT,
        slot=slot,
        base=BASE,
        roomy=slot >= ROOMY,
        parts=part if any(column.part for column in drawn) else "",
        label_y=BASE + 24,
        beneath_y=BASE + 46,
        columns=tuple(drawn),
        title=TITLES[times.unit](),
        description=_described(drawn, times),
        total=number(times.people + times.beside),
        beside=times.beside,
        counts_beside=times.counts_beside,
    )


def _column(times: OverTime, place: int, slot: int, tall: int) -> Column:
    step, gap, begins = times.steps[place], slot // 6, place * slot
    label, beneath = step_label(step, times.unit, times.steps[place - 1] if place else None)
    return Column(
        begins=begins,
        x=begins + gap,
        y=BASE - tall,
        width=slot - 2 * gap,
        height=tall,
        middle=begins + slot // 2,
        value_y=BASE - tall - 8,
        value="–" if step.people is None else number(step.people),
        label=label,
        beneath=beneath,
        name=step_name(step, times.unit),
        missing=step.missing,
        part=PARTS[times.unit]() if step.is_part and step.people is not None else "",
        days=step.period,
    )


def _described(drawn: list[Column], times: OverTime) -> str:
    counted = [
        (step.people, column)
        for step, column in zip(times.steps, drawn, strict=True)
        if step.people is not None
    ]
    most = max(counted, key=lambda one: one[0])[1]
    whole = [one for one in counted if not one[1].part] or counted
    least = min(whole, key=lambda one: one[0])[1]
    return _(
        "Most: %(most)s (%(most_day)s). Fewest: %(least)s (%(least_day)s)."
        " Without a number: %(missing)s. Every number stands in the table beneath.",
        most=most.value,
        most_day=most.name,
        least=least.value,
        least_day=least.name,
        missing=number(len(drawn) - len(counted)),
    )
