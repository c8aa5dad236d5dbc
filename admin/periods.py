"""Periods of whole days: named, typed, put into words, earlier and later."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from kiosk.addresses import EARLIEST, LATEST

UNITS = ("today", "week", "month", "quarter", "year")
DEFAULT = "year"
DATES = "dates"
ONE_DAY = timedelta(days=1)
BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

# What an address calls each period: its unit, whether the one before, its words on the control.
NAMED: Mapping[str, tuple[str, bool, LazyString]] = {
    "today": ("today", False, _l("Today")),
    "yesterday": ("today", True, _l("Yesterday")),
    "week": ("week", False, _l("This week")),
    "last-week": ("week", True, _l("Last week")),
    "month": ("month", False, _l("This month")),
    "last-month": ("month", True, _l("Last month")),
    "quarter": ("quarter", False, _l("These three months")),
    "last-quarter": ("quarter", True, _l("The three months before")),
    "year": ("year", False, _l("This year, April to March")),
    "last-year": ("year", True, _l("Last year, April to March")),
}


@dataclass(frozen=True)
class Period:
    """Whole days in Europe/London, the first and the last included."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """“April 2018 to March 2019”, “24 November 2026”, “2 April 2018 to 31 March 2019”."""
        if self.first == self.last:
            return _day(self.first)
        if not self.is_whole_months:
            return self.days
        if (self.first.year, self.first.month) == (self.last.year, self.last.month):
            return str(format_date(self.first, "MMMM yyyy"))
        first = format_date(self.first, "MMMM yyyy")
        return _("%(first)s to %(last)s", first=first, last=format_date(self.last, "MMMM yyyy"))

    @property
    def days(self) -> str:
        """“1 April 2018 to 31 March 2019”."""
        if self.first == self.last:
            return _day(self.first)
        return _("%(first)s to %(last)s", first=_day(self.first), last=_day(self.last))

    @property
    def is_whole_months(self) -> bool:
        """Whether it begins with a month and ends with one."""
        return self.first.day == 1 and (self.last + ONE_DAY).day == 1

    @property
    def earlier(self) -> "Period | None":
        """The period of the same kind before this one; none before the earliest day."""
        for unit in UNITS:
            if self == unit_of(unit, self.first):
                return _allowed(unit_of(unit, self.first - ONE_DAY))
        length = self.last - self.first + ONE_DAY
        return _allowed(Period(self.first - length, self.first - ONE_DAY))

    @property
    def later(self) -> "Period | None":
        """The period of the same kind after this one; none after the latest day."""
        for unit in UNITS:
            if self == unit_of(unit, self.first):
                return _allowed(unit_of(unit, self.last + ONE_DAY))
        length = self.last - self.first + ONE_DAY
        return _allowed(Period(self.last + ONE_DAY, self.last + length))

    def so_far(self, today: date) -> "Period | None":
        """The part of it that has come; none where all of it lies ahead."""
        return Period(self.first, min(self.last, today)) if self.first <= today else None


def _day(day: date) -> str:
    return str(format_date(day, "d MMMM yyyy"))


def _allowed(period: Period) -> Period | None:
    return period if period.first >= EARLIEST and period.last <= LATEST else None


def unit_of(unit: str, day: date) -> Period:
    """The day, Monday-to-Sunday week, month, quarter or April-to-March year around a day."""
    if unit == "today":
        return Period(day, day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    # Counted from an April, so that quarters and years both begin where the service's year does.
    number = day.year * 12 + day.month - 4
    number -= number % months
    return Period(_month_start(number), _month_start(number + months) - ONE_DAY)


def _month_start(number: int) -> date:
    year, month = divmod(number + 3, 12)
    return date(year, month + 1, 1)


def named_period(name: str, today: date) -> Period:
    """The period that a name in the address means on a day."""
    unit, before, _label = NAMED[name]
    period = unit_of(unit, today)
    return unit_of(unit, period.first - ONE_DAY) if before else period


def read_day(text: str) -> date | None:
    """A day written 2018-04-01 or 01/04/2018, never month first; None where it is no such day."""
    british = BRITISH.fullmatch(text.strip())
    if british:
        text = f"{british[3]}-{int(british[2]):02}-{int(british[1]):02}"
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def read_dates(first: str, last: str) -> Period | str:
    """The period between two written days, or the sentence that says why there is none."""
    from_day, to_day = read_day(first), read_day(last)
    if problem := _impossible(first) or _impossible(last):
        return problem
    if from_day is None or to_day is None:
        return _("Enter both dates as day, month and year, such as 01/04/2018.")
    if from_day > to_day:
        return _("The first date is after the last one. Enter the earlier date first.")
    return Period(from_day, to_day)


def no_such_day(year: int, month: int, day: int) -> str:
    """“There is no 30 February 2018.”; empty where there is, or it looks like no day at all."""
    if not 1 <= month <= 12 or not 1 <= day <= 31 or not EARLIEST.year <= year <= LATEST.year:
        return ""
    if day <= monthrange(year, month)[1]:
        return ""
    written = format_date(date(year, month, 1), "MMMM yyyy")
    return _("There is no %(day)s %(month)s.", day=day, month=written)


def _impossible(text: str) -> str:
    """Why a day that is written as one cannot be chosen; empty where it can, or is not one."""
    if not (found := BRITISH.fullmatch(text.strip()) or ISO.fullmatch(text.strip())):
        return ""
    day, month, year = found.groups() if found.re is BRITISH else found.groups()[::-1]
    if none_such := no_such_day(int(year), int(month), int(day)):
        return none_such + " " + _("Enter another date.")
    if not EARLIEST.year <= int(year) <= LATEST.year:
        return _("Enter years from %(first)s to %(last)s.", first=EARLIEST.year, last=LATEST.year)
    return ""
