"""People: added, changed, given links, switched off and on; by managers alone."""

import re

import pytest
from sqlalchemy import select, update

from kiosk.database import db, writing
from kiosk.models import AuditEntry, Person
from tests import people
from tests.staff import sign_in


@pytest.fixture
def manager(client) -> Person:
    """A manager with a password, signed in in `client`."""
    person = people.a_person("ann@example.org", "manager")
    with writing():
        person.password_hash = "kept"
    sign_in(client, person)
    return person


def add_bob(client, **changes):
    fields = {
        "name": "Bob Jones",
        "email": "Bob@example.org",
        "role": "coordinator",
        "sites": ["walton", "bootle"],
    }
    return client.get("people.add_person").submit("Add and make a link", **fields | changes)


def kept(email: str) -> Person:
    return db.session.scalars(
        select(Person).where(Person.email == email).execution_options(populate_existing=True)
    ).one()


def test_a_person_is_added_and_the_link_is_shown_once(client, manager, new_client):
    page = add_bob(client)

    assert page.h1 == "Bob Jones"
    link = page.find("#link").text
    assert re.fullmatch(r"http://localhost/admin/password/[\w-]{43}", link)
    assert not client.get(page.path).soup.select("#link")
    chosen = new_client().get(link).submit("Keep this password", password="kettle ferry lantern")
    assert chosen.path == "/admin/"
    bob = kept("bob@example.org")
    assert [site.slug for site in bob.sites] == ["walton", "bootle"]


def test_everybody_is_listed(client, manager, new_client):
    add_bob(client)
    people.a_person("zoe@example.org", "manager")

    rows = client.get("people.page").rows("Who may sign in")

    assert rows == [
        ["Name", "E-mail address", "Role", "Sites", "Last signed in"],
        ["Ann", "ann@example.org", "Manager", "All sites", "not yet"],
        ["Bob Jones", "bob@example.org", "Coordinator", "Walton, Bootle", "not yet"],
        ["Zoe", "zoe@example.org", "Manager", "All sites", "not yet"],
    ]


def test_a_manager_needs_no_sites_and_a_coordinator_needs_one(client, manager):
    page = add_bob(client, sites=[], status=422)
    assert page.errors == ["Choose at least one site for a coordinator."]

    assert page.submit("Add and make a link", role="manager").h1 == "Bob Jones"


def test_mistakes_stand_in_the_order_of_the_page(client, manager):
    page = add_bob(client, name="", email="bob", status=422)

    assert page.errors == ["Write the name.", "Write a whole address, such as sam@example.org."]


def test_an_address_is_there_once(client, manager):
    page = add_bob(client, email="ANN@example.org", status=422)

    assert page.errors == ["There is already somebody with this address."]
    assert page.find("#name")["value"] == "Bob Jones"


def test_name_role_and_sites_are_changed(client, manager):
    page = add_bob(client)

    page.submit("Keep these changes", name="Robert Jones", sites=["southport"])

    bob = kept("bob@example.org")
    assert (bob.name, [site.slug for site in bob.sites]) == ("Robert Jones", ["southport"])


def test_made_a_manager_a_person_sees_every_site(client, manager):
    add_bob(client).submit("Keep these changes", role="manager")

    bob = kept("bob@example.org")
    assert (bob.is_manager, bob.sites) == (True, [])


def test_switched_off_a_person_is_signed_out_at_once_and_may_come_back(client, manager, new_client):
    bob = people.a_person("bob@example.org", "coordinator", ("walton",))
    other = sign_in(new_client(), bob)
    page = client.get("people.one_person", person_id=bob.id)

    page = page.submit("Switch off")
    assert "Bob can no longer sign in." in page.text
    assert other.get("/admin/").path == "/admin/sign-in"

    page = page.submit("Switch on again")
    assert "Bob can sign in again." in page.text
    assert other.get("/admin/").path == "/admin/sign-in"


def test_the_last_manager_cannot_be_switched_off_nor_made_a_coordinator(client, manager):
    people.a_person("new@example.org", "manager")  # who never chose a password
    page = client.get("people.one_person", person_id=manager.id)

    assert "Make somebody else a manager first." in page.submit("Switch off").text
    page = page.submit("Keep these changes", role="coordinator", sites=["walton"], status=422)

    assert page.errors == [
        "Nobody else could look after people and screens. Make somebody else a manager first."
    ]
    assert (kept("ann@example.org").role, kept("ann@example.org").switched_off_at) == (
        "manager",
        None,
    )


def test_one_of_two_managers_can_be_switched_off(client, manager):
    other = people.a_person("zoe@example.org", "manager")
    with writing():
        db.session.execute(update(Person).values(password_hash="kept"))

    page = client.get("people.one_person", person_id=other.id).submit("Switch off")

    assert "Zoe can no longer sign in." in page.text


def test_a_new_link_is_given(client, manager, new_client):
    bob = people.a_person("bob@example.org")

    page = client.get("people.one_person", person_id=bob.id).submit("Make a new link")

    assert new_client().get(page.find("#link").text).h1 == "Choose your password"


def test_every_change_is_in_the_log(client, manager):
    page = add_bob(client)
    page = page.submit("Make a new link")
    page = page.submit("Switch off")
    page = page.submit("Switch on again")
    page.submit("Keep these changes", name="Robert")

    query = select(AuditEntry.action, AuditEntry.subject, AuditEntry.person_id)
    assert db.session.execute(query.order_by(AuditEntry.id)).all() == [
        ("added a person", "bob@example.org", manager.id),
        ("gave a one-time link", "bob@example.org", manager.id),
        ("switched a person off", "bob@example.org", manager.id),
        ("switched a person on", "bob@example.org", manager.id),
        ("changed a person", "bob@example.org", manager.id),
    ]


def test_what_a_person_may_see_is_in_the_log(client, manager):
    page = add_bob(client, sites=["southport", "bootle"])
    page = page.submit("Keep these changes", sites=["walton"])
    page = client.get(f"/admin/people/{kept('bob@example.org').id}")
    page.submit("Keep these changes", role="manager")

    entries = db.session.scalars(select(AuditEntry.details).order_by(AuditEntry.id)).all()
    assert entries == [
        {"role": "coordinator", "sites": "southport,bootle"},
        {"role": "coordinator", "sites": "walton"},
        {"role": "manager", "sites": ""},
    ]


def test_a_person_who_is_not_there_is_not_found(client, manager):
    client.get("/admin/people/99", 404)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/people",
        "/admin/people/add",
        "/admin/people/1",
        "/admin/people/screens",
        "/admin/people/screens/add",
        "/admin/people/screens/1",
        "/admin/people/log",
    ],
)
def test_a_coordinator_may_not_enter_this_room(client, new_client, path):
    sign_in(client, people.a_person("bob@example.org", "coordinator", ("walton",)))

    client.get(path, 403)
    assert new_client().get(path).path == "/admin/sign-in"


def test_a_coordinator_can_post_nothing_here(client):
    sign_in(client, people.a_person("bob@example.org", "coordinator", ("walton",)))
    page = client.get("/admin/")
    token = page.find("[name=csrf_token]")["value"]

    for path in ("/admin/people/1/switch-off", "/admin/people/add", "/admin/people/screens/add"):
        client.post(path, {"csrf_token": token}, status=403)
