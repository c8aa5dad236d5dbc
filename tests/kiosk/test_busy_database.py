"""What people meet while another program really holds the database for longer than we wait."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

from kiosk import database
from kiosk.database import db
from tests import people
from tests.client import Client
from tests.screens import pair
from tests.syncing import a_visit, evaluations, visits
from tests.taps import TAP, tap


@pytest.fixture
def door(client: Client, engine: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A paired screen at Walton whose service waits a moment for the database, not five seconds."""
    if engine != "sqlite":
        pytest.skip("Only SQLite has one lock that keeps every writer out.")
    monkeypatch.setitem(database.PRAGMAS, "busy_timeout", 20)
    db.session.remove()
    db.engine.dispose()
    pair(client, people.a_kiosk())
    yield client
    db.session.remove()
    db.engine.dispose()


@contextmanager
def locked() -> Iterator[None]:
    """Another program is writing."""
    db.session.rollback()
    other = sqlite3.connect(db.engine.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def test_a_tap_is_never_welcomed_and_the_next_one_counts(door):
    with locked():
        page = tap(door, str(uuid4()), status=503)

    assert page.h1 == "Please tell a member of staff"
    assert page.response.headers["Retry-After"] == "5"
    assert visits() == []
    assert page.follow("Back to the check-in screen").submit(TAP).h1 == "Welcome. Come on in."
    assert len(visits()) == 1


def test_a_sync_is_told_to_come_again(door):
    visit = a_visit()
    with locked():
        page = door.post("/sync", json={"visits": [visit]}, status=503)

    assert page.response.headers["Retry-After"] == "5"
    assert list(page.response.get_json()) == ["error"]
    assert door.post("/sync", json={"visits": [visit]}).response.json["stored"] == [visit["id"]]


def test_what_is_added_to_a_visit_leads_back_and_does_not_say_that_the_visit_is_lost(door):
    page = door.get("/").submit(TAP)
    with locked():
        page = page.submit("First time here?", status=503)

    assert page.h1 == "We are busy for a moment"
    assert page.find("noscript meta[http-equiv=refresh]")["content"] == "20;url=/"
    assert page.follow("Back to the check-in screen").h1 == "The Life Rooms, Walton"


def test_answers_given_on_the_screen_are_sent_again_with_one_touch(door):
    page = door.get("/screen/feedback").submit("My course isn’t here")
    for _question in range(4):
        page = page.submit("Yes")
    with locked():
        page = page.submit("Partly", status=503)

    assert page.response.headers["Retry-After"] == "5"
    assert page.find("noscript meta[http-equiv=refresh]")["content"] == "120;url=/"
    assert "rests" in str(page.find("body").attrs)
    assert page.submit("Send again").h1 == "Thank you"
    [kept] = evaluations()
    assert (kept.covered_needs, kept.felt_valued) == ("yes", "partly")


def test_answers_given_on_a_phone_are_sent_again_with_one_touch(door):
    run = people.a_run()
    page = door.get(f"/f/{run.code}")
    with locked():
        page = page.submit("Send", covered_needs="yes", good="The tea & the talk", status=503)

    assert page.h1 == "We are busy for a moment"
    assert page.submit("Send again").h1.startswith("Thank you")
    [kept] = evaluations()
    assert kept.covered_needs == "yes"
