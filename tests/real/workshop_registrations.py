"""How many had registered for each workshop, as enrolments: one row for each of them."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.real import counting

FILE = "carpentries_registered_vs_attended.csv"
SITE = {"workshops": "Workshops"}
OPENED_ON = "2015-08-01"
_SLUG = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)-(?P<host>.+)")


def enrolments(data: Path) -> Iterator[dict[str, str]]:
    """Their host is the course; they are new at the first workshop that the host had.

    Left out: a workshop without a number, with three numbers in one cell, or without a whole day.
    A line that stands in the file twice gives the same ids twice.
    """
    first_of: dict[str, str] = {}
    for workshop in counting.records(data / FILE):
        match, registered = _SLUG.fullmatch(workshop["Slug"]), workshop["Registered"].strip()
        if match is None or not registered.isdecimal():
            continue
        host = match["host"]
        is_new = first_of.setdefault(host.casefold(), workshop["Slug"]) == workshop["Slug"]
        for number in range(1, int(registered) + 1):
            yield {
                "site": "workshops",
                "course": host,
                "enrolled_on": match["day"],
                "new_to_life_rooms": "yes" if is_new else "no",
                "id": f"{workshop['Slug']} {registered} {number}",
            }
