"""The thank-you page, goodbye, and what a learner's phone keeps: nothing."""

from uuid import UUID

from flask import url_for

from kiosk.database import writing
from kiosk.models import FeedbackNote
from tests import people
from tests.client import Client
from tests.evaluations import ALL_YES, the_form


def test_the_thank_you_page_says_what_comes_next(client: Client):
    thanks = the_form(client).submit("Send", **ALL_YES)

    assert "Your answers are with us." in thanks.text
    assert "uses it to make courses better" in thanks.text
    assert "Pathways Advice is there if you would like to talk" in thanks.text
    assert "Samaritans" in thanks.text
    assert thanks.response.headers["Cache-Control"] == "no-store"

    fresh = thanks.follow("Someone else’s turn")
    assert fresh.h1 == "Mindfulness for beginners"
    assert fresh.soup.select("[checked]") == []
    assert thanks.follow("I’m finished").h1 == "All done"


def test_the_goodbye_page_tells_nothing_of_what_was_sent(client: Client):
    goodbye = the_form(client).submit("Send", **ALL_YES, good="Tea").follow("I’m finished")

    assert "Mindfulness" not in goodbye.text
    assert "Walton" not in goodbye.text
    assert goodbye.soup.select("a[href*='/f/']") == []


def test_the_address_after_sending_does_not_tell_which_answers(client: Client):
    page = the_form(client)
    id = UUID(page.find("input[name=id]")["value"])

    thanks = page.submit("Send", **ALL_YES)

    token = thanks.path.removeprefix("/f/thanks/")
    with client.app.test_request_context():
        assert url_for("feedback.thanks", token=token) == thanks.path
    assert id.hex not in token
    assert str(id) not in token
    again = page.submit("Send", **ALL_YES)
    assert again.path != thanks.path


def test_nothing_is_kept_on_a_learners_phone(client: Client):
    page = the_form(client)
    thanks = page.submit("Send", **ALL_YES)

    for seen in (page, thanks):
        assert "Set-Cookie" not in seen.response.headers
        assert seen.response.headers["Cache-Control"] == "no-store"
    assert page.find("form")["autocomplete"] == "off"


def test_the_thank_you_page_tells_what_came_of_feedback_and_stops_when_it_is_taken_back(
    client: Client,
):
    note = FeedbackNote(you_said="It was cold.", we_did="The heating is on.", added_at=people.NOW)
    people.add(note)
    thanks = the_form(client).submit("Send", **ALL_YES)
    assert "You said, we did" in thanks.text
    assert "It was cold." in thanks.text
    assert "The heating is on." in thanks.text

    with writing():
        note.withdrawn_at = people.NOW
    again = client.get("feedback.form", code="7Q2M4X").submit("Send", **ALL_YES)
    assert "The heating is on." not in again.text
