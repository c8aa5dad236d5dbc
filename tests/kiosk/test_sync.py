"""POST /sync: batches are taken in whole, once, mended rather than refused."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests import people
from tests.client import Client
from tests.screens import pair
from tests.syncing import ANSWERS, a_visit, evaluations, installation, send, visits


@pytest.fixture
def door(client: Client) -> Client:
    """The screen at Walton's front door."""
    client.installation = pair(client, people.a_kiosk())
    return client


def test_a_visit_is_stored_at_the_time_of_its_tap(door):
    run = people.a_run()
    sent = a_visit(seq=17, age_ms=1_800_000, first_time=True, people=3, run="7q2m-4x")
    answer = send(door, visits=[sent])

    assert answer == {
        "stored": [sent["id"]],
        "refused": [],
        "now": "2026-11-24T10:00:00.000Z",
        "resend_from": None,
    }
    [visit] = visits()
    assert visit.tapped_at == people.NOW - timedelta(minutes=30)
    assert (visit.seq, visit.purpose, visit.first_time, visit.people) == (17, "learning", True, 3)
    assert (visit.run_id, visit.marks, visit.visited_hour) == (run.id, "", 9)
    assert (visit.kiosk_id, visit.installation_id) == (
        door.installation.kiosk_id,
        door.installation.id,
    )


def test_only_id_moment_and_purpose_are_needed(door):
    answer = door.post("/sync", json={"visits": [a_visit()]}).response.get_json()

    assert len(answer["stored"]) == 1
    [visit] = visits()
    assert (visit.people, visit.first_time, visit.run_id, visit.seq) == (1, None, None, None)
    assert (visit.marks, visit.visited_hour) == ("", 9)


def test_a_heartbeat_says_that_the_screen_lives(door, clock):
    clock.set("2026-11-24T10:05:00")
    answer = send(
        door,
        sent_at="2026-11-24T10:04:57Z",
        version="abc123",
        queued=3,
        oldest_age_ms=90000,
        visits=[],
        evaluations=[],
    )

    assert answer["stored"] == []
    kept = installation(door)
    assert str(kept.last_seen_at) == "2026-11-24 10:05:00+00:00"
    assert (kept.version, kept.queued, kept.oldest_age_ms) == ("abc123", 3, 90000)
    assert kept.clock_difference_ms == 3000


def test_each_sync_renews_the_cookie(door):
    page = door.post("/sync", json={})
    [cookie] = page.response.headers.getlist("Set-Cookie")

    assert cookie.startswith(f"kiosk={door.flask.get_cookie('kiosk').value};")
    assert "Max-Age=34560000" in cookie


def test_a_repeated_upload_is_counted_once_and_reported_stored(door):
    sent = a_visit(seq=1)
    send(door, visits=[sent, sent])
    answer = send(door, visits=[{**sent, "purpose": "other", "people": 9}])

    assert answer["stored"] == [sent["id"]]
    assert [(visit.purpose, visit.people) for visit in visits()] == [("learning", 1)]


def test_a_visit_stored_by_its_tap_is_a_repeat(door):
    page = door.get("/")
    id = str(page.find("#tiles input[name=id]")["value"])
    page.submit("Pathways Advice")

    assert send(door, visits=[a_visit(id=id)])["stored"] == [id]
    assert [visit.purpose for visit in visits()] == ["pathways"]


def test_an_undone_visit_stays_undone(door):
    page = door.get("/")
    id = str(page.find("#tiles input[name=id]")["value"])
    page.submit("Pathways Advice").submit("Tapped by mistake? Undo")

    assert send(door, visits=[a_visit(id=id)])["stored"] == [id]
    assert [visit.undone_at for visit in visits()] == [people.NOW]


