"""You said, we did: written, shown for a while, taken back; on the poster and for other pages."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry, FeedbackNote
from kiosk.notes import Note, note_now, notes_for
from tests import people, screens
from tests.client import words
from tests.staff import sign_in

PATH = "/admin/comments/notes"
COLD = Note("It was cold.", "The heating is on.")


@pytest.fixture
def coordinator(client):
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


def write(client, **given):
    told = {"you_said": "It was cold.", "we_did": "The heating is on."} | given
    return client.get(PATH).submit("Add this note", **told)


def shown(slug="walton", day=people.TODAY):
    return notes_for(people.site(slug).id, day)


def test_a_note_is_shown_at_its_site_alone(coordinator):
    page = write(coordinator)

    assert "Added. It is shown from now on." in page.text
    assert words(page.find("article.note h3")) == "Walton In use"
    assert shown() == [COLD]
    assert shown("bootle") == []
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject) == (
        "added a note of what we did",
        "The Life Rooms, Walton",
    )
    assert entry.details == {"note": 1}


def test_a_manager_tells_it_at_all_sites(manager):
    page = write(manager, site="all")

    assert words(page.find("article.note h3")) == "All sites In use"
    assert shown() == shown("bootle") == [COLD]


def test_a_coordinator_neither_tells_nor_takes_back_at_all_sites(coordinator, new_client):
    mo = sign_in(new_client(), people.a_person("mo@example.org", "manager"))
    write(mo, site="all")
    write(mo, site="bootle", you_said="Elsewhere.")
    page = coordinator.get(PATH)
    assert [option.text for option in page.soup.select("#site option")] == ["Walton"]
    assert "Elsewhere." not in page.text
    assert "Take back" not in page.text
    token = page.find("form.rooms__leave [name=csrf_token]")["value"]

    assert write(coordinator, site="all").find("#site-error")
    for note in db.session.scalars(select(FeedbackNote)).all():
        path = f"{PATH}/{note.id}/take-back"
        coordinator.post(path, {"csrf_token": token}, status=404)
    assert shown("bootle") == [Note("Elsewhere.", "The heating is on."), COLD]


def test_a_note_ends_with_its_day(coordinator):
    write(coordinator, shown_until_on="2026-11-30")

    assert shown(day=date(2026, 11, 30)) == [COLD]
    assert shown(day=date(2026, 12, 1)) == []
    assert "Shown until 30 November 2026" in coordinator.get(PATH).text


def test_a_note_is_taken_back(coordinator):
    page = write(coordinator).submit("Take back")

    assert "Taken back. It is not shown any more." in page.text
    assert words(page.find("article.note h3")) == "Walton Over"
    assert shown() == []
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions[-1] == "took back a note of what we did"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"you_said": " "}, "Write what people said."),
        ({"we_did": ""}, "Write what you did about it."),
        ({"we_did": "x" * 201}, "Keep this to 200 letters."),
        ({"shown_until_on": "2026-11-23"}, "That day is over. Choose today or later."),
    ],
)
def test_what_is_wrong_is_said(coordinator, given, sentence):
    assert write(coordinator, **given).errors == [sentence]
    assert shown() == []


def test_the_newest_three_are_told_and_a_screen_tells_one_after_another(manager):
    for number in range(5):
        write(manager, you_said=f"Number {number}.")

    told = [note.you_said for note in shown()]
    assert told == ["Number 4.", "Number 3.", "Number 2."]
    walton = people.site().id
    in_turn = {
        note_now(walton, people.TODAY, people.NOW + timedelta(minutes=10 * turn)).you_said
        for turn in range(3)
    }
    assert in_turn == set(told)
    assert note_now(people.site("bootle").id, people.TODAY, people.NOW) is not None


def test_without_notes_a_screen_tells_none(app):
    assert note_now(people.site().id, people.TODAY, people.NOW) is None


def test_a_note_too_long_for_a_screen_is_left_to_the_page_and_the_poster(manager):
    write(manager, site="walton", you_said="x" * 101, we_did="y" * 100)

    assert len(shown()) == 1
    assert note_now(people.site().id, people.TODAY, people.NOW) is None


def test_a_screen_at_rest_tells_a_note_and_while_it_welcomes_it_does_not(manager, new_client):
    write(manager, site="walton")
    screen = new_client()
    kiosk = people.a_kiosk()
    screens.pair(screen, kiosk)

    page = screen.get("/")

    assert words(page.find(".strip__note")) == "You said: It was cold. We did: The heating is on."
    assert screen.get("/?size=large").soup.select(".strip__note") == []
    welcomed = page.submit("A course or group")
    assert welcomed.h1 == "Welcome. Come on in."
    assert welcomed.soup.select(".strip__note") == []


def test_the_poster_shows_the_notes_of_its_site(coordinator):
    write(coordinator)

    page = coordinator.get(PATH).follow("Poster for Walton")

    assert page.h1 == "You said, we did"
    assert [words(each) for each in page.soup.select(".said__words")] == [
        "It was cold.",
        "The heating is on.",
    ]
    coordinator.get(f"{PATH}/poster/bootle", 404)


def test_a_poster_without_notes_says_so(coordinator):
    assert "There are no notes to show yet." in coordinator.get(f"{PATH}/poster/walton").text
