"""How each screen does: what waits on it, is missing, held or doubtful; its visits again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from kiosk.database import db, writing
from kiosk.models import AuditEntry, HeldEvaluation, HeldVisit, Installation, Kiosk, ScreenDay
from tests import people
from tests.client import Page, words
from tests.screens import pair
from tests.staff import sign_in
from tests.syncing import ANSWERS, a_visit, evaluations, send, visits


@pytest.fixture
def desk(client):
    """A manager's browser."""
    return sign_in(client, people.a_person("ann@example.org", "manager"))


@pytest.fixture
def door(new_client):
    """The screen at Walton's front door."""
    screen = new_client()
    screen.kiosk = people.a_kiosk()
    screen.installation = pair(screen, screen.kiosk)
    return screen


def row(desk) -> list[str]:
    return desk.get("people.screens").rows("Screens at Walton")[1]


def facts(page: Page) -> dict[str, str]:
    return {
        " ".join(one.find("dt").get_text(" ").split()): " ".join(
            one.find("dd").get_text(" ").split()
        )
        for one in page.soup.select(".how > div")
    }


def test_all_is_well(desk, door):
    send(door, last_seq=0, version="abc123", visits=[a_visit(seq=1), a_visit(seq=2)])

    assert row(desk) == [
        "Front door",
        "in use",
        "Today, 10:00 to 11:00 version abc123",
        "0",
        "1 to 2 received, none missing",
        "–",
    ]
    page = desk.get("people.one_screen", kiosk_id=door.kiosk.id)
    assert facts(page) == {
        "Waiting to send": "0",
        "Its visits": "1 to 2 received, none missing",
        "Its clock": "right",
        "What it keeps": "–",
        "Version": "abc123",
        "Refused": "0",
        "To see to": "–",
    }


def test_what_waits_what_is_missing_and_a_wrong_clock_are_told(desk, door):
    send(door, visits=[a_visit(seq=1), a_visit(seq=1204)])
    sent_at = (people.NOW - timedelta(minutes=3)).isoformat()
    refused = [{"id": "no uuid"}, {"id": 7}]
    send(door, sent_at=sent_at, queued=2, oldest_age_ms=7_200_000, visits=refused)

    assert row(desk)[3:] == [
        "2 the oldest for 2 hours",
        "1 to 1,204 received, 1,202 missing",
        "1,202 visits are missing 2 rows were refused Its clock is 3 minutes slow",
    ]


def test_the_device_s_own_count_of_refused_rows_is_believed(desk, door):
    send(door, refused=5, visits=[{"id": "no uuid"}])
    assert row(desk)[5] == "5 rows were refused"

    send(door, refused=0)
    assert row(desk)[5] == "–"


def test_each_pairing_has_its_own_count(desk, door):
    earlier = people.an_installation(door.kiosk)
    with writing():
        record = db.session.merge(earlier)
        record.paired_at = people.NOW - timedelta(days=30)
        record.ended_at = people.NOW
        record.last_seq = 7
    send(door, visits=[a_visit(seq=1)])

    page = desk.get("people.one_screen", kiosk_id=door.kiosk.id)

    assert "24 November 2026 (now): 1 to 1 received, none missing" in page.text
    assert "25 October 2026: 1 to 7 received, 7 missing" in page.text


@pytest.mark.parametrize(("taps", "said"), [(10, "–"), (11, "11 taps in one minute between")])
def test_many_taps_in_a_minute_are_asked_about(desk, door, taps, said):
    for number in range(taps):
        people.a_visit(
            at=people.NOW - timedelta(minutes=50, seconds=5 * number), kiosk_id=door.kiosk.id
        )

    assert said in row(desk)[5]


def test_taps_that_came_thick_lead_to_where_they_are_struck_out(desk, door):
    for seconds in range(0, 44, 4):
        at = people.NOW.replace(day=23, hour=15) + timedelta(seconds=seconds)
        people.a_visit(at=at, kiosk_id=door.kiosk.id)
    words = "Monday 23 November: 11 taps in one minute between 15:00 and 16:00: check?"

    page = desk.get("people.screens").follow(words)

    assert page.path == "/admin/upkeep/sites/walton/mistakes"
    assert page.find("input[name=day]")["value"] == "2026-11-23"


def test_staff_ask_for_the_last_30_days_again(desk, door):
    send(door, visits=[a_visit(seq=1)])
    page = desk.get("people.one_screen", kiosk_id=door.kiosk.id)

    page = page.submit("Ask for the last 30 days again")

    assert "Front door sends its last 30 days again." in page.text
    assert "asked for its last 30 days again" in page.text
    assert send(door, last_seq=1)["resend_from"] == 1
    assert actions()[-1] == ("asked a screen for its last 30 days again", "Front door")


def test_nobody_is_asked_where_no_device_is_paired(desk):
    kiosk = people.a_kiosk()
    page = desk.get("people.one_screen", kiosk_id=kiosk.id)
    assert "Ask for the last 30 days again" not in page.text

    token = page.soup.select("input[name=csrf_token]")[0]["value"]
    page = desk.post(f"/admin/people/screens/{kiosk.id}/again", {"csrf_token": token})

    assert "there is nobody to ask" in page.text


