"""The card of a screen: a printed code that pairs it again and again, until it is ended."""

import re

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry, Installation, PairingCard
from tests import people
from tests.staff import sign_in


@pytest.fixture
def desk(client):
    """A manager's browser."""
    return sign_in(client, people.a_person("ann@example.org", "manager"))


def make(desk, kiosk) -> str:
    page = desk.get("people.one_screen", kiosk_id=kiosk.id).submit("Make a card")
    assert page.h1 == "Pairing card: Front door"
    return page.find(".card-sheet__code").text


def test_the_card_shows_its_code_once_and_where_to_type_it(desk):
    kiosk = people.a_kiosk()
    page = desk.get("people.one_screen", kiosk_id=kiosk.id).submit("Make a card")

    code = page.find(".card-sheet__code").text
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert "localhost/pair" in page.text
    again = desk.get(f"/admin/people/screens/{kiosk.id}/card")
    assert again.path == f"/admin/people/screens/{kiosk.id}"
    assert "Its card was made on 24 November 2026." in again.text
    assert code not in again.text
    assert code not in {card.code_hash for card in db.session.scalars(select(PairingCard))}


def test_the_card_pairs_its_screen_again_and_again(desk, new_client):
    kiosk = people.a_kiosk()
    code = make(desk, kiosk)

    for typed in (code, code.lower().replace("-", " ")):
        assert "Walton" in new_client().get("/pair").submit("Pair this screen", code=typed).text

    paired = db.session.execute(select(Installation.kiosk_id, Installation.ended_at)).all()
    assert sorted(paired, key=str) == [(kiosk.id, None), (kiosk.id, people.NOW)]
    entries = select(AuditEntry).where(AuditEntry.action == "paired a screen")
    assert [entry.details for entry in db.session.scalars(entries)] == [
        {"by": "screen", "code": "its card"}
    ] * 2


def test_a_device_paired_by_the_card_appends_and_reads_nothing_more(desk, new_client):
    screen = new_client()
    screen.get("/pair").submit("Pair this screen", code=make(desk, people.a_kiosk()))

    assert screen.get("/").submit("Pathways Advice").h1 == "Welcome. Come on in."
    assert screen.get("/admin/").path.startswith("/admin/sign-in")


@pytest.mark.parametrize(
    "how", ["End the card", "Make a new card", "Yes, stop it", "Yes, put it away"]
)
def test_a_card_that_was_ended_pairs_nothing(desk, new_client, how):
    kiosk = people.a_kiosk()
    code = make(desk, kiosk)

    desk.get("people.one_screen", kiosk_id=kiosk.id).submit(how)

    refused = new_client().get("/pair").submit("Pair this screen", code=code, status=400)
    assert refused.errors == [
        "That code is not right, or no longer works. Ask a manager for a new one."
    ]
    assert db.session.scalars(select(Installation)).all() == []


def test_pairing_with_a_code_leaves_the_card_good(desk, new_client):
    kiosk = people.a_kiosk()
    card = make(desk, kiosk)
    page = desk.get("people.one_screen", kiosk_id=kiosk.id).submit("Pair again")

    new_client().get("/pair").submit("Pair this screen", code=page.find(".once__code").text)

    assert "Walton" in new_client().get("/pair").submit("Pair this screen", code=card).text


def test_ending_a_card_twice_says_so(desk):
    kiosk = people.a_kiosk()
    make(desk, kiosk)
    page = desk.get("people.one_screen", kiosk_id=kiosk.id)

    assert "The card of Front door does not work any more." in page.submit("End the card").text
    assert "There is no card that works." in page.submit("End the card").text
