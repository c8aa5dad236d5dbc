"""Pairing: a code from staff makes a browser the screen of a site, once."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from kiosk import devices
from kiosk.database import db, writing
from kiosk.models import AuditEntry, Installation, Kiosk, PairingCode
from tests import people
from tests.client import Client
from tests.screens import pair

CODE = "7Q2M-4X8P"


@pytest.fixture(autouse=True)
def no_wrong_codes_yet(app):
    app.extensions.pop("wrong_pairing_codes", None)


def a_code(code: str = CODE, **about: object) -> PairingCode:
    kept = PairingCode(
        code_hash=devices.pairing_code_hash(code),
        site_id=people.site("walton").id,
        expires_at=people.NOW + timedelta(hours=24),
        **about,
    )
    people.add(kept)
    return kept


def type_code(client: Client, code: str = CODE, status: int = 200):
    return client.get("/pair").submit("Pair this screen", code=code, status=status)


def installations() -> list[Installation]:
    query = select(Installation).order_by(Installation.paired_at, Installation.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def kiosks() -> list[str]:
    return list(db.session.scalars(select(Kiosk.name).order_by(Kiosk.id)))


def test_a_code_makes_this_browser_the_screen_of_its_site(client):
    a_code(name="Front door")

    assert type_code(client).h1 == "The Life Rooms, Walton"
    assert kiosks() == ["Front door"]
    [installation] = installations()
    token = client.flask.get_cookie("kiosk").value
    assert installation.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert len(token) == 43  # 256 bits
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject) == ("paired a screen", "Front door")


@pytest.mark.parametrize("typed", ["7q2m4x8p", " 7Q2M 4X8P ", "7Q2M-4X8P", "7q2m - 4x8p"])
def test_a_code_is_read_forgivingly(client, typed):
    a_code()

    assert type_code(client, typed).h1 == "The Life Rooms, Walton"


def test_letters_that_look_like_digits_are_read_as_digits():
    assert devices.pairing_code_hash("oil0-1234") == devices.pairing_code_hash("01101234")


def test_new_codes_are_eight_characters_of_crockford_base32():
    code = devices.new_pairing_code()

    assert len(code) == 9
    assert code[4] == "-"
    assert set(code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")
    assert code != devices.new_pairing_code()


def test_a_code_without_a_name_makes_the_next_screen(client, new_client):
    people.a_kiosk(name="Screen 1")
    a_code()
    type_code(client)

    assert kiosks() == ["Screen 1", "Screen 2"]


def test_a_name_that_is_taken_gets_a_number(client):
    people.a_kiosk(name="Front door")
    a_code(name="Front door")
    type_code(client)

    assert kiosks() == ["Front door", "Front door 2"]


def test_a_code_is_good_once(client, new_client):
    a_code()
    type_code(client)
    page = type_code(new_client(), status=400)

    assert page.errors == [
        "That code is not right, or no longer works. Ask a manager for a new one."
    ]
    assert len(installations()) == 1


def test_of_two_at_once_only_one_is_paired(app):
    code = a_code()
    with app.test_request_context("/pair"):
        with writing():
            first = devices.redeem_pairing_code(code, None)
        with writing():
            second = devices.redeem_pairing_code(code, None)

    assert first is not None
    assert second is None


def test_a_code_is_good_for_24_hours(client, clock):
    a_code()
    clock.set("2026-11-25T10:00")
    assert type_code(client, status=400).errors == [
        "That code is not right, or no longer works. Ask a manager for a new one."
    ]
    clock.set("2026-11-25T09:59:59")
    assert type_code(client).h1 == "The Life Rooms, Walton"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the pairing code."),
        ("x" * 41, "A code has 8 characters, or 12 on a printed card."),
        ("AAAA-AAAA", "That code is not right, or no longer works. Ask a manager for a new one."),
    ],
)
def test_a_wrong_code_is_answered_with_a_sentence(client, typed, sentence):
    page = type_code(client, typed, 400)

    assert page.errors == [sentence]
    assert page.find("[name=code]")["value"] == typed


def test_guessing_is_slowed_down(client, clock):
    a_code()
    for _ in range(10):
        type_code(client, "AAAA-AAAA", 400)

    page = type_code(client, CODE, 429)
    assert page.errors == ["Many wrong codes were typed. Wait a minute, then try again."]
    clock.set("2026-11-24T10:01:00")
    assert type_code(client).h1 == "The Life Rooms, Walton"


def test_a_wrong_code_is_in_the_log_but_not_what_was_typed(client, caplog):
    for _ in range(10):
        type_code(client, "AAAA-AAAA", 400)
    type_code(client, "AAAA-AAAA", 429)

    told = [(line.getMessage(), line.fields) for line in caplog.records]
    assert told == [("refused a pairing code", {"reason": "wrong code"})] * 10 + [
        ("refused a pairing code", {"reason": "too many"})
    ]


def test_a_code_that_was_withdrawn_pairs_nothing(client):
    a_code(withdrawn_at=people.NOW)

    page = type_code(client, status=400)

    assert page.errors == [
        "That code is not right, or no longer works. Ask a manager for a new one."
    ]
    assert installations() == []


def test_a_code_withdrawn_while_it_is_typed_pairs_nothing(app):
    code = a_code()
    with writing():
        db.session.execute(update(PairingCode).values(withdrawn_at=people.NOW))
    with app.test_request_context(), writing():
        assert devices.redeem_pairing_code(code, None) is None


def test_a_code_of_a_kiosk_pairs_it_anew_and_ends_what_was_there(client, new_client):
    kiosk = people.a_kiosk()
    old = new_client()
    pair(old, kiosk)
    a_code(kiosk_id=kiosk.id)
    type_code(client)

    assert kiosks() == ["Front door"]
    assert sorted(kept.ended_at is None for kept in installations()) == [False, True]
    assert old.get("/").h1 == "Welcome, come on in"
    assert client.get("/").h1 == "The Life Rooms, Walton"


def test_a_screen_paired_elsewhere_is_no_longer_the_one_it_was(client):
    earlier = pair(client, people.a_kiosk("bootle", "Hall"))
    a_code()
    page = client.get("/pair")
    assert "This is now “Hall” at The Life Rooms, Bootle." in page.text
    page.submit("Pair this screen", code=CODE)

    ended = {kept.id: kept.ended_at for kept in installations()}
    assert ended[earlier.id] == people.NOW
    assert client.get("/").h1 == "The Life Rooms, Walton"


@pytest.mark.parametrize("field", ["retired_at", "revoked_at"])
def test_a_retired_or_revoked_kiosk_is_unpaired(client, field):
    kiosk = people.a_kiosk()
    pair(client, kiosk)
    with writing():
        setattr(db.session.merge(kiosk), field, people.NOW)

    assert client.get("/").h1 == "Welcome, come on in"


def test_over_https_the_cookie_is_host_only_and_secure(new_client):
    a_code()
    client = new_client(https=True)
    page = client.get("/pair")
    data = {"code": CODE}
    answer = client.post("/pair", data, follow=False, status=303)
    [cookie] = answer.response.headers.getlist("Set-Cookie")

    assert page.h1 == "Pair this screen"
    name, *attributes = cookie.split("; ")
    assert name.startswith("__Host-kiosk=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict", "Max-Age=34560000"} <= set(
        attributes
    )
    assert not any(attribute.startswith("Domain") for attribute in attributes)
    assert client.get("/").h1 == "The Life Rooms, Walton"


def test_over_http_on_localhost_the_cookie_is_not_secure(client):
    a_code()
    answer = client.post("/pair", {"code": CODE}, follow=False, status=303)
    [cookie] = answer.response.headers.getlist("Set-Cookie")

    assert cookie.startswith("kiosk=")
    assert "Secure" not in cookie


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_over_plain_http_elsewhere_pairing_is_refused_and_says_why(app, client, method):
    app.config["TRUSTED_HOSTS"].append("kiosk.example")
    a_code()
    headers = {"Sec-Fetch-Site": "same-origin"}
    answer = client.flask.open(
        "/pair",
        method=method,
        base_url="http://kiosk.example",
        data={"code": CODE},
        headers=headers,
    )
    app.config["TRUSTED_HOSTS"].remove("kiosk.example")

    assert answer.status_code == 403
    assert "This address is not secure" in answer.get_data(as_text=True)
    assert installations() == []


def test_a_code_sent_from_another_site_is_refused(client):
    a_code()
    client.post("/pair", {"code": CODE}, headers={"Sec-Fetch-Site": "cross-site"}, status=403)

    assert installations() == []


def test_the_pairing_page_takes_both_kinds_of_code_and_leads_home_by_itself(client):
    page = client.get("/pair")

    assert "or the code on its printed card" in page.text
    assert "Eight" not in page.text
    assert page.link("Back to the welcome screen") == "/"
    assert "data-rests" in str(page.soup.body)[:40]
