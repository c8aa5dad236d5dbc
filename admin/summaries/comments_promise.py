"""The promise of each site: within how many working days a comment is read, and how long it was."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from admin.opening import Closures, counts_days_by_use
from admin.periods import ONE_DAY
from kiosk.models import Site

SATURDAY = 5
OFFICE_WEEK = {weekday: time(9) for weekday in range(SATURDAY)}  # where a site keeps no week
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
    first = max(came_on + ONE_DAY, today - LONGEST_LOOK_BACK * ONE_DAY)
    last = today - ONE_DAY
    office = replace(closures, weekdays=OFFICE_WEEK, closed={}, opened={}, first=first, last=None)
    if counts_days_by_use(site):
        return office.open_days(first, last)
    open_days = closures.open_days(first, last)
    if site.closed_on is None:
        return open_days
    return open_days + office.open_days(max(first, site.closed_on + ONE_DAY), last)


def _back_from(today: date) -> Iterator[date]:
    return (today - back * ONE_DAY for back in range(1, LONGEST_LOOK_BACK + 1))


def _is_working_day(site: Site, closures: Closures, day: date) -> bool:
    """Whether a site is open; where it keeps no week, or none any more, as offices are."""
    if counts_days_by_use(site) or (site.closed_on is not None and day > site.closed_on):
        return day.weekday() < SATURDAY and closures.holidays.name(day) is None
    return closures.opens(day)
