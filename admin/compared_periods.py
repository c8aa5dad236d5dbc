"""Which earlier days a period is fairly set beside: the period before, and the same a year ago."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _

from admin.periods import ONE_DAY, UNITS, Period, unit_of
from kiosk.addresses import EARLIEST

# So that a Monday stands beside a Monday.
FIFTY_TWO_WEEKS = timedelta(weeks=52)
BY_WEEKDAY = ("today", "week")


@dataclass(frozen=True)
class Beside:
    """The days of a period that are over, and those before and a year ago that they stand beside.

    `unit` is empty where the period is none of the calendar. `over` is None where no day of it is
    over. Of an unfinished period the earlier ones are as long: like with like. A year has no
    `before`: that would be the same days as `year_ago`.
    """

    period: Period
    unit: str
    over: Period | None
    before: Period | None
    year_ago: Period | None

    @property
    def by_weekday(self) -> bool:
        """Whether a year ago means 52 weeks ago."""
        return self.unit in BY_WEEKDAY

    @property
    def is_whole(self) -> bool:
        """Whether every day of the period is over."""
        return self.over == self.period


def beside(period: Period, today: date) -> Beside:
    """What a period is compared with. Today is no part of it before the day is over."""
    over = period.so_far(today - ONE_DAY)
    unit = next((unit for unit in UNITS if period == unit_of(unit, period.first)), "")
    if over is None:
        return Beside(period, unit, None, None, None)
    return Beside(
        period=period,
        unit=unit,
        over=over,
        before=None if unit == "year" else _recorded(_before(period, over, unit)),
        year_ago=_recorded(_by_weeks(over) if unit in BY_WEEKDAY else a_year_earlier(over)),
    )


def _before(period: Period, over: Period, unit: str) -> Period:
    """The unit before, as long as this one is by now; of other dates, as many days just before."""
    length = over.last - over.first
    if not unit:
        return Period(over.first - length - ONE_DAY, over.first - ONE_DAY)
    earlier = unit_of(unit, period.first - ONE_DAY)
    if over == period:
        return earlier
    return Period(earlier.first, min(earlier.first + length, earlier.last))


def _by_weeks(over: Period) -> Period:
    return Period(over.first - FIFTY_TWO_WEEKS, over.last - FIFTY_TWO_WEEKS)


def a_year_earlier(period: Period) -> Period:
    """The same dates a year earlier; whole months stay whole, 29 February is else the 28th."""
    first, last = _year_before(period.first), _year_before(period.last)
    if period.is_whole_months:
        last = unit_of("month", last).last
    return Period(first, last)


def _year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def _recorded(period: Period) -> Period | None:
    return period if period.first >= EARLIEST else None


def briefly(period: Period) -> str:
    """A period in as few words as tell it: “April to June 2025”, “1 to 22 October 2026”."""
    ends = _ends(period)
    if ends is None:
        return period.words
    return _("%(first)s to %(last)s", first=ends[0], last=ends[1])


def within(period: Period) -> str:
    """When something was: “between April and June 2025”, “in October 2026”, “on 3 May 2026”."""
    ends = _ends(period)
    if ends:
        return _("between %(first)s and %(last)s", first=ends[0], last=ends[1])
    if period.first == period.last:
        return _("on %(day)s", day=period.words)
    return _("in %(month)s", month=period.words)


def _ends(period: Period) -> tuple[str, str] | None:
    """Its first and its last in as few words as tell them; None of one day and of one month."""
    first, last = period.first, period.last
    is_months = period.words != period.days
    same_year, same_month = first.year == last.year, first.month == last.month
    if first == last or (is_months and same_year and same_month):
        return None
    to_the_end = "MMMM yyyy" if is_months else "d MMMM yyyy"
    begin = "MMMM" if is_months else "d" if same_month else "d MMMM"
    from_first = begin if same_year else to_the_end
    return str(format_date(first, from_first)), str(format_date(last, to_the_end))
