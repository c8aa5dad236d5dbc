"""Newcastle's libraries: people who came in, month by month for ten years, and opening times."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path

from tests.real import counting

VISITS = "newcastle_library_visits_monthly.csv"
TIMES = "newcastle_library_opening_times.csv"
TIMES_OF = "2014-11"  # the list of opening times that falls into the year to be compared
OPENED_ON = "2008-04-01"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Week = Mapping[int, tuple[time, time]]


def slug_of(name: str) -> str:
    """“Newbiggin Hall” is newbiggin-hall."""
    return name.lower().replace(" ", "-")


def sites(data: Path) -> dict[str, str]:
    """The nineteen libraries."""
    return {slug_of(row["Library"]): row["Library"] for row in counting.records(data / VISITS)}


def headcounts(data: Path) -> Iterator[dict[str, str]]:
    """One row a month. An empty month is not known and left out; a nought was counted."""
    for row in counting.records(data / VISITS):
        for month, people in row.items():
            if month == "Library" or not people:
                continue
            year, number = map(int, month.split("-"))
            yield {
                "site": row["Library"],
                "counted_from": f"01/{number:02}/{year}",
                "counted_to": f"{monthrange(year, number)[1]}/{number:02}/{year}",
                "people": f"{int(people):,}",
                "method": "door counter",
            }


def weeks(data: Path) -> dict[str, Week]:
    """When each library opened, first and last on each weekday. Of four no times are given."""
    found: dict[str, dict[int, tuple[time, time]]] = {slug: {} for slug in sites(data)}
    for row in counting.records(data / TIMES):
        opens = row["open_morning"] or row["open_lunchtime"]
        closes = row["close_evening"] or row["close_lunchtime"]
        if row["dataset_date_key"] == TIMES_OF and opens:
            week = found[slug_of(row["venue"].removesuffix(" Library"))]
            week[_WEEKDAYS.index(row["day"])] = (
                time.fromisoformat(opens),
                time.fromisoformat(closes),
            )
    return found


def opened_on() -> date:
    """The first day of the counts."""
    return date.fromisoformat(OPENED_ON)
