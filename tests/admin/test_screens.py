"""Screens: codes that pair them, names, and their end."""

import re

import pytest
from sqlalchemy import select

from kiosk.database import db, writing
from kiosk.devices import pairing_code_hash
from kiosk.models import AuditEntry, Installation, Kiosk, PairingCode
from tests import people
from tests.screens import pair
from tests.staff import sign_in


@pytest.fixture
def desk(client):
    """A manager's browser."""
    return sign_in(client, people.a_person("ann@example.org", "manager"))


def test_a_code_for_a_new_screen_is_shown_once(desk):
    page = desk.get("people.add_screen").submit(
        "Make a pairing code", site="walton", name="Front  door"
    )

    code = page.find(".once__code").text
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    assert page.rows("Screens at Walton")[1:] == [
        [
            "Front door",
            "code given",
            "The code works until Wednesday 25 November, 10:00 Withdraw the code of Front door",
        ]
    ]
    kept = db.session.scalars(select(PairingCode)).one()
    assert (kept.code_hash, kept.name) == (pairing_code_hash(code), "Front door")
    assert not desk.get("people.screens").soup.select(".once__code")


def test_screens_are_listed_by_site_and_seen_to_the_hour(desk, new_client):
    for slug, name, seen_at in [
        ("walton", "Front door", people.NOW.replace(minute=42, hour=9)),
        ("walton", "Garden", people.NOW.replace(day=20, hour=23)),
        ("bootle", "Hall", people.NOW.replace(year=2025, month=6, hour=8)),
    ]:
        installation = pair(new_client(), people.a_kiosk(slug, name))
        with writing():
            installation.last_seen_at, installation.queued = seen_at, 3
    people.a_kiosk("walton", "Spare")

    page = desk.get("people.screens")

    assert page.rows("Screens at Walton") == [
        ["Screen", "State", "Last seen", "Waiting to send", "Its visits", "To see to"],
        ["Front door", "in use", "Today, 09:00 to 10:00", "3", "–", "–"],
        ["Garden", "in use", "Friday 20 November, 23:00 to 00:00", "3", "–", "–"],
        ["Spare", "not paired", "never", "0", "–", "–"],
    ]
    assert page.rows("Screens at Bootle")[1] == [
        "Hall",
        "in use",
        "24 June 2025, 09:00 to 10:00",
        "3",
        "–",
        "–",
    ]
    assert "No screen here yet." in page.text


def test_a_screen_is_renamed_but_not_as_another_of_its_site(desk):
    people.a_kiosk("walton", "Garden")
    people.a_kiosk("bootle", "Hall")
    page = desk.get("people.one_screen", kiosk_id=people.a_kiosk().id)

    wrong = page.submit("Keep this name", name="Garden", status=422)
    assert wrong.errors == ["Another screen of this site has this name."]

    page = wrong.submit("Keep this name", name="Hall")
    assert "The screen is now called Hall." in page.text


def test_a_stopped_screen_records_nothing_from_that_moment(desk, new_client):
    kiosk = people.a_kiosk()
    screen = new_client()
    pair(screen, kiosk)

    page = desk.get("people.one_screen", kiosk_id=kiosk.id).submit("Yes, stop it")

    assert "It can be paired again." in page.text
    screen.post("/sync", json={"visits": [], "evaluations": []}, status=401)


def test_a_screen_put_away_is_listed_last_and_paired_no_more(desk):
    kiosk = people.a_kiosk("walton", "A door")
    people.a_kiosk("walton", "Garden")
    pair(desk, kiosk)

    page = desk.get("people.one_screen", kiosk_id=kiosk.id).submit("Yes, put it away")

    assert [row[:2] for row in page.rows("Screens at Walton")[1:]] == [
        ["Garden", "not paired"],
        ["A door", "put away"],
    ]
    assert "Pair again" not in desk.get("people.one_screen", kiosk_id=kiosk.id).text
    ended = db.session.scalars(select(Installation.ended_at)).all()
    assert ended == [people.NOW]


def test_pairing_again_ends_the_older_code_and_keeps_the_screen(desk):
    kiosk = people.a_kiosk()
    page = desk.get("people.one_screen", kiosk_id=kiosk.id)
    first = page.submit("Pair again").find(".once__code").text

    second = page.submit("Pair again").find(".once__code").text

    codes = db.session.execute(select(PairingCode.code_hash, PairingCode.used_at))
    assert set(codes) == {
        (pairing_code_hash(first), people.NOW),
        (pairing_code_hash(second), None),
    }
    assert db.session.scalars(select(Kiosk.name)).all() == ["Front door"]


def test_the_code_pairs_a_screen(desk, new_client):
    page = desk.get("people.add_screen").submit("Make a pairing code", site="bootle", name="Hall")
    code = page.find(".once__code").text

    paired = new_client().get("/pair").submit("Pair", code=code.lower())

    assert "Bootle" in paired.text
    assert desk.get("people.screens").rows("Screens at Bootle")[1][:2] == ["Hall", "in use"]


def test_a_screen_that_is_not_there_is_not_found(desk):
    desk.get("/admin/people/screens/99", 404)


def test_a_code_that_was_withdrawn_pairs_nothing(desk, new_client):
    page = desk.get("people.add_screen").submit("Make a pairing code", site="bootle", name="Hall")
    code = page.find(".once__code").text

    page = page.submit("Withdraw the code of Hall")

    assert "That code does not work any more." in page.text
    assert "No screen here yet." in page.text
    refused = new_client().get("/pair").submit("Pair", code=code, status=400)
    assert refused.errors == [
        "That code is not right, or no longer works. Ask a manager for a new one."
    ]
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[-1]
    assert (entry.action, entry.subject) == ("withdrew a pairing code", "Hall")


def test_a_code_that_was_used_meanwhile_is_not_withdrawn(desk, new_client):
    page = desk.get("people.add_screen").submit("Make a pairing code", site="bootle", name="Hall")
    new_client().get("/pair").submit("Pair", code=page.find(".once__code").text)

    page = page.submit("Withdraw the code of Hall")

    assert "That code was used or withdrawn already." in page.text
    assert db.session.scalars(select(PairingCode.withdrawn_at)).all() == [None]


def test_a_code_for_a_screen_that_is_there_can_be_withdrawn_too(desk):
    kiosk = people.a_kiosk()
    desk.get("people.one_screen", kiosk_id=kiosk.id).submit("Pair again")

    page = desk.get("people.screens").submit("Withdraw the code of Front door")

    assert page.rows("Screens at Walton")[1:] == [
        ["Front door", "not paired", "never", "0", "–", "–"]
    ]


def test_asked_for_twice_one_code_works(desk, new_client):
    codes = [
        desk.get("people.add_screen")
        .submit("Make a pairing code", site="bootle", name="Hall")
        .find(".once__code")
        .text
        for _ in range(2)
    ]

    new_client().get("/pair").submit("Pair", code=codes[0], status=400)
    assert len(desk.get("people.screens").rows("Screens at Bootle")) == 2
    assert "Bootle" in new_client().get("/pair").submit("Pair", code=codes[1]).text
