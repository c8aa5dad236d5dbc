"""When people came in: a table of weekdays and hours, as wide as the hours that were used."""

from dataclasses import dataclass

from admin.summaries.figures import Figures

SATURDAY = 5


@dataclass(frozen=True)
class Hours:
    """The hours across, and for each weekday (0 is Monday) the people of each of those hours."""

    across: tuple[int, ...]
    days: tuple[tuple[int, tuple[int, ...]], ...]


def hours_table(figures: Figures) -> Hours | None:
    """Every working day, a weekend day where somebody came; None where nobody came at all."""
    used = [key for key, people in figures.hours.items() if people]
    if not used:
        return None
    across = tuple(range(min(hour for _day, hour in used), max(hour for _day, hour in used) + 1))
    weekend = {day for day, _hour in used if day >= SATURDAY}
    return Hours(
        across,
        tuple(
            (day, tuple(figures.hours[day, hour] for hour in across))
            for day in [*range(SATURDAY), *sorted(weekend)]
        ),
    )
