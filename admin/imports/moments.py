"""Days and moments as files write them: ISO or DD/MM/YYYY, never the month first."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from flask_babel import gettext as _

from admin.imports.refusals import CellRefusedError
from admin.periods import no_such_day
from kiosk.clock import LONDON

_DAY = r"(?:(?P<iso>(\d{4})-(\d\d)-(\d\d))|(?P<british>(\d\d?)/(\d\d?)/(\d{4})))"
_TIME = r"(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?"
_WRITTEN = re.compile(rf"{_DAY}(?:(?:[Tt]|\s+){_TIME}\s*([Zz]|[+-]\d\d:?\d\d)?)?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d\d?/\d\d?/\d\d(?!\d).*", re.ASCII)


def read_day(text: str) -> date:
    """The day that a cell names; of a moment, its day in Liverpool."""
    found = read_day_or_moment(text)
    return found.astimezone(LONDON).date() if isinstance(found, datetime) else found


def read_moment(text: str) -> datetime:
    """The moment in UTC that a cell names; a day alone is its midnight in Liverpool."""
    found = read_day_or_moment(text)
    if isinstance(found, datetime):
        return found
    return datetime.combine(found, time(0), LONDON).astimezone(UTC)


def read_timed_moment(text: str) -> datetime:
    """The moment in UTC that a cell names with its time."""
    found = read_day_or_moment(text)
    if isinstance(found, datetime):
        return found
    raise CellRefusedError(
        _(
            "“%(text)s” has no time. Give the time as well, such as 30/04/2018 14:05. Visits whose "
            "time nobody knows are brought in as headcounts.",
            text=text,
        )
    )


def read_day_or_moment(text: str) -> date | datetime:
    """A day, or a moment in UTC where a time is given. Raises CellRefusedError.

    A time without an offset is that of the wall in Liverpool: of one that happened twice the first.
    """
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise CellRefusedError(_unreadable(text))
    day = _day(text, match)
    if match[9] is None:
        return day
    hour, minute, second = int(match[9]), int(match[10]), int(match[11] or 0)
    try:
        at = time(hour, minute, second, int((match[12] or "").ljust(6, "0")[:6]))
    except ValueError:
        raise CellRefusedError(
            _("“%(text)s” has no such time. Hours go from 00 to 23.", text=text)
        ) from None
    if match[13]:
        return datetime.combine(day, at, _offset(text, match[13])).astimezone(UTC)
    return _on_the_wall(text, datetime.combine(day, at))


def _day(text: str, match: re.Match[str]) -> date:
    if match["iso"]:
        year, month, day = int(match[2]), int(match[3]), int(match[4])
    else:
        day, month, year = int(match[6]), int(match[7]), int(match[8])
    if match["british"] and month > 12 >= day:
        raise CellRefusedError(
            _(
                "“%(text)s” has its month first. Write the day first, such as "
                "%(day)02d/%(month)02d/%(year)s.",
                text=text,
                day=month,
                month=day,
                year=year,
            )
        )
    try:
        found = date(year, month, day)
    except ValueError:
        found = None
    if problem := no_such_day(year, month, day):
        raise CellRefusedError(
            _("“%(text)s”: %(problem)s Check the date.", text=text, problem=problem)
        )
    if found is None or not 2000 <= year <= 2100:
        raise CellRefusedError(
            _("“%(text)s” is no day between 2000 and 2100. Look at it again.", text=text)
        )
    return found


def _offset(text: str, written: str) -> timezone:
    if written in "Zz":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    if hours > 14 or minutes > 59:
        raise CellRefusedError(_unreadable(text))
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(away if written[0] == "+" else -away)


def _on_the_wall(text: str, naive: datetime) -> datetime:
    moment = naive.replace(tzinfo=LONDON).astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) != naive:
        raise CellRefusedError(
            _(
                "“%(text)s” never happened: the clocks went forward that night. Write the time "
                "that the clock showed.",
                text=text,
            )
        )
    return moment


def _unreadable(text: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return _("“%(text)s” needs its year in four digits, such as 2018.", text=text)
    return _(
        "“%(text)s” cannot be read as a date. Write 2018-04-30 or 30/04/2018, with a time after it "
        "where one is needed, such as 30/04/2018 14:05.",
        text=text[:40],
    )
