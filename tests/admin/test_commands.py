"""The command line: people, sites and kiosks."""

import re

import pytest
from sqlalchemy import select

from admin import passwords
from kiosk.database import db
from kiosk.devices import pairing_code_hash
from kiosk.models import AuditEntry, PairingCode, Person, Site
from tests import people

LINK = r"http://localhost/admin/password/[\w-]{43}"


@pytest.fixture
def run(app):
    """Runs a command; returns its exit code, output and errors."""
    runner = app.test_cli_runner()

    def run_command(*words: str, typed: str = "") -> tuple[int, str, str]:
        result = runner.invoke(args=list(words), input=typed)
        errors = [line for line in result.stderr.splitlines() if not line.startswith("{")]
        return result.exit_code, result.stdout, "\n".join(errors)

    return run_command


ADD_BOB = ("people", "add", "Bob@example.org", "--name", "Bob Jones", "--role")


def test_a_coordinator_is_added_with_a_one_time_link(run, client):
    code, said, _ = run(*ADD_BOB, "coordinator", "--site", "walton", "--site", "bootle")

    assert code == 0
    lines = said.splitlines()
    assert lines[:2] == [
        "Added bob@example.org.",
        "Open this link once, within 24 hours, to choose a password:",
    ]
    assert re.fullmatch(LINK, lines[2])
    assert client.get(lines[2]).h1 == "Choose your password"
    bob = db.session.scalars(select(Person)).one()
    assert (bob.name, [site.slug for site in bob.sites]) == ("Bob Jones", ["walton", "bootle"])
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject, entry.person_id) == (
        "added a person",
        "bob@example.org",
        None,
    )
    assert entry.details["sites"] == "walton,bootle"


def test_a_manager_is_added_with_a_password(run, client):
    code, said, _ = run(*ADD_BOB, "manager", "--password-stdin", typed=f"{people.PASSWORD}\n")

    assert (code, said) == (0, "Added bob@example.org.\n")
    page = client.get("access.sign_in").submit(
        "Sign in", email="bob@example.org", password=people.PASSWORD
    )
    assert page.path == "/admin/"


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (
            ("manager", "--password-stdin"),
            "short\n",
            "Use 12 characters or more. Three or four words together are easy to remember.",
        ),
        (("coordinator",), "", "A coordinator needs at least one site. Name it with --site."),
        (
            ("coordinator", "--site", "crosby"),
            "",
            "There is no site “crosby”. The sites are: "
            "walton, southport, bootle, central-and-south-liverpool.",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_1(run, words, typed, sentence):
    assert run(*ADD_BOB, *words, typed=typed) == (1, "", sentence)
    assert db.session.scalars(select(Person)).all() == []


def test_a_person_is_added_once(run):
    people.a_person("bob@example.org")

    assert run(*ADD_BOB, "manager") == (
        1,
        "",
        "There is already somebody with the address “bob@example.org”.",
    )


def test_what_is_no_address_is_refused(run):
    code, _, sentence = run("people", "add", "bob", "--name", "Bob", "--role", "manager")

    assert (code, sentence) == (1, "“bob” is not an e-mail address.")


def test_a_link_for_a_forgotten_password(run):
    people.a_person("bob@example.org")

    code, said, _ = run("people", "link", "BOB@example.org")

    assert code == 0
    assert re.fullmatch(LINK, said.splitlines()[1])


def test_no_link_for_somebody_who_is_not_there(run):
    assert run("people", "link", "eve@example.org") == (
        1,
        "",
        "There is nobody with the address “eve@example.org”.",
    )


def test_the_sites_are_listed(run):
    code, said, _ = run("sites", "list")

    assert code == 0
    assert said.splitlines()[0] == (
        "walton                       2016-05-01  The Life Rooms, Walton"
    )
    assert len(said.splitlines()) == 4


def test_a_fixed_site_is_added_with_working_hours(run):
    code, said, _ = run(
        "sites",
        "add",
        "crosby",
        "The Life Rooms, Crosby",
        "--address",
        "1 Moor Lane",
        "--telephone",
        "0151 1",
        "--opened-on",
        "2026-12-01",
    )

    assert (code, said) == (0, "Added The Life Rooms, Crosby, crosby.\n")
    site = people.site("crosby")
    assert (site.kind, site.address, site.telephone) == ("fixed", "1 Moor Lane", "0151 1")
    assert str(site.opened_on) == "2026-12-01"
    assert [hours.weekday for hours in site.hours] == [0, 1, 2, 3, 4]


def test_a_peripatetic_site_opens_today_without_hours(run):
    run("sites", "add", "van", "The Life Rooms, Van", "--peripatetic")

    site = people.site("van")
    assert (site.kind, site.opened_on, site.hours) == ("peripatetic", people.TODAY, [])


@pytest.mark.parametrize(
    ("slug", "name", "begin"),
    [
        ("walton", "Another", "There is already a site “walton”"),
        ("another", "The Life Rooms, Walton", "There is already a site “walton”"),
        ("two words", "Another", "“two words” cannot be the short name of a site."),
        ("another", " ", "The name of a site has 1 to 120 characters."),
    ],
)
def test_a_site_that_cannot_be_added(run, slug, name, begin):
    code, _, sentence = run("sites", "add", slug, name)

    assert code == 1
    assert sentence.startswith(begin)
    assert len(db.session.scalars(select(Site.id)).all()) == 4


def test_a_pairing_code_is_printed(run):
    code, said, _ = run("kiosks", "pair", "walton", "--name", "Front door")

    assert code == 0
    printed = said.strip().rsplit(" ", 1)[1]
    kept = db.session.scalars(select(PairingCode)).one()
    assert (kept.code_hash, kept.name, kept.kiosk_id) == (
        pairing_code_hash(printed),
        "Front door",
        None,
    )


def test_a_screen_that_is_there_is_paired_anew(run):
    kiosk = people.a_kiosk("walton", "Front door")

    _, said, _ = run("kiosks", "pair", "walton", "--name", "Front door")

    assert "Front door is paired anew with it; its present pairing ends then." in said
    assert db.session.scalars(select(PairingCode.kiosk_id)).all() == [kiosk.id]


def test_a_screen_at_no_site_is_refused(run):
    assert run("kiosks", "pair", "crosby")[0] == 1


def test_a_typed_password_is_kept_as_argon2id(run):
    run(*ADD_BOB, "manager", "--password-stdin", typed=people.PASSWORD)

    kept = db.session.scalars(select(Person.password_hash)).one()
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(kept, people.PASSWORD)
