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


def cookie(client: Client, name: str = "staff") -> str:
    kept = client.flask.get_cookie(name, "localhost", "/admin")
    assert kept is not None
    return kept.value


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


@pytest.mark.parametrize("https", [False, True])
def test_the_cookie_is_exactly_as_promised(new_client, https):
    staff()
    client = new_client(https=https)
    page = client.get("access.sign_in")
    form = {
        "email": "ann@example.org",
        "password": people.PASSWORD,
        "csrf_token": page.find("[name=csrf_token]")["value"],
    }

    answer = client.post("access.sign_in", form, follow=False, status=303).response

    [line] = answer.headers.getlist("Set-Cookie")
    name, *flags = line.split("; ")
    if https:
        assert name.startswith("__Secure-staff=")
        assert flags == ["Secure", "HttpOnly", "Path=/admin", "SameSite=Lax"]
    else:
        assert name.startswith("staff=")
        assert flags == ["HttpOnly", "Path=/admin", "SameSite=Lax"]


def test_signing_in_begins_a_new_session_and_keeps_nothing_of_the_one_before(client):
    staff()
    page = client.get("access.sign_in")
    token = page.find("[name=csrf_token]")["value"]
    with client.flask.session_transaction("/admin/") as session:
        before = session["csrf_token"]
        session["planted"] = "by somebody else"
    form = {"email": "ann@example.org", "password": people.PASSWORD, "csrf_token": token}

    client.post("access.sign_in", form)

    with client.flask.session_transaction("/admin/") as session:
        assert set(session) == {"person_id", "number", "began_at", "seen_at", "csrf_token"}
        assert session["csrf_token"] != before


@pytest.mark.parametrize("https", [False, True])
def test_signing_out_ends_copies_of_the_cookie_too(new_client, https):
    staff()
    client, thief = new_client(https=https), new_client(https=https)
    page = try_door(client, "ann@example.org", people.PASSWORD)
    name = "__Secure-staff" if https else "staff"
    thief.flask.set_cookie(name, cookie(client, name), path="/admin", secure=https)

    left = page.submit("Sign out")

    assert left.path == "/admin/sign-in"
    assert "You are signed out." in left.text
    assert thief.get("/admin/").path == "/admin/sign-in"


@pytest.mark.parametrize(
    ("minutes", "path"), [((29, 58), "/admin/"), ((31,), "/admin/sign-in")], ids=["used", "idle"]
)
def test_a_session_lasts_while_no_half_hour_passes_without_it(client, clock, minutes, path):
    sign_in(client, staff())

    for minute in minutes:
        clock.set(f"2026-11-24T10:{minute:02}:00")
        page = client.get("/admin/")

    assert page.path == path


def test_a_session_ends_after_twelve_hours_however_busy(client, clock):
    sign_in(client, staff())
    for minute in range(0, 12 * 60 + 1, 30):
        clock.set(f"2026-11-24T{10 + minute // 60:02}:{minute % 60:02}:00")
        assert client.get("/admin/").path == "/admin/"

    clock.set("2026-11-24T22:00:01")

    assert client.get("/admin/").path == "/admin/sign-in"


def test_switching_off_ends_every_session(client):
    person = staff("bob@example.org", "coordinator")
    sign_in(client, person)
    with writing():
        person.switched_off_at = people.NOW

    assert client.get("/admin/").path == "/admin/sign-in"


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


@pytest.mark.parametrize("https", [False, True])
def test_every_staff_post_without_a_token_is_refused(new_client, app, https):
    client = sign_in(new_client(https=https), staff())
    posts = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/admin") and "POST" in (rule.methods or ())
    ]
    assert len(posts) > 8
    for rule in posts:
        values = dict.fromkeys(rule.arguments, "1")
        with app.test_request_context():
            path = rule.build(values)[1]
        answer = client.post(path, {}, status=400)
        assert answer.h1 == "That did not come through", path


def test_a_post_from_another_site_is_refused_over_https_even_with_a_token(new_client):
    client = new_client(https=True)
    page = client.get("access.sign_in")
    form = {"csrf_token": page.find("[name=csrf_token]")["value"]}

    client.post(
        "access.sign_in", form, status=400, headers={"Referer": "https://evil.example/admin/"}
    )
