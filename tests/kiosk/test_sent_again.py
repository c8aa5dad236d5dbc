"""A device sends again what it keeps: because a server was restored, or because staff ask."""

import pytest

from kiosk.database import db, writing
from tests import people
from tests.client import Client
from tests.screens import pair
from tests.syncing import a_visit, installation, send, visits


@pytest.fixture
def door(client: Client) -> Client:
    """The screen at Walton's front door, of which staff want the last 30 days again."""
    client.installation = pair(client, people.a_kiosk())
    send(client, visits=[a_visit(seq=seq) for seq in (1, 2, 3)])
    with writing():
        db.session.merge(installation(client)).resend_asked_at = people.NOW
    return client


def test_the_question_stands_in_every_answer_until_the_device_begins(door):
    assert send(door, last_seq=3)["resend_from"] == 1
    assert send(door, last_seq=3, visits=[a_visit(seq=4)])["resend_from"] == 1
    again = [a_visit(seq=seq) for seq in (1, 2)]
    assert send(door, last_seq=4, visits=again)["resend_from"] is None
    assert send(door, last_seq=4)["resend_from"] is None

    kept = installation(door)
    assert (kept.resend_asked_at, kept.resend_told_at, kept.last_seq) == (None, None, 4)
    assert len(visits()) == 6


def test_a_repeat_that_was_on_its_way_already_does_not_end_the_question(door):
    assert send(door, last_seq=2, visits=[a_visit(seq=3)])["resend_from"] == 1
    assert send(door, last_seq=3)["resend_from"] == 1


def test_a_device_that_has_nothing_left_is_asked_for_an_hour(door, clock):
    assert send(door, last_seq=3)["resend_from"] == 1
    clock.set("2026-11-24T11:00:00")
    assert send(door, last_seq=3, sent_at="2026-11-24T11:00:00Z")["resend_from"] == 1
    clock.set("2026-11-24T11:00:01")
    assert send(door, last_seq=3, sent_at="2026-11-24T11:00:01Z")["resend_from"] is None
    assert installation(door).resend_asked_at is None
