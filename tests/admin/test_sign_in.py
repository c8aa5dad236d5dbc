"""Signing in and out: the door, its slowing down, and the sessions behind it."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from admin import passwords
from admin.access.doors import safe_next
from admin.access.throttle import record_attempt
from kiosk.database import db, writing
from kiosk.models import AuditEntry, Person, SignInFailures
from tests import people
from tests.client import Client, Page
from tests.staff import sign_in

HASH_OF_PASSWORD = passwords.hash_password(people.PASSWORD)
WRONG = "This e-mail address and password do not go together. Check both and try again."


def staff(email: str = "ann@example.org", role: str = "manager") -> Person:
    """Somebody who has chosen people.PASSWORD."""
    person = people.a_person(email, role, sites=() if role == "manager" else ("walton",))
    with writing():
        person.password_hash = HASH_OF_PASSWORD
    return person


def try_door(client: Client, email: str, password: str, status: int = 200) -> Page:
    """Fill in the sign-in page."""
    return client.get("access.sign_in").submit(
        "Sign in", email=email, password=password, status=status
    )


def test_a_manager_signs_in_and_sees_the_overview(client):
    staff()

    page = try_door(client, "Ann@Example.org ", people.PASSWORD)

    assert page.path == "/admin/"
    assert db.session.scalars(select(AuditEntry.action)).all() == ["signed in"]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ann@example.org", "a long walk by the park"),
        ("nobody@example.org", people.PASSWORD),
        ("off@example.org", people.PASSWORD),
        ("new@example.org", people.PASSWORD),
    ],
)
def test_the_refusal_reads_the_same_and_hashes_once_whoever_it_is(
    client, monkeypatch, email, password
):
    staff()
    people.a_person("new@example.org")
    off = staff("off@example.org", "coordinator")
    with writing():
        off.switched_off_at = people.NOW
    compared = []
    real = PasswordHasher.verify

    def count(hasher: PasswordHasher, kept: str, typed: str) -> bool:
        compared.append(kept[:30])
        return real(hasher, kept, typed)

    monkeypatch.setattr(PasswordHasher, "verify", count)

    page = try_door(client, email, password, 422)

    assert page.errors == [WRONG]
    assert compared == ["$argon2id$v=19$m=19456,t=2,p=1"]
    assert page.find("#email")["value"] == email


def test_the_hash_compared_for_nobody_costs_as_much_as_a_real_one():
    begin = "$argon2id$v=19$m=19456,t=2,p=1$"

    assert passwords.NOBODY.startswith(begin)
    assert HASH_OF_PASSWORD.startswith(begin)
    assert len(passwords.NOBODY) == len(HASH_OF_PASSWORD)
    assert not passwords.matches(None, people.PASSWORD)


def test_a_missing_field_is_asked_for(client):
    page = try_door(client, "", "", 422)

    assert page.errors == ["Write your e-mail address.", "Write your password."]


def test_after_five_failures_the_waits_double_up_to_a_minute_and_never_lock(client, clock):
    staff()
    for _ in range(5):
        try_door(client, "ann@example.org", "wrong", 422)
    seconds = 0
    for wait in (5, 10, 20, 40, 60, 60):
        page = try_door(client, "ann@example.org", people.PASSWORD, 429)
        assert page.errors == [
            f"There were many tries. Please wait {wait} seconds, then try again."
        ]
        assert page.response.headers["Retry-After"] == str(wait)
        assert page.find("#email")["value"] == "ann@example.org"
        seconds += wait
        clock.set(f"2026-11-24T10:{seconds // 60:02}:{seconds % 60:02}")
        try_door(client, "ann@example.org", "wrong", 422)
    clock.set("2026-11-24T10:05:00")

    assert try_door(client, "ann@example.org", people.PASSWORD).path == "/admin/"


def test_a_success_forgets_the_failures_and_says_how_many_there_were(client):
    staff()
    for _ in range(4):
        try_door(client, "ann@example.org", "wrong", 422)

    try_door(client, "ann@example.org", people.PASSWORD)

    assert db.session.scalar(select(func.count()).select_from(SignInFailures)) == 0
    assert db.session.scalars(select(AuditEntry.details)).all() == [{"refused_before": 4}]


def test_unknown_accounts_are_slowed_down_alike(client):
    for _ in range(5):
        try_door(client, "nobody@example.org", "wrong", 422)

    try_door(client, "Nobody@example.org", "wrong", 429)


def test_another_account_need_not_wait(client):
    staff()
    for _ in range(6):
        try_door(client, "nobody@example.org", "wrong", 422 if _ < 5 else 429)

    assert try_door(client, "ann@example.org", people.PASSWORD).path == "/admin/"


def test_many_attempts_at_once_pass_five_at_most(app):
    def attempt(_: int) -> int:
        with app.app_context(), writing():
            return record_attempt("ann@example.org", people.NOW)

    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(attempt, range(24)))

    assert sorted(waits) == [0] * 5 + [5] * 19


def test_a_stored_failure_does_not_tell_whose_it_is(client):
    try_door(client, "nobody@example.org", "wrong", 422)

    kept = db.session.scalars(select(SignInFailures)).one()
    assert len(kept.account_hash) == 64
    assert "nobody" not in kept.account_hash


def test_after_signing_in_one_comes_to_the_page_one_wanted(client):
    staff()

    page = client.get("/admin/report?from=2026-04-01").submit(
        "Sign in", email="ann@example.org", password=people.PASSWORD
    )

    assert page.path == "/admin/report"
    assert page.response.request.query_string == b"from=2026-04-01"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/admin/",
        "http:admin/",
        "\\\\evil.example",
        "/\\evil.example",
        "/admin/\\evil.example",
        "/admin/%5c..%5cevil",
        "/admin/../f/7Q2M4X",
        "/admin/%2e%2e/f/7Q2M4X",
        "/f/7Q2M4X",
        "/administrator",
        "/admin/\r\nSet-Cookie: a=b",
        "\t//evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_another_address_to_go_on_to_is_refused(client, target):
    staff()

    page = client.get(f"/admin/sign-in?next={quote(target)}").submit(
        "Sign in", email="ann@example.org", password=people.PASSWORD
    )

    assert page.path == "/admin/"
    assert page.response.request.host == "localhost"


def test_addresses_of_ours_are_gone_on_to():
    assert safe_next("/admin") == "/admin"
    assert safe_next("/admin/people?page=2") == "/admin/people?page=2"


def test_somebody_signed_in_need_not_do_it_again(client):
    sign_in(client, staff())

    assert client.get("access.sign_in").path == "/admin/"


def test_passwords_and_addresses_are_never_logged(client, caplog, app):
    app.logger.propagate = True
    staff()
    try_door(client, "nobody@example.org", "my secret words", 422)
    try_door(client, "ann@example.org", people.PASSWORD)
    app.logger.propagate = False

    logged = " ".join(str(vars(record)) for record in caplog.records)
    assert "refused a sign-in" in logged
    assert "signed in" in logged
    for secret in ("nobody@example.org", "my secret words", people.PASSWORD):
        assert secret not in logged
