"""The dates of a series: the same weekday each week, days on which the site is closed left out."""

from dataclasses import dataclass
from datetime import date, timedelta

from admin.opening import Closures

WEEKS_AHEAD = 104  # how far a series without end is laid out
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Skipped:
    """A day that a series leaves out, and why."""

    day: date
    reason: str


@dataclass(frozen=True)
class Series:
    """The days of a series, and those it leaves out."""

    days: tuple[date, ...]
    skipped: tuple[Skipped, ...] = ()


def horizon(today: date) -> date:
    """The day up to which a series without end is laid out."""
    return today + WEEKS_AHEAD * WEEK


def weekly(first: date, last: date, closures: Closures) -> Series:
    """Every week from first to last, both included; closed days and bank holidays left out."""
    days, skipped = [], []
    for number in range((last - first).days // 7 + 1):
        day = first + number * WEEK
        reason = closures.reason(day)
        if reason is None:
            days.append(day)
        else:
            skipped.append(Skipped(day, reason))
    return Series(tuple(days), tuple(skipped))
