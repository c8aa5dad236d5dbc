"""Sessions of staff: their cookie, their end, and forms that did not come from our own page."""

import pytest

from admin import passwords
from kiosk.database import writing
from kiosk.models import Person
from tests import people
from tests.client import Client, Page
from tests.staff import sign_in

HASH_OF_PASSWORD = passwords.hash_password(people.PASSWORD)


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
        values = dict.fromkeys(rule.arguments, "1") | {"choice": "accept"}
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


def test_words_sent_after_a_quiet_half_hour_are_given_back(client, clock):
    sign_in(client, staff())
    page = client.get("people.add_person")
    clock.set("2026-11-24T10:31:00")

    page = page.submit("Add", name="Ann Bell", email="bell@example.org", role="manager", status=401)

    assert page.h1 == "You were signed out"
    assert "after 30 quiet minutes, so this was not saved" in page.text
    assert "Name Ann Bell" in page.text
    assert "bell@example.org" in page.text
    assert "token" not in page.text.lower()
    assert page.link("Sign in, in a new window") == "/admin/sign-in?next=/admin/people/add"


def test_a_page_opened_after_a_quiet_half_hour_says_why_one_signs_in(client, clock):
    sign_in(client, staff())
    client.get("/admin/")
    clock.set("2026-11-24T10:31:00")

    page = client.get("/admin/comments")

    assert page.path == "/admin/sign-in"
    assert "You were signed out after 30 quiet minutes." in page.text


def test_a_form_without_its_token_is_told_what_to_do(client):
    sign_in(client, staff())

    page = client.post("people.add_person", {"name": "Ann"}, status=400)

    assert "load the page again and send it from there" in page.text
