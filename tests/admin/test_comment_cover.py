"""Who reads the comments of a site, and who for whom while somebody is away."""

import pytest
from sqlalchemy import select

from kiosk.database import db, writing
from kiosk.models import AuditEntry, Cover
from tests import people
from tests.client import words
from tests.staff import sign_in

PATH = "/admin/comments"
WALTON_READERS = f"{PATH}/readers/walton"


@pytest.fixture
def cora(app):
    return people.a_person("cora@example.org", sites=("walton",))


@pytest.fixture
def staff(client, cora):
    return sign_in(client, cora)


def first_lines(page):
    return [words(item) for item in page.soup.select(".overview__notices li")]


def test_who_reads_for_a_site_is_named(staff):
    people.a_person("bob@example.org", sites=("walton", "bootle"))
    people.a_person("mo@example.org", "manager")
    gone = people.a_person("gone@example.org", sites=("walton",))
    with writing():
        gone.switched_off_at = people.NOW

    assert "Read by Bob, Cora." in staff.get(PATH).text


def test_a_site_without_a_coordinator_is_read_by_the_managers(client):
    sign_in(client, people.a_person("mo@example.org", "manager"))

    assert staff_lines(client.get(PATH))[0].startswith(
        "The promise: read within 3 working days. Read by Mo."
    )


def staff_lines(page):
    return [words(line) for line in page.soup.select(".standing__site > p")]


def cover(client, away, covered_by, **days):
    given = {"from_on": "2026-11-24", "to_on": "2026-12-01"} | days
    return client.get(WALTON_READERS).submit(
        "Note this", away=str(away.id), covered_by=str(covered_by.id), **given
    )


def test_cover_is_noted_named_and_told_to_whoever_covers(client, cora, new_client):
    bob = people.a_person("bob@example.org", sites=("walton",))
    sign_in(client, cora)

    page = cover(client, cora, bob)

    told = "Cora is away from 24 November 2026 to 1 December 2026: covered by Bob."
    assert told in page.text
    assert told in client.get(PATH).text
    his = sign_in(new_client(), bob)
    assert "You read for Cora at Walton until 1 December 2026." in his.get(PATH).text
    assert "You read for Cora at Walton until 1 December 2026." in first_lines(his.get("/admin/"))
    assert "You read for" not in client.get(PATH).text
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject) == ("arranged cover", "The Life Rooms, Walton")
    assert entry.details == {"days": "2026-11-24 to 2026-12-01"}


def test_cover_to_come_is_named_but_not_yet_anybodys_turn(client, cora, new_client):
    bob = people.a_person("bob@example.org", sites=("walton",))
    sign_in(client, cora)
    cover(client, cora, bob, from_on="2026-11-25")

    page = sign_in(new_client(), bob).get(PATH)

    assert "covered by Bob" in page.text
    assert "You read for" not in page.text


def test_cover_that_is_over_is_not_named(client, cora, clock):
    bob = people.a_person("bob@example.org", sites=("walton",))
    sign_in(client, cora)
    cover(client, cora, bob, to_on="2026-11-24")
    clock.set("2026-11-25T09:00")
    moment = clock().timestamp()
    with client.flask.session_transaction("/admin/", base_url=client.base_url) as session:
        session.update(began_at=moment, seen_at=moment)

    assert "covered by" not in client.get(PATH).text


def test_cover_can_be_taken_back(client, cora):
    bob = people.a_person("bob@example.org", sites=("walton",))
    sign_in(client, cora)

    page = cover(client, cora, bob).submit("Take back")

    assert "covered by" not in page.text
    assert db.session.scalars(select(Cover)).one().withdrawn_at == people.NOW


def test_only_those_who_see_the_site_anyway_can_cover(client, cora):
    people.a_person("mo@example.org", "manager")
    elsewhere = people.a_person("eve@example.org", sites=("bootle",))
    sign_in(client, cora)

    page = client.get(WALTON_READERS)
    offered = [option.text for option in page.soup.select("#covered_by option")]
    assert offered == ["Choose a person", "Cora", "Mo"]
    page = cover(client, cora, elsewhere)

    assert page.find("#covered_by-error")
    assert db.session.scalars(select(Cover)).all() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"away": ""}, "Choose who is away."),
        ({"covered_by": "away"}, "Choose somebody else to read instead."),
        ({"from_on": ""}, "Choose the first day."),
        ({"to_on": "2026-11-23"}, "The last day is before the first. Check both days."),
        (
            {"from_on": "2026-11-01", "to_on": "2026-11-23"},
            "Those days are over. Choose today or later.",
        ),
    ],
)
def test_what_is_wrong_with_a_cover_is_said(client, cora, changes, sentence):
    bob = people.a_person("bob@example.org", sites=("walton",))
    sign_in(client, cora)
    given = {"away": str(cora.id), "covered_by": str(bob.id)}
    given |= {"from_on": "2026-11-24", "to_on": "2026-12-01"} | changes
    if given["covered_by"] == "away":
        given["covered_by"] = given["away"]

    page = client.get(WALTON_READERS).submit("Note this", **given)

    assert page.errors == [sentence]


def test_with_nobody_else_there_is_no_form_for_cover(staff):
    page = staff.get(WALTON_READERS)

    assert "Nobody else can see this site yet" in page.text
