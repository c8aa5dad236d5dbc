"""One-time links: the first manager, and passwords that people choose."""

import re

import pytest
from sqlalchemy import select, update

from admin import passwords
from admin.catalogue.staff import register_link
from kiosk.database import db, writing
from kiosk.models import AuditEntry, OneTimeLink, Person
from tests import people
from tests.client import Client, Page

KETTLE = "kettle ferry lantern"


def announced(app, capsys) -> str:
    """What the service says when it starts."""
    app.extensions["announce"]("http://127.0.0.1:8000")
    return capsys.readouterr().out


def set_up_path(app, capsys) -> str:
    """The path of the set-up link that was printed."""
    return re.search(r"http://localhost(/admin/set-up/\S+)", announced(app, capsys))[1]


def a_link(person: Person) -> str:
    """The path of a new one-time link."""
    with writing():
        return f"/admin/password/{register_link(people.NOW, person)}"


def logged() -> list[tuple[str, int | None]]:
    """What the log says was done, and by whom."""
    query = select(AuditEntry.action, AuditEntry.person_id).order_by(AuditEntry.id)
    return [tuple(row) for row in db.session.execute(query)]


def begin(client: Client, path: str, status: int = 200, **changes: str) -> Page:
    """Fill in the set-up page."""
    fields = {"name": "Ann Lee", "email": "Ann@example.org", "password": KETTLE} | changes
    return client.get(path).submit("Begin", status=status, **fields)


def test_the_first_manager_comes_by_the_printed_link_and_is_signed_in(app, client, capsys):
    page = begin(client, set_up_path(app, capsys))

    assert page.path == "/admin/"
    assert "Welcome, Ann Lee." in page.text
    person = db.session.scalars(select(Person)).one()
    assert (person.email, person.role) == ("ann@example.org", "manager")
    assert person.signed_in_at == people.NOW
    assert passwords.matches(person.password_hash, KETTLE)
    assert logged() == [("set up the service", person.id), ("signed in", person.id)]


def test_what_is_printed_at_the_start(app, capsys):
    lines = announced(app, capsys).splitlines()

    assert lines[0] == "The Life Rooms is at http://127.0.0.1:8000"
    assert lines[1] == "Nobody can sign in yet. Open this link once, within 24 hours, to begin:"
    assert re.fullmatch(r"http://localhost/admin/set-up/[\w-]{43}", lines[2])
    assert len(lines) == 3


def test_no_link_is_printed_while_there_is_a_manager(app, capsys):
    people.a_person("ann@example.org", "manager")

    assert announced(app, capsys) == "The Life Rooms is at http://127.0.0.1:8000\n"


def test_the_set_up_link_works_once(app, client, new_client, capsys):
    path, other = set_up_path(app, capsys), set_up_path(app, capsys)
    begin(client, path)

    for used in (path, other):
        assert new_client().get(used, 410).h1 == "This link no longer works"


def test_two_who_open_the_set_up_at_once_do_not_both_become_managers(app, new_client, capsys):
    path = set_up_path(app, capsys)
    first, second = new_client(), new_client()
    pages = [first.get(path), second.get(path)]

    fields = {"name": "Ann", "email": "ann@example.org", "password": KETTLE}
    assert pages[0].submit("Begin", **fields).path == "/admin/"
    pages[1].submit("Begin", status=410, **fields | {"email": "eve@example.org"})

    assert db.session.scalars(select(Person.email)).all() == ["ann@example.org"]


def test_the_set_up_link_ends_after_a_day(app, client, clock, capsys):
    path = set_up_path(app, capsys)

    clock.set("2026-11-25T09:59:59")
    client.get(path)
    clock.set("2026-11-25T10:00:00")
    client.get(path, 410)


def test_what_was_typed_wrongly_is_said_and_kept(app, client, capsys):
    page = begin(client, set_up_path(app, capsys), 422, name="", email="ann", password="short")

    assert page.errors == [
        "Write the name.",
        "Write a whole address, such as sam@example.org.",
        "Use 12 characters or more. Three or four words together are easy to remember.",
    ]
    assert page.find("#email")["value"] == "ann"
    assert db.session.scalars(select(Person)).all() == []


