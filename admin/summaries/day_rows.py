"""The file of days: each day of each site, whether it was open and why."""

from collections.abc import Iterator
from datetime import date

from admin.choices import Choice
from admin.opening import Closures, closures_of, counts_days_by_use, days_between
from admin.summaries.days import days_in_use
from admin.summaries.rows import Row, yes_or_no
from admin.summaries.shape import WEEKDAYS

DAYS = ("site", "day", "weekday", "open", "why", "reason", "in_the_figures")
CLOSED_DAY, OPENED_DAY = "closed day", "opened day"
Told = tuple[bool, str, str]  # whether it is open, what makes it so, and in which words


def day_rows(choice: Choice) -> Iterator[Row]:
    """Each day of the period in the life of each site.

    What differs from the weeks of the sites is read at once; the rows are made as they are sent.
    """
    closures = closures_of(choice.sites)
    by_use = [site.id for site in choice.sites if counts_days_by_use(site)]
    used = days_in_use([choice.period], by_use)

    def rows() -> Iterator[Row]:
        for day in days_between(choice.period.first, choice.period.last):
            for site in choice.sites:
                kept, in_use = closures[site.id], day in used.get((0, site.id), ())
                if not kept.exists(day) and not in_use:
                    continue
                told = _by_use(kept, day, in_use) if site.id in by_use else _by_week(kept, day)
                is_open, why, reason = told
                counts = yes_or_no(is_open and day <= choice.today)
                when = (site.slug, day.isoformat(), WEEKDAYS[day.weekday()])
                yield (*when, yes_or_no(is_open), why, reason, counts)

    return rows()


def _by_use(closures: Closures, day: date, in_use: bool) -> Told:
    """A day of a site without a week: what somebody marked it as changes no figure."""
    _open, why, reason = _by_week(closures, day)
    marked = (why, reason) if why in (CLOSED_DAY, OPENED_DAY) else ()
    return in_use, "use", ": ".join(word for word in marked if word)


def _by_week(closures: Closures, day: date) -> Told:
    """A day of a site that keeps a week: its own mark, else a bank holiday, else its week."""
    if day in closures.closed:
        why, reason = CLOSED_DAY, closures.closed[day]
    elif day in closures.opened:
        why, reason = OPENED_DAY, closures.opened[day]
    else:
        holiday = closures.holidays.name(day)
        why, reason = ("week", "") if holiday is None else ("bank holiday", holiday)
    return closures.opens(day), why, reason
