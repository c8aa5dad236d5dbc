"""Sync when clocks step, servers are restored and batches are not what they should be."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from kiosk import sync
from kiosk.database import db, writing
from kiosk.models import Installation
from tests import people
from tests.client import Client
from tests.screens import pair
from tests.syncing import a_visit, installation, send, visits


@pytest.fixture
def door(client: Client) -> Client:
    """The screen at Walton's front door."""
    client.installation = pair(client, people.a_kiosk())
    return client


def test_eight_hours_of_sleep_do_not_move_a_tap(door, clock):
    send(door)
    clock.set("2026-11-24T18:30:00")
    send(
        door,
        sent_at="2026-11-24T18:30:00Z",
        visits=[a_visit(age_ms=60_000, tapped_at="2026-11-24T10:05:00Z")],
    )

    assert str(visits()[0].tapped_at) == "2026-11-24 10:05:00+00:00"


def test_a_clock_stepped_in_mid_queue_is_seen_through(door, clock):
    send(door)
    clock.set("2026-11-24T12:00:00")
    send(
        door,
        sent_at="2026-11-26T12:00:00Z",
        visits=[
            a_visit(seq=1, tapped_at="2026-11-24T11:00:00Z", age_ms=3_600_000),
            a_visit(seq=2, tapped_at="2026-11-26T11:30:00Z", age_ms=1_800_000),
        ],
    )

    assert [str(visit.tapped_at) for visit in visits()] == [
        "2026-11-24 11:00:00+00:00",
        "2026-11-24 11:30:00+00:00",
    ]
    assert [visit.marks for visit in visits()] == ["age", "age"]
    assert installation(door).clock_difference_ms == -172_800_000


def test_a_clock_stepped_once_is_seen_through_over_every_batch_of_its_queue(door, clock):
    send(door)
    clock.set("2026-11-24T12:00:00")
    for seq, queued in ((1, 2), (2, 1)):
        send(
            door,
            sent_at="2026-11-26T12:00:00Z",
            queued=queued,
            visits=[a_visit(seq=seq, tapped_at="2026-11-24T11:00:00Z", age_ms=3_600_000)],
        )
    send(
        door,
        sent_at="2026-11-26T12:00:00Z",
        queued=1,
        visits=[a_visit(seq=3, tapped_at="2026-11-26T11:45:00Z")],
    )

    assert [(str(visit.tapped_at)[:19], visit.marks) for visit in visits()] == [
        ("2026-11-24 11:00:00", "age"),
        ("2026-11-24 11:00:00", "age"),
        ("2026-11-24 11:45:00", ""),
    ]


@pytest.mark.parametrize(
    "said",
    ["2026-11-24T11:29:00Z", "2026-11-26T11:00:00Z", "2016-11-24T11:00:00Z", "1970-01-01T00:00Z"],
)
def test_a_clock_stepped_there_and_back_while_a_tap_waited_is_seen_through(door, clock, said):
    send(door, visits=[a_visit(seq=1, tapped_at="2026-11-24T09:30:00Z", age_ms=1_800_000)])
    clock.set("2026-11-24T12:00:00")
    send(
        door,
        sent_at="2026-11-24T12:00:00Z",
        visits=[
            a_visit(seq=2, tapped_at=said, age_ms=3_600_000),
            a_visit(seq=3, tapped_at="2026-11-24T11:15:00Z", age_ms=2_700_000),
        ],
    )

    assert [(str(visit.tapped_at)[11:16], visit.marks) for visit in visits()] == [
        ("09:30", ""),
        ("11:00", "age"),
        ("11:15", ""),
    ]


