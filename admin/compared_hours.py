"""When people came in, beside earlier periods: by weekday, by hour, and each hour of the week."""

from collections.abc import Callable, Iterator, Sequence

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import gettext as _

from admin.compared_figures import Group, Row, RowsOf, group_of, plain
from admin.summaries.comparison import Comparison
from admin.summaries.figures import Figures
from admin.summaries.shape import WEEKDAYS

Pairs = Sequence[tuple[Figures, Figures]]


def compared_hours(comparisons: Sequence[Comparison]) -> tuple[Group, ...]:
    """People by weekday, by hour, and by both; only the days and hours in which somebody came.

    No change is told: the one month has five Mondays, the other four.
    """
    pairs = [each.visits for each in comparisons if each.counted]
    used = sorted(
        {when for pair in pairs for one in pair for when, people in one.hours.items() if people}
    )
    if not used:
        return ()
    days = sorted({day for day, _hour in used})
    hours = sorted({hour for _day, hour in used})
    return (
        group_of(_("By weekday"), pairs, _rows([(day, None) for day in days])),
        group_of(_("By the hour that began"), pairs, _rows([(None, hour) for hour in hours])),
        group_of(_("By weekday and hour"), pairs, _rows(used)),
    )


def _rows(
    whens: Sequence[tuple[int | None, int | None]],
) -> Callable[[Figures, Figures], Iterator[Row]]:
    def rows(now: Figures, then: Figures) -> Iterator[Row]:
        names = get_day_names(locale=get_locale())
        for day, hour in whens:
            clock = "" if hour is None else f"{hour:02}:00"
            if day is None:
                label = clock
            elif hour is None:
                label = names[day]
            else:
                label = _("%(day)s at %(hour)s", day=names[day], hour=clock)
            yield plain(label, now, then, _people(day, hour), _opens(day, hour))

    return rows


def _people(day: int | None, hour: int | None) -> Callable[[Figures], int]:
    def count(figures: Figures) -> int:
        return sum(
            people
            for (of_day, of_hour), people in figures.hours.items()
            if day in (None, of_day) and hour in (None, of_hour)
        )

    return count


def _opens(day: int | None, hour: int | None) -> RowsOf:
    parts = [] if day is None else [f"weekday={WEEKDAYS[day]}"]
    return RowsOf("people", "&".join([*parts, *([] if hour is None else [f"hour={hour}"])]))