def test_a_person_chooses_a_password_once_and_is_signed_in(client, new_client):
    person = people.a_person("bob@example.org", "coordinator", ("walton",))
    path = a_link(person)

    page = client.get(path).submit("Keep this password", password=KETTLE)

    assert page.path == "/admin/"
    assert page.text.count("Your password is set, and you are signed in.") == 1
    assert logged() == [("chose a password", person.id), ("signed in", person.id)]
    assert new_client().get(path, 410).h1 == "This link no longer works"
    again = (
        new_client()
        .get("access.sign_in")
        .submit("Sign in", email="bob@example.org", password=KETTLE)
    )
    assert again.path == "/admin/"


def test_a_new_password_ends_the_sessions_that_were_open(client, new_client):
    person = people.a_person("bob@example.org", "coordinator", ("walton",))
    client.get(a_link(person)).submit("Keep this password", password=KETTLE)

    new_client().get(a_link(person)).submit("Keep this password", password=people.PASSWORD)

    assert client.get("/admin/").path == "/admin/sign-in"


def test_a_link_that_was_used_meanwhile_changes_nothing(client, new_client):
    person = people.a_person("bob@example.org", "coordinator", ("walton",))
    path = a_link(person)
    slow = client.get(path)
    new_client().get(path).submit("Keep this password", password=KETTLE)

    slow.submit("Keep this password", status=410, password=people.PASSWORD)

    db.session.refresh(person)
    assert passwords.matches(person.password_hash, KETTLE)


def test_a_link_ends_after_a_day(client, clock):
    path = a_link(people.a_person("bob@example.org"))

    clock.set("2026-11-25T09:59:59")
    client.get(path)
    clock.set("2026-11-25T10:00:00")
    client.get(path, 410)


def test_a_newer_link_ends_the_older_one(client):
    person = people.a_person("bob@example.org")
    older, newer = a_link(person), a_link(person)

    client.get(older, 410)
    client.get(newer)


def test_a_link_of_somebody_switched_off_does_not_work(client):
    person = people.a_person("bob@example.org")
    path = a_link(person)
    with writing():
        db.session.execute(update(Person).values(switched_off_at=people.NOW))
    db.session.refresh(person)

    client.get(path, 410)


def test_a_set_up_link_sets_nobodys_password_and_the_other_way_round(app, client, capsys):
    set_up = set_up_path(app, capsys)
    own = a_link(people.a_person("bob@example.org"))

    client.get(set_up.replace("set-up", "password"), 410)
    client.get(own.replace("password", "set-up"), 410)


def test_a_made_up_link_does_not_work(client):
    client.get("/admin/password/made-up", 410)
    client.get("/admin/set-up/made-up", 410)


def test_a_token_is_kept_as_a_hash_only(app):
    path = a_link(people.a_person("bob@example.org"))

    kept = db.session.scalars(select(OneTimeLink)).one()
    assert re.fullmatch("[0-9a-f]{64}", kept.token_hash)
    assert path.rsplit("/", 1)[1] not in kept.token_hash


@pytest.mark.parametrize(
    "password",
    [
        "liferooms2026!",
        "TheLifeRoomsWalton",
        "liverpool liverpool",
        "passwordpassword",
        "P4ssw0rd1234",
        "correct horse battery staple",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "112233445566",
        "qwertyuiop123456",
        "1qaz2wsx3edc",
        "bob.jones.1980",
        "BobJonesBobJones",
    ],
)
def test_passwords_that_are_easily_guessed_are_refused(client, password):
    person = people.a_person("bob.jones@example.org")

    page = client.get(a_link(person)).submit("Keep this password", status=422, password=password)

    assert page.errors == [
        "This password is easy to guess. Choose words that have nothing to do with you, "
        "this place or each other."
    ]


@pytest.mark.parametrize(
    "password",
    [
        "a long walk by the docks",
        "847261950381",
        "sunshine over crosby beach",
        "Xk9#vQ2m!Lp0",
        "чайник паром фонарь",
        "x9#" * 2 + "kettle" + "boat " * 17 + "lantern and ferry",
    ],
)
def test_no_rule_says_what_a_password_is_composed_of(app, password):
    assert passwords.weakness(password, "Bob Jones", "bob@example.org") is None


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kettle boat", "Use 12 characters or more"),
        ("kettle ferry " * 10, "Use 128 characters or fewer"),
    ],
)
def test_a_password_has_12_to_128_characters(app, password, sentence):
    assert passwords.weakness(password).startswith(sentence)


def test_the_same_letters_composed_differently_are_the_same_password():
    kept = passwords.hash_password("café by the docks")

    assert passwords.matches(kept, "cafe\N{COMBINING ACUTE ACCENT} by the docks")