def test_a_clock_that_was_ahead_before_a_sleep_is_marked_and_nothing_else_is(door, clock):
    send(door)
    clock.set("2026-11-24T20:00:00")
    rows = (  # the age leaves out eight hours of sleep; the clock was an hour ahead for two taps
        ("2026-11-24T10:10:00Z", 110),
        ("2026-11-24T11:15:00Z", 105),
        ("2026-11-24T11:16:00Z", 104),
        ("2026-11-24T11:30:00Z", 30),
        ("2026-11-24T19:45:00Z", 15),
    )
    told = [
        a_visit(seq=seq, tapped_at=tapped_at, age_ms=minutes * 60_000)
        for seq, (tapped_at, minutes) in enumerate(rows, 1)
    ]
    send(door, sent_at="2026-11-24T20:00:00Z", visits=told)

    assert [(str(visit.tapped_at)[11:16], visit.marks) for visit in visits()] == [
        ("10:10", ""),
        ("11:15", "clock"),
        ("11:16", "clock"),
        ("11:30", ""),
        ("19:45", ""),
    ]


def test_a_clock_that_the_device_saw_set_back_is_not_asked(door, clock):
    send(door)
    clock.set("2026-11-24T12:00:00")
    rows = [
        a_visit(seq=1, tapped_at="2026-11-24T11:00:00Z", age_ms=3_600_000),
        a_visit(seq=2, tapped_at=None, age_ms=1_800_000),
    ]
    send(door, sent_at="2026-11-24T12:00:00Z", visits=rows)

    assert [(str(visit.tapped_at)[11:16], visit.marks) for visit in visits()] == [
        ("11:00", ""),
        ("11:30", "age"),
    ]


def test_an_age_that_cannot_be_is_not_believed_over_the_clock(door, clock):
    send(door, visits=[a_visit(seq=1, tapped_at="2026-11-24T09:30:00Z")])
    clock.set("2026-11-24T12:00:00")
    late = a_visit(seq=2, tapped_at="2026-11-24T11:00:00Z", age_ms=172_800_000)
    send(door, sent_at="2026-11-24T12:00:00Z", visits=[late])

    assert [(str(visit.tapped_at)[11:16], visit.marks) for visit in visits()] == [
        ("09:30", ""),
        ("11:00", ""),
    ]


def test_a_clock_in_1970_is_seen_through(door, clock):
    send(door, sent_at="1970-01-01T00:00:00Z")
    clock.set("2026-11-24T11:00:00")
    send(door, sent_at="1970-01-01T01:00:00Z", visits=[a_visit(tapped_at="1970-01-01T00:15:00Z")])

    assert str(visits()[0].tapped_at) == "2026-11-24 10:15:00+00:00"
    assert visits()[0].marks == ""


def test_a_tap_is_never_before_the_last_acknowledged_one(door):
    send(door, visits=[a_visit(seq=4)])
    kept = installation(door)
    assert (kept.last_seq, str(kept.last_tapped_at)) == (4, "2026-11-24 09:30:00+00:00")
    send(door, visits=[a_visit(seq=5, tapped_at="2026-11-24T09:00:00Z")])

    assert [(str(visit.tapped_at), visit.marks) for visit in visits()] == [
        ("2026-11-24 09:30:00+00:00", ""),
        ("2026-11-24 09:30:00+00:00", "order"),
    ]


def test_a_visit_sent_late_stands_between_its_neighbours(door):
    send(
        door,
        visits=[a_visit(seq=1, tapped_at="2026-11-24T08:00:00Z"), a_visit(seq=3)],
    )
    send(door, visits=[a_visit(seq=2, tapped_at="2026-11-24T07:00:00Z")])

    assert [str(visit.tapped_at)[11:16] for visit in visits()] == ["08:00", "08:00", "09:30"]
    assert installation(door).last_seq == 3


def test_a_restored_server_asks_for_what_it_no_longer_has(door):
    send(door, visits=[a_visit(seq=1000)])
    assert send(door, last_seq=1204)["resend_from"] == 1001
    fresh = a_visit(seq=1205)
    assert send(door, last_seq=1204, queued=1, visits=[fresh])["resend_from"] == 1001
    again = [a_visit(seq=seq) for seq in (1001, 1204)]
    assert send(door, last_seq=1205, visits=again)["resend_from"] is None
    assert send(door, last_seq=1205)["resend_from"] == 1205
    assert send(door, last_seq=1205, visits=[fresh])["resend_from"] is None
    assert send(door, last_seq=1205)["resend_from"] is None
    assert [visit.seq for visit in visits()] == [1000, 1001, 1204, 1205]