@pytest.mark.parametrize(
    ("about", "mended", "marks"),
    [
        ({"purpose": "shopping"}, ("not_recorded", 1, None), "purpose"),
        ({"purpose": None}, ("not_recorded", 1, None), "purpose"),
        ({"purpose": ["learning"]}, ("not_recorded", 1, None), "purpose"),
        ({"people": 0}, ("learning", 1, None), "people"),
        ({"people": 31}, ("learning", 1, None), "people"),
        ({"people": "3"}, ("learning", 1, None), "people"),
        ({"people": True}, ("learning", 1, None), "people"),
        ({"people": 30}, ("learning", 30, None), ""),
        ({"first_time": "yes"}, ("learning", 1, None), "first_time"),
        ({"first_time": False}, ("learning", 1, False), ""),
        ({"seq": -1, "age_ms": "old"}, ("learning", 1, None), ""),
        ({"purpose": "", "people": 99, "first_time": 2}, ("not_recorded", 1, None), None),
    ],
)
def test_a_bad_value_is_mended_and_marked_never_refused(door, about, mended, marks):
    answer = send(door, visits=[a_visit(**about)])

    assert (len(answer["stored"]), answer["refused"]) == (1, [])
    [visit] = visits()
    assert (visit.purpose, visit.people, visit.first_time) == mended
    assert visit.marks == ("purpose people first_time" if marks is None else marks)


@pytest.mark.parametrize(
    "told",
    ["yesterday", None, 7, "2026-11-24T09:30:00", "1970-01-01T00:00:00Z", "2031-01-01T00:00:00Z"],
)
def test_an_impossible_time_becomes_the_time_of_receipt(door, told):
    send(door, visits=[a_visit(tapped_at=told)])

    [visit] = visits()
    assert (visit.tapped_at, visit.marks) == (people.NOW, "time")


def test_a_run_unknown_or_elsewhere_or_closed_that_day_is_dropped(door):
    people.a_run("Elsewhere", "bootle", code="7Q2M4Y")
    over = people.TODAY - timedelta(days=15)
    people.a_run("Over", code="7Q2M4Z", days=(over,))
    sent = [
        a_visit(seq=seq, run=code)
        for seq, code in enumerate(["AAAAAA", "7Q2M4Y", "7Q2M4Z", "not a code", 7], start=1)
    ]
    send(door, visits=sent)

    assert [(visit.run_id, visit.marks) for visit in visits()] == [(None, "run")] * 5


def test_a_run_that_was_open_on_the_day_of_the_tap_is_kept(door):
    over = people.TODAY - timedelta(days=15)
    run = people.a_run("Over", days=(over,))
    send(door, visits=[a_visit(run="7Q2M4X", tapped_at=f"{over}T10:00:00Z")])

    assert visits()[0].run_id == run.id


@pytest.mark.parametrize(
    "row",
    [
        7,
        None,
        "x",
        [],
        {"purpose": "learning"},
        {"id": 7},
        {"id": "x"},
        {"id": "00000000-0000-1000-8000-000000000000"},
        {"id": "{7b0c9f4e-6b1d-4c55-9d3c-2f6f6d1e8a10}"},
    ],
)
def test_only_a_row_without_a_proper_id_is_refused_and_the_rest_is_stored(door, row):
    good = a_visit()
    answer = send(door, visits=[row, good], evaluations=[row])

    assert answer["stored"] == [good["id"]]
    assert len(answer["refused"]) == 2
    assert answer["refused"][0]["reason"] in (
        "The id is not a version 4 UUID.",
        "Not an object.",
    )
    assert len(visits()) == 1


def test_an_evaluation_of_the_kiosk_is_stored(door):
    run = people.a_run()
    sent = {"id": str(uuid4()), "run": "7Q2M4X", "held_on": "2026-11-24", **ANSWERS}
    answer = send(door, evaluations=[sent])

    assert answer["stored"] == [sent["id"]]
    [kept] = evaluations()
    assert (kept.run_id, kept.site_id, kept.method) == (run.id, run.site_id, "kiosk")
    assert (str(kept.held_on), kept.covered_needs, kept.felt_valued) == ("2026-11-24", "yes", None)
    send(door, evaluations=[sent])
    assert len(evaluations()) == 1


def test_an_evaluation_whose_run_was_closed_then_waits_for_a_course(door):
    people.a_run()
    sent = {"id": str(uuid4()), "run": "7Q2M4X", "held_on": "2026-11-23", "felt_valued": "yes"}
    send(door, evaluations=[sent])

    [kept] = evaluations()
    assert (kept.run_id, str(kept.held_on)) == (None, "2026-11-23")


