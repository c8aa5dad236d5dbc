"""Sync of a device that was paired anew: what it still had goes where it was made, or is held."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from kiosk.database import db, writing
from kiosk.models import HeldEvaluation, HeldVisit, Installation
from tests import people
from tests.client import Client
from tests.screens import pair
from tests.syncing import ANSWERS, a_visit, evaluations, installation, send, visits


@pytest.fixture
def door(client: Client) -> Client:
    """A device that is the screen at Bootle now, and was the one at Walton."""
    client.earlier = people.an_installation(people.a_kiosk())
    with writing():
        client.earlier.ended_at = people.NOW
    client.installation = pair(client, people.a_kiosk("bootle", "Hall"))
    return client


def stop(earlier: Installation) -> None:
    with writing():
        record = db.session.merge(earlier)
        record.ended_at = record.revoked_at = people.NOW


def held() -> list[HeldVisit]:
    query = select(HeldVisit).order_by(HeldVisit.seq, HeldVisit.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def test_rows_of_an_earlier_pairing_are_stored_for_its_site(door):
    run = people.a_run()
    sent = {"id": str(uuid4()), "run": "7Q2M4X", "held_on": "2026-11-24", **ANSWERS}
    answer = send(
        door,
        installation=str(door.earlier.id),
        visits=[a_visit(seq=1, run="7Q2M4X")],
        evaluations=[sent],
    )

    assert (len(answer["stored"]), answer["refused"]) == (2, [])
    [visit] = visits()
    assert visit.site_id == people.site("walton").id
    assert (visit.kiosk_id, visit.installation_id) == (door.earlier.kiosk_id, door.earlier.id)
    assert (visit.run_id, visit.marks) == (run.id, "")
    [form] = evaluations()
    assert (form.site_id, form.run_id) == (people.site("walton").id, run.id)


def test_what_a_device_says_of_itself_is_noted_under_the_pairing_that_speaks(door):
    send(
        door,
        installation=str(door.earlier.id),
        version="abc",
        queued=1,
        refused=2,
        visits=[a_visit(seq=7)],
    )

    now, earlier = installation(door), db.session.get_one(Installation, door.earlier.id)
    # What still waits in an earlier pairing's store is not what waits in this one's.
    assert (now.version, now.queued, now.refused, now.last_seq) == ("abc", 0, 2, None)
    assert (earlier.version, earlier.last_seen_at, earlier.last_seq) == ("", None, 7)


def test_rows_of_a_stopped_screen_are_held_once_and_acknowledged(door):
    stop(door.earlier)
    sent = a_visit(seq=3, people=2, first_time=True, run="7Q2M4X", age_ms=1_800_000)
    form = {"id": str(uuid4()), "run": "7Q2M4X", "held_on": "2026-11-24", **ANSWERS}
    for _ in range(2):
        answer = send(door, installation=str(door.earlier.id), visits=[sent], evaluations=[form])
        assert answer["stored"] == [sent["id"], form["id"]]

    assert (visits(), evaluations()) == ([], [])
    [kept] = held()
    assert str(kept.id) == sent["id"]
    assert (kept.installation_id, kept.seq, kept.purpose) == (door.earlier.id, 3, "learning")
    assert (kept.people, kept.first_time, kept.code) == (2, True, "7Q2M4X")
    assert str(kept.tapped_at) == "2026-11-24 09:30:00+00:00"
    [kept_form] = db.session.scalars(select(HeldEvaluation))
    assert (kept_form.kiosk_id, kept_form.code) == (door.earlier.kiosk_id, "7Q2M4X")
    assert (kept_form.covered_needs, kept_form.felt_valued) == ("yes", None)
    assert db.session.get_one(Installation, door.earlier.id).last_seq == 3


def test_a_visit_that_came_before_its_screen_was_stopped_is_not_held(door):
    sent = a_visit(seq=1)
    send(door, installation=str(door.earlier.id), visits=[sent])
    stop(door.earlier)

    assert send(door, installation=str(door.earlier.id), visits=[sent])["stored"] == [sent["id"]]
    assert (len(visits()), held()) == (1, [])


def test_what_the_device_takes_at_its_new_place_is_not_held(door):
    stop(door.earlier)
    send(door, installation=str(door.installation.id), visits=[a_visit(seq=1)])

    assert [visit.site_id for visit in visits()] == [people.site("bootle").id]
    assert held() == []


def test_rows_for_another_site_under_a_pairing_that_is_another_devices_are_held(door):
    southport = people.an_installation(people.a_kiosk("southport", "Desk"))
    sent, form = a_visit(seq=1), {"id": str(uuid4()), "felt_valued": "yes"}
    answer = send(door, installation=str(southport.id), visits=[sent], evaluations=[form])

    assert answer["stored"] == [sent["id"], form["id"]]
    assert (visits(), evaluations()) == ([], [])
    assert [str(kept.id) for kept in held()] == [sent["id"]]
    [kept_form] = db.session.scalars(select(HeldEvaluation))
    assert str(kept_form.id) == form["id"]
    assert db.session.get_one(Installation, southport.id).last_seq is None


def test_rows_under_another_pairing_of_the_same_site_are_stored(door):
    other = people.an_installation(people.a_kiosk("bootle", "Garden"))
    send(door, installation=str(other.id), visits=[a_visit(seq=1)])

    assert [visit.installation_id for visit in visits()] == [other.id]
    assert held() == []
