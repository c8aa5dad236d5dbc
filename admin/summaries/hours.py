"""When people came in: a table of weekdays and hours, as wide as the hours that were used."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from admin.opening import Closures, counts_days_by_use, days_between
from admin.periods import Period
from admin.summaries.days import days_in_use
from admin.summaries.figures import Figures
from admin.summaries.shares import per_day
from kiosk.models import Site

SATURDAY = 5
DEEPEST = 5
MOST_NAMED = 3  # hours that are named beside the table, the fullest first


@dataclass(frozen=True)
class Hours:
    """The hours across, and for each weekday (0 is Monday) a cell for each of those hours."""

    across: tuple[int, ...]
    days: tuple[tuple[int, tuple["Cell", ...]], ...]

    # How often each weekday was open, where that is known.
    open_weekdays: Mapping[int, int] = field(default_factory=dict)

    @property
    def fullest(self) -> "Fullest":
        """The weekday and hour that most people came in, and how many they were."""
        return self._by_people[0]

    @property
    def next_fullest(self) -> Sequence["Fullest"]:
        """The hours that come after the fullest, where somebody came in them."""
        return self._by_people[1:MOST_NAMED]

    @cached_property
    def _by_people(self) -> Sequence["Fullest"]:
        hours = [
            Fullest(day, hour, cell.people, per_day(cell.people, self.open_weekdays.get(day, 0)))
            for day, cells in self.days
            for hour, cell in zip(self.across, cells, strict=True)
            if cell.people
        ]
        return sorted(hours, key=self._place)

    def _place(self, hour: "Fullest") -> tuple[float, int, int, int]:
        """For each open day where that is known: a month has five Thursdays and four Tuesdays."""
        days = self.open_weekdays.get(hour.weekday, 0)
        return (-hour.people / days if days else 0.0, -hour.people, hour.weekday, hour.hour)


class Fullest(NamedTuple):
    """An hour of a weekday: people in all, and for each open day where that is known."""

    weekday: int
    hour: int
    people: int
    daily: Decimal | None


@dataclass(frozen=True)
class Cell:
    """The people of one hour, and how deep its colour is: 0 for nobody, 5 for the most."""

    people: int
    heat: int


def open_weekdays(
    period: Period, sites: Sequence[Site], today: date, closures: Mapping[int, Closures]
) -> Mapping[int, int]:
    """How often each weekday was open at one of these sites at least."""
    come = Period(period.first, min(period.last, today))
    by_use = [site.id for site in sites if counts_days_by_use(site)]
    used = set[date]().union(*days_in_use([come], by_use).values())
    weeks = [closures[site.id] for site in sites if not counts_days_by_use(site)]
    ever = {weekday for week in weeks for weekday in week.weekdays}
    ever |= {day.weekday() for week in weeks for day in week.opened}
    return Counter(
        day.weekday()
        for day in days_between(come.first, come.last)
        if day in used or (day.weekday() in ever and any(week.opens(day) for week in weeks))
    )


def hours_table(figures: Figures, opened: Mapping[int, int] | None = None) -> Hours | None:
    """Every working day, a weekend day where somebody came; None where nobody came at all."""
    used = [key for key, people in figures.hours.items() if people]
    if not used:
        return None
    most = max(figures.hours.values())
    across = tuple(range(min(hour for _day, hour in used), max(hour for _day, hour in used) + 1))
    weekend = {day for day, _hour in used if day >= SATURDAY}
    return Hours(
        across,
        tuple(
            (day, tuple(_cell(figures.hours[day, hour], most) for hour in across))
            for day in [*range(SATURDAY), *sorted(weekend)]
        ),
        opened or {},
    )


def _cell(people: int, most: int) -> Cell:
    return Cell(people, -(-people * DEEPEST // most))
