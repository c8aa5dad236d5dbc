"""Moments and days: UTC in the records, Europe/London on the screen, “today” decided here alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app

LONDON = ZoneInfo("Europe/London")


def system_clock() -> datetime:
    """The machine's own clock, aware, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """The present moment in UTC, from the clock that the application was given."""
    clock: Callable[[], datetime] = current_app.config["CLOCK"]
    return clock()


def today() -> date:
    """The present day in Europe/London."""
    return local_day(now())


def local_day(moment: datetime) -> date:
    """The Europe/London day on which a moment falls: 2018-03-31T23:30Z is 1 April 2018."""
    return moment.astimezone(LONDON).date()


def local_hour(moment: datetime) -> int:
    """The Europe/London hour, 0 to 23, in which a moment falls."""
    return moment.astimezone(LONDON).hour


def at_local(day: date, at: time = time(0)) -> datetime:
    """The UTC moment of a Europe/London day and time; of one that happens twice, the first."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The UTC moments at which the first day begins and the last day has ended."""
    return at_local(first), at_local(last + timedelta(days=1))
