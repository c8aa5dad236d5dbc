"""The days on which a screen was seen: noted once a day, whoever spoke first."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, select

from admin.catalogue.screens import register_pairing_code
from kiosk.database import db, writing
from kiosk.models import ScreenDay
from tests import people
from tests.client import Client
from tests.screens import pair
from tests.syncing import a_visit, send
from tests.taps import fresh_id, tap


@pytest.fixture
def door(client: Client) -> Client:
    """The screen at Walton's front door."""
    client.installation = pair(client, people.a_kiosk())
    return client


def seen() -> list[tuple[int, date]]:
    query = select(ScreenDay.kiosk_id, ScreenDay.day).order_by(ScreenDay.kiosk_id, ScreenDay.day)
    return [(kiosk_id, day) for kiosk_id, day in db.session.execute(query)]


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that the database is sent meanwhile, without the transactions' own."""
    sent: list[str] = []

    def note(connection, cursor, statement, *rest):
        if statement.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            sent.append(" ".join(statement.split()[:3]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_the_first_tap_of_a_day_notes_the_day(door, clock):
    kiosk_id = door.installation.kiosk_id
    tap(door, fresh_id(door.get("/")))
    tap(door, fresh_id(door.get("/")))
    assert seen() == [(kiosk_id, date(2026, 11, 24))]

    clock.set("2026-11-25T00:00:01")
    tap(door, fresh_id(door.get("/")))

    assert seen() == [(kiosk_id, date(2026, 11, 24)), (kiosk_id, date(2026, 11, 25))]


def test_a_tap_costs_no_statement_more_but_once_a_day(door):
    with statements() as first:
        tap(door, str(uuid4()))
    with statements() as second:
        tap(door, str(uuid4()))

    assert len(first) - len(second) == 2
    assert [each for each in first if "SELECT" not in each] == [
        "INSERT INTO visit",
        "INSERT INTO screen_day",
        "UPDATE installation SET",
    ]
    assert [each for each in second if "SELECT" not in each] == ["INSERT INTO visit"]


def test_a_heartbeat_notes_the_day(door):
    send(door)
    send(door)

    assert seen() == [(door.installation.kiosk_id, date(2026, 11, 24))]


def test_visits_that_come_late_note_the_days_of_their_taps(door):
    send(
        door,
        visits=[
            a_visit(tapped_at="2026-11-20T10:00:00Z"),
            a_visit(tapped_at="2026-11-20T11:00:00Z"),
            a_visit(tapped_at="2026-11-23T10:00:00Z"),
        ],
    )

    assert [day.day for _kiosk, day in seen()] == [20, 23, 24]


def test_a_sync_of_today_s_visits_costs_no_statement_more_but_once_a_day(door):
    send(door)
    with statements() as sent:
        send(door, visits=[a_visit(seq=1)])

    # The device, its pairing, what was struck out of the time of these taps; none for the day.
    assert [each.split()[0] for each in sent] == ["SELECT", "SELECT", "SELECT", "INSERT", "UPDATE"]
    assert "installation" in sent[1]
    assert "strike" in sent[2]


def test_pairing_a_screen_is_seeing_it(client):
    with writing():
        code = register_pairing_code(people.NOW, people.site(), "Front door")
    client.get("/pair").submit("Pair this screen", code=code)

    assert [day for _kiosk, day in seen()] == [date(2026, 11, 24)]
