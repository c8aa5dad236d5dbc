"""734 people at ten sessions: people and taps are counted apart."""

from math import ceil
from pathlib import Path

from tests.real import counting, course_participation


def sessions(data: Path) -> dict[str, tuple[int, int]]:
    """Of each day how many came for the first time, and how many again."""
    found: dict[str, tuple[int, int]] = {}
    known: set[str] = set()
    for day, _session, person, *_more in counting.rows(data / course_participation.FILE)[1:]:
        iso = "-".join(reversed(day.split(".")))
        new, again = found.get(iso, (0, 0))
        found[iso] = (new, again + 1) if person in known else (new + 1, again)
        known.add(person)
    return found


def test_each_session_equals_the_file(office, data):
    office.add_sites(course_participation.SITE, course_participation.OPENED_ON)
    before = office.everything()
    found = sessions(data)

    office.bring_in("visits", course_participation.visits(data))

    for day, (new, again) in found.items():
        total = office.summary(day, day)["total"]
        taps = ceil(new / 30), ceil(again / 30)
        assert total["visits"] == new + again
        assert total["taps"] == sum(taps)
        assert total["first_visits"] == {"yes": taps[0], "no": taps[1], "not_recorded": 0}
        assert total["purposes"] == counting.purposes(learning=new + again)
    year = office.summary("2023-04-01", "2024-03-31")["total"]
    assert year["visits"] == sum(map(sum, found.values())) == 734
    assert office.undo_every_import() == 1
    assert office.everything() == before
