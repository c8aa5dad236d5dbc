"""The log: newest first, by page, by person, site and kind."""

from datetime import timedelta

import pytest

from admin.audit import record_audit
from admin.catalogue.screens import register_pairing_code
from kiosk.database import writing
from tests import people
from tests.staff import sign_in


@pytest.fixture
def desk(client):
    """A manager's browser; three entries are in the log."""
    ann = people.a_person("ann@example.org", "manager")
    bob = people.a_person("bob@example.org", "coordinator", ("bootle",))
    with writing():
        record_audit(people.NOW, "signed in", person=ann)
        later = people.NOW + timedelta(minutes=5)
        record_audit(
            later, "counted by hand", person=bob, site=people.site("bootle"), people=4000, adds=True
        )
        record_audit(later, "added a site", "Crosby", site=people.site())
    return sign_in(client, ann)


COUNTED = [
    "24 November 2026, 10:05",
    "Bob",
    "counted by hand people: 4,000, added to the visits",
    "The Life Rooms, Bootle",
]
ADDED = [
    "24 November 2026, 10:05",
    "Command line",
    "added a site: Crosby",
    "The Life Rooms, Walton",
]
SIGNED_IN = ["24 November 2026, 10:00", "Ann", "signed in", ""]


def test_the_newest_stands_first(desk):
    rows = desk.get("people.log").rows("What was done")

    assert rows == [["When", "Who", "What", "Site"], ADDED, COUNTED, SIGNED_IN]


def test_a_screen_that_was_paired_with_a_code_is_told_from_the_command_line(desk, new_client):
    with writing():
        code = register_pairing_code(people.NOW, people.site(), "Front door", None)
    new_client().get("/pair").submit("Pair this screen", code=code)

    rows = desk.get("people.log").rows("What was done")

    assert [row[1:3] for row in rows if "paired" in row[2]] == [
        ["A screen", "paired a screen: Front door"]
    ]
    assert ["Command line", "added a site: Crosby"] in [row[1:3] for row in rows]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"person": "2"}, [COUNTED]),
        ({"site": "1"}, [ADDED]),
        ({"action": "signed in"}, [SIGNED_IN]),
        ({"person": "x", "site": ""}, [ADDED, COUNTED, SIGNED_IN]),
    ],
)
def test_the_log_of_a_person_a_site_or_a_kind(desk, chosen, found):
    assert desk.get("people.log", **chosen).rows("What was done")[1:] == found


def test_nothing_that_fits_is_said(desk):
    page = desk.get("people.log", person="1", site="1")

    assert "Nothing in the log fits." in page.text


def test_the_log_is_turned_page_by_page_and_keeps_the_choice(desk):
    with writing():
        for number in range(120):
            record_audit(people.NOW, "exported the visits", str(number))
    page = desk.get("people.log", action="exported the visits")
    assert len(page.rows("What was done")) == 51

    page = page.follow("Older").follow("Older")

    assert [row[2] for row in page.rows("What was done")[1:]] == [
        f"exported the visits: {number}" for number in range(19, -1, -1)
    ]
    assert "Older" not in page.text
    assert page.follow("Newer").path == "/admin/people/log"


def test_a_page_far_beyond_the_end_is_empty(desk):
    assert "Nothing in the log fits." in desk.get("people.log", page="99999999999999").text


def test_the_days_of_an_export_are_told_as_people_write_them(desk):
    desk.open("/admin/export/visits.csv?from=2026-11-01&to=2026-11-03", "GET")

    (_, row) = desk.get("people.log", action="exported visits").rows("What was done")

    assert row[2].startswith("exported visits: 1 November 2026 to 3 November 2026 sites: ")


def test_details_are_told_in_plain_words(desk):
    with writing():
        record_audit(
            people.NOW + timedelta(minutes=6),
            "tried everything",
            adds=False,
            days="2026-11-24 to 2026-11-26",
            sites="walton,bootle",
            refused_before=2,
            worry=17,
            report=4,
        )

    first = desk.get("people.log").rows("What was done")[1]

    assert first[2] == (
        "tried everything only a check, on days: 24 November 2026 to 26 November 2026, "
        "sites: walton, bootle, tries that were refused before: 2"
    )