def test_the_same_id_with_other_answers_is_another_person_s_and_reported_stored(door):
    people.a_run()
    sent = {"id": str(uuid4()), "run": "7Q2M4X", "held_on": "2026-11-24", **ANSWERS}
    other = {**sent, "covered_needs": "no"}
    send(door, evaluations=[sent])

    for _ in range(2):
        assert send(door, evaluations=[other])["stored"] == [sent["id"]]
    assert sorted(kept.covered_needs for kept in evaluations()) == ["no", "yes"]


@pytest.mark.parametrize("about", [{"covered_needs": "great"}, {"covered_needs": 7}])
def test_an_unknown_answer_is_left_blank(door, about):
    send(door, evaluations=[{"id": str(uuid4()), **about}])

    [kept] = evaluations()
    assert (kept.covered_needs, str(kept.held_on)) == (None, "2026-11-24")


@pytest.mark.parametrize(
    ("held_on", "sent_at"),
    [
        ("2026-11-21", "2026-11-21T10:00:00Z"),  # three days slow
        ("2026-11-26", "2026-11-26T09:00:00Z"),  # nearly two days fast
        ("2026-11-24", "2026-11-24T01:00:00Z"),  # nine hours slow: still the same day
    ],
)
def test_the_day_of_a_form_is_put_right_as_the_time_of_a_tap_is(door, held_on, sent_at):
    run = people.a_run()
    form = {"id": str(uuid4()), "run": "7Q2M4X", "held_on": held_on, "felt_valued": "yes"}
    for sent in (form, {**form, "id": str(uuid4())}):  # at first, and once the clock is known
        send(door, sent_at=sent_at, evaluations=[sent])

    assert [(kept.run_id, str(kept.held_on)) for kept in evaluations()] == [
        (run.id, "2026-11-24")
    ] * 2


def test_a_clock_that_was_put_right_or_wrong_meanwhile_is_not_what_a_form_was_given_by(door, clock):
    send(door)
    clock.set("2026-11-26T10:00:00")
    form = {"id": str(uuid4()), "held_on": "2026-11-25", "felt_valued": "yes"}
    send(door, sent_at="2026-11-28T10:00:00Z", evaluations=[form])

    assert [str(kept.held_on) for kept in evaluations()] == ["2026-11-25"]


@pytest.mark.parametrize(
    "held_on", ["1970-01-01", "0001-01-01", "2016-04-30", "2026-11-25", "9999-12-31"]
)
def test_a_day_that_cannot_be_is_the_day_of_receipt_and_logged(door, caplog, held_on):
    door.app.logger.addHandler(caplog.handler)
    form = {"id": str(uuid4()), "held_on": held_on, "felt_valued": "yes"}
    send(door, sent_at="2026-11-24T10:00:00Z", evaluations=[form])
    door.app.logger.removeHandler(caplog.handler)

    assert [str(kept.held_on) for kept in evaluations()] == ["2026-11-24"]
    [said] = [record.fields for record in caplog.records if record.msg.startswith("took the day")]
    assert said["forms"] == 1
    assert held_on not in str(said)


@pytest.mark.parametrize("seq", [10_000_000, 2**52])
def test_a_number_that_no_screen_reaches_leaves_nothing_missing(door, seq):
    send(door, last_seq=2**52, visits=[a_visit(seq=1), a_visit(seq=seq)])

    assert sorted(visit.seq or 0 for visit in visits()) == [0, 1]
    assert installation(door).last_seq == 1


def test_a_form_without_any_answer_is_acknowledged_and_counted_nowhere(door):
    empty = {"id": str(uuid4()), "run": None, "held_on": "2026-11-24", "felt_valued": None}
    answer = send(door, evaluations=[empty])

    assert (answer["stored"], answer["refused"]) == ([empty["id"]], [])
    assert evaluations() == []


def test_a_page_that_only_asks_whether_we_answer_forgets_nothing(door):
    told = {"version": "abc", "queued": 3, "oldest_age_ms": 90_000, "lasting": True}
    send(door, **told, storage="kept")
    send(door)

    kept = installation(door)
    assert {name: getattr(kept, name) for name in told} == told
    assert kept.storage == "kept"
    send(door, version="abd", queued=0)
    assert (installation(door).queued, installation(door).oldest_age_ms) == (0, None)
