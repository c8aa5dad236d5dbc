"""Enrolments by year: each number of the file as that many rows, slips of the file left out."""

from pathlib import Path

from tests.real import counting, workshop_registrations
from tests.real.workshop_registrations import FILE

YEARS = [(f"{year}-04-01", f"{year + 1}-03-31") for year in range(2015, 2019)]
YEARS.append(("2015-08-01", "2018-12-31"))
SLIPS = {"27-22-20", "52.45.40", ""}


def workshops(data: Path) -> list[tuple[str, str, int, bool]]:
    """The day and host of each, how many had registered, and whether the host is a new one.

    Two lines that are the same are one workshop.
    """
    lines = [(row[0].lower(), row[1].strip()) for row in counting.rows(data / FILE)[1:]]
    kept = [line for line in dict.fromkeys(lines) if line[1] not in SLIPS and line[0][:2] == "20"]
    found = []
    for slug, registered in kept:
        same_host = [other for other, _number in kept if other[11:] == slug[11:]]
        found.append((slug[:10], slug[11:], int(registered), slug == same_host[0]))
    return found


def test_enrolments_of_each_year_equal_the_file(office, data):
    office.add_sites(workshop_registrations.SITE, workshop_registrations.OPENED_ON)
    before = office.everything()
    found = workshops(data)

    told = office.try_to_bring_in("enrolments", workshop_registrations.enrolments(data))

    # Two lines of the file, of 39 and of 40 people, stand there twice: they count once.
    assert (told.number("Added"), told.number("Already there")) == (7_555, 79)
    assert (told.code, told.number("Refused")) == (0, 0)
    for first, last in YEARS:
        inside = [each for each in found if first <= each[0] <= last]
        total = office.summary(first, last)["total"]
        assert total["enrolments"] == sum(number for _day, _host, number, _new in inside)
        assert total["new_enrolments"] == sum(number for *_about, number, new in inside if new)
        assert total["learning_opportunities"] == len(
            {host for _day, host, number, _new in inside if number}
        )
    assert office.undo_every_import() == 1
    assert office.everything() == before