def actions() -> list[tuple[str, str]]:
    query = select(AuditEntry.action, AuditEntry.subject).order_by(AuditEntry.id)
    return [(action, subject) for action, subject in db.session.execute(query)]


@pytest.fixture
def held(desk, door, new_client):
    """Walton's screen was stopped; its device is Bootle's now, and sends what it still had."""
    desk.get("people.one_screen", kiosk_id=door.kiosk.id).submit("Yes, stop it")
    device = new_client()
    device.installation = pair(device, people.a_kiosk("bootle", "Hall"))
    device.sent = {
        "installation": str(door.installation.id),
        "visits": [
            a_visit(seq=1, tapped_at="2026-11-20T10:00:00Z", people=3),
            a_visit(seq=2, tapped_at="2026-11-23T10:00:00Z", run="7Q2M4X"),
        ],
        "evaluations": [{"id": str(uuid4()), "run": "7Q2M4X", "held_on": "2026-11-23", **ANSWERS}],
    }
    device.kiosk = door.kiosk
    device.run = people.a_run(days=(people.TODAY - timedelta(days=1),))
    send(device, **device.sent)
    return device


def test_what_a_stopped_screen_still_had_is_held_for_a_manager(desk, held):
    words = "2 visits are held, from 20 November 2026 to 23 November 2026. 1 form is held."

    assert row(desk)[5] == words
    assert words in desk.get("people.one_screen", kiosk_id=held.kiosk.id).text
    assert visits() == []


def test_a_manager_accepts_what_is_held(desk, held):
    page = desk.get("people.one_screen", kiosk_id=held.kiosk.id).submit("Accept them")

    assert "2 visits and 1 form are in the figures now." in page.text
    walton = people.site().id
    assert [(one.site_id, one.people, one.seq) for one in visits()] == [
        (walton, 3, 1),
        (walton, 1, 2),
    ]
    assert [one.run_id for one in visits()] == [None, held.run.id]
    [form] = evaluations()
    assert (form.site_id, form.run_id, form.covered_needs) == (walton, held.run.id, "yes")
    days = select(ScreenDay.day).where(ScreenDay.kiosk_id == held.kiosk.id).order_by(ScreenDay.day)
    assert [day.day for day in db.session.scalars(days)] == [20, 23]
    assert actions()[-1] == ("accepted held visits", "Front door")
    assert "Held for you" not in page.text

    send(held, **held.sent)
    assert len(visits()) == 2
    assert db.session.scalars(select(HeldVisit)).all() == []
    assert row(desk)[5] == "–"


def test_a_manager_discards_what_is_held_and_a_repeat_stays_discarded(desk, held):
    page = desk.get("people.one_screen", kiosk_id=held.kiosk.id).submit("Yes, discard them")
    assert "2 visits and 1 form are discarded." in page.text

    send(held, **held.sent)

    assert row(desk)[4:] == ["–", "–"]
    assert (visits(), evaluations()) == ([], [])
    [kept] = db.session.scalars(select(HeldEvaluation))
    assert (kept.covered_needs, str(kept.discarded_on)) == (None, "2026-11-24")
    assert actions()[-1] == ("discarded held visits", "Front door")


def asked_first(page: Page) -> list[tuple[str, str]]:
    """Each closed question of a page: the words that open it, and the button inside."""
    return [
        (words(part.summary), words(part.form.button))
        for part in page.soup.select("details:not([open])")
    ]


def test_what_cannot_be_taken_back_is_asked_first(desk, held):
    stopped = desk.get("people.one_screen", kiosk_id=held.kiosk.id)
    assert asked_first(stopped) == [
        ("Discard them", "Yes, discard them"),
        ("Put away", "Yes, put it away"),
    ]
    another = people.a_kiosk("walton", "Garden")
    assert asked_first(desk.get("people.one_screen", kiosk_id=another.id)) == [
        ("Stop this screen", "Yes, stop it"),
        ("Put away", "Yes, put it away"),
    ]


def test_a_screen_that_was_stopped_and_paired_anew_holds_only_what_was_before(desk, held, door):
    desk.get("people.one_screen", kiosk_id=held.kiosk.id).submit("Accept them")
    with writing():
        db.session.get_one(Kiosk, held.kiosk.id).revoked_at = None
        again = people.Installation(
            id=uuid4(), kiosk_id=held.kiosk.id, paired_at=people.NOW, ended_at=people.NOW
        )
        db.session.add(again)

    send(held, installation=str(again.id), visits=[a_visit(seq=1)])
    send(held, installation=str(door.installation.id), visits=[a_visit(seq=3)])

    assert len(visits()) == 3
    assert len(db.session.scalars(select(HeldVisit)).all()) == 1
    assert db.session.get_one(Installation, again.id).revoked_at is None
