"""When people came in: a table of weekdays and hours, as wide as the hours that were used."""

from dataclasses import dataclass

from admin.summaries.figures import Figures

SATURDAY = 5
DEEPEST = 5


@dataclass(frozen=True)
class Hours:
    """The hours across, and for each weekday (0 is Monday) a cell for each of those hours."""

    across: tuple[int, ...]
    days: tuple[tuple[int, tuple["Cell", ...]], ...]

    @property
    def fullest(self) -> tuple[int, int, int]:
        """The weekday and hour that most people came in, and how many they were."""
        people, day, hour = max(
            (cell.people, -day, -hour)
            for day, cells in self.days
            for hour, cell in zip(self.across, cells, strict=True)
        )
        return -day, -hour, people


@dataclass(frozen=True)
class Cell:
    """The people of one hour, and how deep its colour is: 0 for nobody, 5 for the most."""

    people: int
    heat: int


def hours_table(figures: Figures) -> Hours | None:
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
    )


def _cell(people: int, most: int) -> Cell:
    return Cell(people, -(-people * DEEPEST // most))
