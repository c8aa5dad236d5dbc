"""Counting from the files by themselves: nothing here knows how the service counts."""

import csv
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOBODY = Counter[str]()

# As the government published them for England and Wales.
BANK_HOLIDAYS = {
    date(year, month, day)
    for year, days in {
        2014: ((1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)),
        2015: ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)),
    }.items()
    for month, day in days
}


def records(path: Path) -> list[dict[str, str]]:
    """The rows of a file under the names of their columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rows(path: Path) -> list[list[str]]:
    """The rows of a file whose columns share names, its first line included."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def days_open(first: date, last: date, weekdays: Collection[int]) -> int:
    """How many days from first to last are one of these weekdays and no bank holiday."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return sum(day.weekday() in weekdays and day not in BANK_HOLIDAYS for day in days)


def one_decimal(count: int, of: int) -> float | None:
    """A quotient to one decimal, a half going up; nothing of nothing."""
    if of == 0:
        return None
    return float((Decimal(count) / of).quantize(Decimal("0.1"), ROUND_HALF_UP))


def question(
    yes: int = 0, partly: int = 0, no: int = 0, *, of: int, unsure: int = 0
) -> dict[str, int | float | None]:
    """One question's figures in the shape of the summary; who gave no answer left it blank."""
    n = yes + partly + no
    return {
        "yes": yes,
        "partly": partly,
        "no": no,
        "not_applicable": unsure,
        "blank": of - n - unsure,
        "n": n,
        "percent": one_decimal(100 * yes, n),
    }


def purposes(**people: int) -> dict[str, int]:
    """People by what brought them in; nobody by what is not named."""
    names = ("learning", "pathways", "employment", "community", "other", "not_recorded")
    return dict.fromkeys(names, 0) | people


def by_hour(hours: Mapping[tuple[int, int], int]) -> dict[str, dict[str, int]]:
    """People by weekday (0 is Monday) and hour, in the shape of the summary."""
    shaped: dict[str, dict[str, int]] = {}
    for (weekday, hour), count in hours.items():
        shaped.setdefault(WEEKDAYS[weekday], {})[f"{hour:02}"] = count
    return shaped


def only(figures: Mapping[str, object], *keys: str) -> dict[str, object]:
    """Some of a site's figures."""
    return {key: figures[key] for key in keys}
