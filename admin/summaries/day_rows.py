"""The file of days: each day of each site, whether it was open and why."""

from collections.abc import Iterator
from datetime import date

from admin.choices import Choice
from admin.opening import Closures, closures_of, counts_days_by_use, days_between
from admin.summaries.days import used_days
from admin.summaries.rows import Row, yes_or_no
from admin.summaries.shape import WEEKDAYS

DAYS = ("site", "day", "weekday", "open", "why", "reason", "in_the_figures")


def day_rows(choice: Choice) -> Iterator[Row]:
    """Each day of the period in the life of each site.

    What differs from the weeks of the sites is read at once; the rows are made as they are sent.
    """
    closures = closures_of(choice.sites)
    by_use = {site.id for site in choice.sites if counts_days_by_use(site)}
    used = {(site_id, day) for site_id, day in used_days([choice.period], list(by_use))}

    def rows() -> Iterator[Row]:
        for day in days_between(choice.period.first, choice.period.last):
            for site in choice.sites:
                kept, in_use = closures[site.id], (site.id, day) in used
                if not kept.exists(day) and not in_use:
                    continue
                is_open = in_use if site.id in by_use else kept.opens(day)
                why, reason = ("use", "") if site.id in by_use else _why(kept, day)
                counts = is_open and day <= choice.today
                about = (WEEKDAYS[day.weekday()], yes_or_no(is_open), why, reason)
                yield (site.slug, day.isoformat(), *about, yes_or_no(counts))

    return rows()


def _why(closures: Closures, day: date) -> tuple[str, str]:
    """What makes a day open or closed at a site that keeps a week, and the words it was given."""
    if day in closures.closed:
        return "closed day", closures.closed[day]
    if day in closures.opened:
        return "opened day", closures.opened[day]
    if (holiday := closures.holidays.name(day)) is not None:
        return "bank holiday", holiday
    return "week", ""
