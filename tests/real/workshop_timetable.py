"""Five years of workshops around the world: a timetable, with how many people came to each."""

from collections.abc import Iterator
from pathlib import Path

from tests.real import counting

FILE = "carpentries_workshops_timetable.csv"
SITES = {
    "australia": "Australia",
    "canada": "Canada",
    "great-britain": "Great Britain",
    "united-states": "United States",
    "online": "Online",
    "elsewhere": "Elsewhere",
}
OPENED_ON = "2012-01-01"
LONGEST_ROOM = 80
_SITE = {
    "AU": "australia",
    "CA": "canada",
    "GB": "great-britain",
    "US": "united-states",
    "W3": "online",
}


def courses(data: Path) -> Iterator[dict[str, str]]:
    """One row a workshop: its kind is the course, its host the room, its own name the run."""
    for workshop in counting.records(data / FILE):
        yield {
            "site": _SITE.get(workshop["country"], "elsewhere"),
            "course": workshop["tag_name"],
            "starts_at": workshop["start_date"],
            "room": workshop["host_name"][:LONGEST_ROOM],
            "run": workshop["slug"],
            "id": workshop["slug"],
        }


def headcounts(data: Path) -> Iterator[dict[str, str]]:
    """One row a workshop whose attendance is known."""
    for workshop in counting.records(data / FILE):
        if workshop["attendance"]:
            yield {
                "site": _SITE.get(workshop["country"], "elsewhere"),
                "counted_from": workshop["start_date"],
                "counted_to": workshop["start_date"],
                "people": workshop["attendance"],
                "id": workshop["slug"],
            }
