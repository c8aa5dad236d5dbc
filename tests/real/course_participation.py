"""Who took part in ten sessions of an online course, as visits of several people at once."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.real import counting

FILE = "ds4owd_course_participation.csv"
SITE = {"online-course": "Online course"}
OPENED_ON = "2023-10-01"
MOST_AT_ONCE = 30
HOUR = "12:00"  # the file names days only, and a visit needs its time: no figure below is by hour


def visits(data: Path) -> Iterator[dict[str, object]]:
    """Those who came for the first time, and those who came again, by thirty or fewer to a row."""
    seen: set[str] = set()
    groups: Counter[tuple[str, str]] = Counter()
    for row in counting.records(data / FILE):
        groups[row["date"], "no" if row["participant"] in seen else "yes"] += 1
        seen.add(row["participant"])
    for (day, first_time), people in groups.items():
        for before in range(0, people, MOST_AT_ONCE):
            yield {
                "site": "Online course",
                "tapped_at": f"{day.replace('.', '/')} {HOUR}",
                "purpose": "learning",
                "first_time": first_time,
                "people": min(MOST_AT_ONCE, people - before),
            }