def test_nothing_is_asked_again_of_a_device_whose_queue_is_still_coming(door):
    first = [a_visit(seq=seq) for seq in (1, 2)]

    assert send(door, last_seq=0, queued=4, visits=first)["resend_from"] is None
    assert send(door, last_seq=4, queued=2)["resend_from"] is None


def test_an_unknown_installation_becomes_one_of_this_kiosk(door):
    named = str(uuid4())
    send(door, installation=named, visits=[a_visit(seq=1)])
    send(door, installation=named, visits=[a_visit(seq=2)])

    kept = db.session.scalars(select(Installation).where(Installation.id != door.installation.id))
    [added] = kept
    assert (str(added.id), added.kiosk_id, added.token_hash, added.last_seq) == (
        named,
        door.installation.kiosk_id,
        None,
        2,
    )
    assert {visit.installation_id for visit in visits()} == {added.id}


@pytest.mark.parametrize("state", ["nobody", "unknown", "ended", "revoked", "retired"])
def test_an_unknown_or_revoked_kiosk_is_answered_401_and_keeps_its_queue(client, state):
    if state == "unknown":
        client.flask.set_cookie("kiosk", "never-given", domain="localhost")
    elif state != "nobody":
        kiosk = people.a_kiosk()
        paired = pair(client, kiosk)
        with writing():
            record = db.session.merge(paired if state == "ended" else kiosk)
            setattr(record, f"{state}_at", people.NOW)
    answer = send(client, 401, visits=[a_visit()])

    assert answer == {"error": "This screen is not paired. Please ask a member of staff."}
    assert visits() == []


def test_a_batch_above_500_visits_is_too_large_and_stores_nothing(door):
    answer = send(door, 413, visits=[a_visit() for _ in range(501)])

    assert list(answer) == ["error"]
    assert visits() == []
    assert len(send(door, visits=[a_visit() for _ in range(500)])["stored"]) == 500


def test_a_body_above_one_megabyte_is_too_large(door):
    assert list(send(door, 413, version="x" * 1024 * 1024)) == ["error"]
    assert send(door, version="x" * 900_000)["stored"] == []


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "7", "null", '{"visits": 7}', '{"evaluations": {}}', "[" * 100_000]
)
def test_what_is_no_batch_is_answered_400_in_json(door, body):
    answer = door.post("/sync", body, status=400, headers={"Content-Type": "application/json"})

    assert list(json.loads(answer.response.get_data())) == ["error"]


def test_a_locked_database_is_answered_503_with_retry_after(door, monkeypatch):
    def locked(*given: object) -> None:
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    monkeypatch.setattr(sync.post, "take_in", locked)
    page = door.post("/sync", json={"visits": [a_visit()]}, status=503)

    assert page.response.headers["Retry-After"] == "5"
    assert list(page.response.get_json()) == ["error"]
    assert visits() == []


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_a_batch_from_another_site_is_refused(door, headers):
    page = door.post("/sync", json={"visits": [a_visit()]}, headers=headers, status=403)

    assert list(page.response.get_json()) == ["error"]
    assert visits() == []


def test_what_waits_of_an_earlier_pairing_is_not_told_as_of_this_one(door):
    send(door, queued=3, oldest_age_ms=90_000, storage="kept")
    earlier = str(uuid4())
    send(door, installation=earlier, queued=7, storage="lost", lasting=False, refused=2)

    kept = installation(door)
    assert (kept.queued, kept.oldest_age_ms, kept.storage) == (3, 90_000, "kept")
    assert kept.refused == 2
