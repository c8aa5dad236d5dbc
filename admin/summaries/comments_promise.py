"""The promise of each site: within how many working days a comment is read, and how long it was."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from admin.opening import Closures, counts_days_by_use
from admin.periods import ONE_DAY
from kiosk.models import Site

SATURDAY = 5
# Longer closed than this, a site is taken to keep no promise; nor is a longer wait counted.
LONGEST_LOOK_BACK = 366


def last_due(site: Site, closures: Closures, today: date) -> date:
    """The last day on which a comment came that should be read by now.

    A site promises to read within its `reading_days`, counted in days on which it is open, from the
    day after the comment came; today is not over.
    """
    working_days = 0
    for day in _back_from(today):
        working_days += _is_working_day(site, closures, day)
        if working_days == site.reading_days:
            return day - ONE_DAY
    return date.min


def working_days_since(site: Site, closures: Closures, came_on: date, today: date) -> int:
    """How many working days are over since the day after a comment came; at most those of a year.

    Longer than promised is what has waited all the days of the promise and is not read yet.
    """
    days = takewhile(lambda day: day > came_on, _back_from(today))
    return sum(_is_working_day(site, closures, day) for day in days)


def _back_from(today: date) -> Iterator[date]:
    return (today - back * ONE_DAY for back in range(1, LONGEST_LOOK_BACK + 1))


def _is_working_day(site: Site, closures: Closures, day: date) -> bool:
    """Whether a site is open; where it keeps no week, or none any more, as offices are."""
    if counts_days_by_use(site) or (site.closed_on is not None and day > site.closed_on):
        return day.weekday() < SATURDAY and closures.holidays.name(day) is None
    return closures.opens(day)
