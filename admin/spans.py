"""Stretches of time as people say them: “3 to 5 March 2026”."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from flask_babel import format_date
from flask_babel import gettext as _

from kiosk.clock import LONDON
from kiosk.pages import day_and_year


def days_in_words(first: date, last: date) -> str:
    """One day, or from the first to the last, naming month and year once where they agree."""
    if first == last:
        return day_and_year(first)
    if (first.year, first.month) == (last.year, last.month):
        begins = str(first.day)
    elif first.year == last.year:
        begins = str(format_date(first, "d MMMM"))
    else:
        begins = day_and_year(first)
    return str(_("%(first)s to %(last)s", first=begins, last=day_and_year(last)))


def span_in_words(from_at: datetime, to_at: datetime) -> str:
    """From one moment to another, by the clock in Liverpool; whole days without their times."""
    begins, ends = from_at.astimezone(LONDON), to_at.astimezone(LONDON)
    last, to_time = ends.date(), f"{ends:%H:%M}"
    if to_time == "00:00":  # the end of the day before, not the beginning of this one
        last, to_time = last - timedelta(days=1), "24:00"
    from_time = f"{begins:%H:%M}"
    if (from_time, to_time) == ("00:00", "24:00"):
        return days_in_words(begins.date(), last)
    words = {"first": day_and_year(begins.date()), "from_time": from_time, "to_time": to_time}
    if begins.date() == last:
        return str(_("%(first)s, %(from_time)s to %(to_time)s", **words))
    words["last"] = day_and_year(last)
    return str(_("%(first)s, %(from_time)s, to %(last)s, %(to_time)s", **words))


def ends_in_words(
    begins: datetime, ends: datetime, day: Callable[[date], str] = day_and_year
) -> tuple[str, str]:
    """Both ends of a stretch by the clock on the wall; of whole days its first and its last."""
    midnight = time(0)
    last = ends.date() - timedelta(days=1)
    if begins.time() == ends.time() == midnight:
        return day(begins.date()), day(last)
    ended = (
        f"{day(last)}, 24:00" if ends.time() == midnight else f"{day(ends.date())}, {ends:%H:%M}"
    )
    return f"{day(begins.date())}, {begins:%H:%M}", ended
