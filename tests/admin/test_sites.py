"""Sites and the room's first page: what meets, what waits, words, closed days, particulars."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry, ClosedDay, Evaluation, OpeningHours, Site
from tests import people
from tests.client import Client, words
from tests.conftest import Clock
from tests.opening import is_open
from tests.staff import sign_in


@pytest.fixture
def walton(client: Client) -> Client:
    """A coordinator of Walton, signed in."""
    return sign_in(client, people.a_person("anna@example.org", sites=("walton",)))


@pytest.fixture
def manager(client: Client) -> Client:
    """A manager, signed in."""
    return sign_in(client, people.a_person("maggie@example.org", "manager"))


def last_audit() -> AuditEntry:
    return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


def test_the_first_page_shows_each_site_with_its_day_and_its_week(walton: Client) -> None:
    people.a_run(days=(people.TODAY,), room="Green room")
    people.a_run("Choir", code="7Q2M4Y", days=(date(2026, 11, 27),))
    people.a_run("Sewing", slug="bootle", code="7Q2M4Z", days=(people.TODAY,))
    page = walton.get("upkeep.page")
    lines = [words(line) for line in page.soup.select(".run-line")]
    assert lines == [
        "10:00 to 12:00 Mindfulness for beginners · Green room",
        "Fri 27 Nov, 10:00 Choir",
    ]
    assert "Bootle" not in page.text
    assert "Sewing" not in page.text


def test_a_cancelled_meeting_is_not_on_the_first_page(walton: Client) -> None:
    people.a_run()
    page = walton.get("upkeep.run", code="7Q2M4X").follow("Cancel 24 November 2026")
    page.submit("Yes, cancel this date")
    assert "No courses today." in walton.get("upkeep.page").text


def test_the_first_page_says_what_is_to_be_done(walton: Client) -> None:
    people.a_run(days=(date(2026, 11, 14),))
    walton.get("upkeep.add_run").submit("Add this run", title="Confidence", repeats="unknown")
    for _number in range(4):
        people.add(
            Evaluation(
                id=uuid4(),
                site_id=people.site().id,
                held_on=people.TODAY,
                received_on=people.TODAY,
                wording=1,
            )
        )
    page = walton.get("upkeep.page")
    assert [words(line) for line in page.soup.select(".to-do li")] == [
        "4 forms are waiting for a course",
        "Mindfulness for beginners : the poster stops working on Saturday 28 November",
        "Confidence : has no dates yet",
    ]


def test_the_first_page_leads_to_what_is_printed_and_typed_in(walton: Client) -> None:
    page = walton.get("upkeep.page")
    assert page.link("Count by hand") == "/admin/upkeep/sites/walton/count"
    for label in ("Add a course run", "Start a run now", "Type in paper forms", "Mistaken taps"):
        page.follow(label)


def test_a_coordinator_is_not_led_to_what_managers_do(walton: Client) -> None:
    text = walton.get("upkeep.page").text
    assert "Add a site" not in text
    assert "Words on the public pages" not in text


def test_somebody_without_a_site_is_told_whom_to_ask(client: Client) -> None:
    sign_in(client, people.a_person("new@example.org"))
    assert "Ask a manager to give you one." in client.get("upkeep.page").text


@pytest.mark.parametrize(
    ("moment", "badge"),
    [
        ("2026-11-24T10:00", None),
        ("2026-11-28T10:00", "Closed today"),
        ("2026-12-25T10:00", "Closed today: Christmas Day"),
    ],
)
def test_the_first_page_says_when_a_site_is_closed(
    client: Client, clock: Clock, moment: str, badge: str | None
) -> None:
    clock.set(moment)
    person = people.a_person("anna@example.org", sites=("walton",))
    with client.flask.session_transaction("/admin/", base_url=client.base_url) as session:
        at = clock().timestamp()
        session.update(person_id=person.id, number=1, began_at=at, seen_at=at)
    page = client.get("upkeep.page")
    assert page.h1 == "Sites and courses"
    found = [words(badge) for badge in page.soup.select(".badge")]
    assert found == ([badge] if badge else [])


def test_a_coordinator_words_the_two_lines(walton: Client) -> None:
    page = walton.get("upkeep.site", slug="walton")
    page = page.submit(
        "Save the words", welcome_line="Hello. Come on in.", desk_line="The desk is by the stairs."
    )
    assert "Saved." in page.text
    site = people.site()
    assert (site.welcome_line, site.desk_line) == (
        "Hello. Come on in.",
        "The desk is by the stairs.",
    )
    assert (last_audit().action, last_audit().subject) == (
        "changed a site's words",
        "The Life Rooms, Walton",
    )


def test_an_empty_line_is_refused_and_the_other_kept(walton: Client) -> None:
    page = walton.get("upkeep.site", slug="walton")
    page = page.submit("Save the words", welcome_line=" ", desk_line="By the stairs.")
    assert page.errors == ["Write a welcome line."]
    assert page.find("textarea[name=desk_line]").get_text(strip=True) == "By the stairs."


def test_a_closed_day_is_added_and_taken_away(walton: Client) -> None:
    page = walton.get("upkeep.site", slug="walton")
    page = page.submit("Add this day", day="2026-12-03", reason="Staff training")
    assert "Walton is closed on Thursday 3 December." in page.text
    assert page.rows("Closed days")[1][:2] == ["Thursday 3 December 2026", "Staff training"]
    assert not is_open(people.site(), date(2026, 12, 3))
    assert last_audit().details == {"day": "2026-12-03"}
    page = page.submit("Open again 3 December 2026")
    assert "None of its own." in page.text
    assert db.session.scalars(select(ClosedDay)).all() == []


def test_a_closed_day_names_the_courses_of_that_day(walton: Client) -> None:
    people.a_run(days=(date(2026, 12, 3),))
    page = walton.get("upkeep.site", slug="walton").submit("Add this day", day="2026-12-03")
    assert "1 course meets on that day." in page.text
    page = walton.get("upkeep.run", code="7Q2M4X")
    assert "closed: the site is closed that day" in page.text


def test_closing_a_day_twice_changes_the_reason(walton: Client) -> None:
    for reason in ("Flood", "Burst pipe"):
        page = walton.get("upkeep.site", slug="walton")
        page = page.submit("Add this day", day="2026-12-03", reason=reason)
    assert [row[1] for row in page.rows("Closed days")[1:]] == ["Burst pipe"]


def test_a_closed_day_needs_a_day(walton: Client) -> None:
    page = walton.get("upkeep.site", slug="walton").submit("Add this day", reason="Flood")
    assert page.errors == ["Choose the day it is closed."]
    assert page.find("input[name=reason]")["value"] == "Flood"


def test_bank_holidays_are_listed_by_year(walton: Client) -> None:
    text = walton.get("upkeep.site", slug="walton").text
    assert "Bank holidays 2026" in text
    assert "Monday 28 December Boxing Day (substitute day)" in text


@pytest.mark.parametrize("path", ["", "/change"])
def test_a_coordinator_of_walton_does_not_find_bootle(walton: Client, path: str) -> None:
    walton.get(f"/admin/upkeep/sites/bootle{path}", status=404)


@pytest.mark.parametrize("path", ["words", "closed-days", "closed-days/2026-12-03/reopen"])
def test_a_coordinator_of_walton_changes_nothing_of_bootle(walton: Client, path: str) -> None:
    page = walton.get("upkeep.site", slug="walton")
    token = page.soup.select("input[name=csrf_token]")[0]["value"]
    sent = {"csrf_token": token, "welcome_line": "x", "desk_line": "x", "day": "2026-12-03"}
    walton.post(f"/admin/upkeep/sites/bootle/{path}", sent, status=404)
    assert people.site("bootle").welcome_line == "Tap if you like. Everyone is welcome."


def test_a_coordinator_may_not_change_the_place(walton: Client) -> None:
    walton.get("upkeep.change_site", slug="walton", status=403)
    walton.get("upkeep.add_site", status=403)


def test_a_manager_changes_the_place_and_its_week(manager: Client) -> None:
    page = manager.get("upkeep.site", slug="bootle").follow("Change the place or its hours")
    page = page.submit(
        "Save",
        name="The Life Rooms, Bootle Strand",
        telephone="0151 000 0000",
        fri_opens="",
        fri_closes="",
        sat_opens="10:00",
        sat_closes="13:30",
    )
    assert page.h1 == "The Life Rooms, Bootle Strand"
    assert "Saturday 10:00 to 13:30" in page.text
    site = people.site("bootle")
    assert (site.telephone, [hours.weekday for hours in site.hours]) == (
        "0151 000 0000",
        [0, 1, 2, 3, 5],
    )
    assert last_audit().action == "changed a site"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"opened_on": "2026-11-24"},
            "There are records of 23 November 2026. The site opened on that day or before.",
        ),
        (
            {"closed_on": "2026-11-22"},
            "There are records of 23 November 2026. The site closed on that day or later.",
        ),
    ],
)
def test_a_site_was_open_whenever_something_was_recorded(
    manager: Client, typed: dict[str, str], sentence: str
) -> None:
    people.a_visit("bootle", datetime(2026, 11, 23, 10, tzinfo=UTC))
    page = manager.get("upkeep.change_site", slug="bootle").submit("Save", **typed)
    assert page.errors == [sentence]


def test_a_travelling_site_keeps_no_week(manager: Client) -> None:
    page = manager.get("upkeep.change_site", slug="bootle").submit("Save", kind="peripatetic")
    assert "It travels" in page.text
    site = people.site("bootle")
    query = select(OpeningHours).where(OpeningHours.site_id == site.id)
    assert db.session.scalars(query).all() == []


def test_a_manager_adds_a_site(manager: Client) -> None:
    page = manager.get("upkeep.page").follow("Add a site")
    page = page.submit(
        "Add this site", name="The Life Rooms, Kirkby", slug="kirkby", opened_on="2026-12-01"
    )
    assert page.h1 == "The Life Rooms, Kirkby"
    site = people.site("kirkby")
    assert [(h.weekday, h.opens_at, h.closes_at) for h in site.hours] == [
        (weekday, time(9), time(17)) for weekday in range(5)
    ]
    assert "Not open yet" in manager.get("upkeep.page").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Give the site a name."),
        (
            {"name": "the life rooms, walton"},
            "There is already a site with this name. Choose another.",
        ),
        ({"slug": "walton"}, "Another site has this short name. Choose another."),
        (
            {"slug": "The Place"},
            "Use small letters, digits and hyphens, such as south-liverpool.",
        ),
        ({"opened_on": ""}, "Choose the day it opened."),
        (
            {"closed_on": "2026-11-30"},
            "The site opened on 1 December 2026. It cannot have closed before that.",
        ),
        ({"mon_opens": ""}, "Give both times of this day, or leave both empty."),
        ({"mon_closes": "08:00"}, "This day closes before it opens. Check both times."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_kept(
    manager: Client, typed: dict[str, str], sentence: str
) -> None:
    fields = {"name": "The Life Rooms, Kirkby", "slug": "kirkby", "opened_on": "2026-12-01"}
    page = manager.get("upkeep.add_site").submit(
        "Add this site", address="1 High Street", **(fields | typed)
    )
    assert page.errors == [sentence]
    assert page.find("input[name=address]")["value"] == "1 High Street"
    assert len(db.session.scalars(select(Site)).all()) == 4
