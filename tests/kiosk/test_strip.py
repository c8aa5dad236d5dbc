"""After the tap: what the strip adds, undoes and never brings back."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.exc import OperationalError

from kiosk.checkin import screen
from kiosk.database import db
from kiosk.models import Visit
from tests import people
from tests.client import Client
from tests.screens import pair
from tests.taps import TAP, fresh_id, strip, tap, visits


@pytest.fixture
def door(client: Client) -> Client:
    """The screen at Walton's front door."""
    pair(client, people.a_kiosk())
    return client


def test_first_time_here_is_one_tap(door):
    page = door.get("/").submit(TAP).submit("First time here?")

    assert "Lovely to meet you. Say hello at the desk and someone will show you round." in page.text
    assert "First time here?" not in strip(page)
    assert visits()[0].first_time is True


def test_seven_others_make_eight_people(door):
    page = door.get("/").submit(TAP).submit("Others came with me")
    assert strip(page) == ["1", "2", "3", "4", "5", "6", "7", "8", "More", "Back"]

    assert "We have counted 8 of you." in page.submit("7").text
    assert visits()[0].people == 8


def test_up_to_twenty_nine_others_can_be_counted(door):
    page = door.get("/").submit(TAP).submit("Others came with me")
    page = page.submit("More").submit("More").submit("More")
    assert strip(page) == ["25", "26", "27", "28", "29", "Back"]

    page.submit("29")
    assert visits()[0].people == 30


@pytest.mark.parametrize("number", ["0", "30", "-1", "x", "7.5", "0099", "1" * 5000])
def test_an_impossible_number_of_others_changes_nothing(door, number):
    id = fresh_id(door.get("/"))
    tap(door, id)

    door.post(f"/check-in/{id}/others", {"others": number})
    assert visits()[0].people == 1


def test_the_only_course_today_is_one_tap(door):
    run = people.a_run()
    page = door.get("/").submit(TAP).submit("Today’s course")

    assert "Mindfulness for beginners. Enjoy it." in page.text
    assert "Today’s course" not in strip(page)
    assert "Today’s course (done)" in page.text
    assert visits()[0].run_id == run.id


def test_of_several_courses_today_one_is_picked(door):
    people.a_run()
    singing = people.a_run("Singing", code="7Q2M4Z")
    people.a_run("Elsewhere", "bootle", code="7Q2M4Y")
    page = door.get("/").submit(TAP).submit("Today’s course")
    assert strip(page) == ["10:00 Mindfulness for beginners", "10:00 Singing", "Back"]

    page = page.submit("10:00 Singing")
    assert visits()[0].run_id == singing.id
    assert "Singing. Enjoy it." in page.text
    page.submit("Today’s course").submit("10:00 Mindfulness for beginners")
    assert visits()[0].run_id != singing.id


def test_the_strip_says_what_was_added_last_and_keeps_each_key_in_its_place(door):
    people.a_run()
    page = door.get("/").submit(TAP).submit("First time here?")
    page = page.submit("Others came with me").submit("7")
    assert page.find(".strip__line").get_text() == "We have counted 8 of you."

    page = page.submit("Today’s course")
    assert page.find(".strip__line").get_text() == "Mindfulness for beginners. Enjoy it."
    keys = [" ".join(key.get_text(" ").split()) for key in page.soup.select(".strip .key")]
    assert keys == [
        "First time here (done)",
        "Today’s course (done)",
        "Others came with me",
        "Tapped by mistake? Undo",
        "I need more time",
    ]
    assert "We have counted 4 of you." in page.submit("Others came with me").submit("3").text


def test_the_strip_never_says_what_was_not_recorded(door):
    page = door.get("/").submit(TAP)
    address = page.response.request.full_path

    assert "Only if you like:" in door.get(f"{address}&said=others").text
    assert "Only if you like:" in door.get(f"{address}&said=x").text


def test_a_course_of_another_site_cannot_be_picked(door):
    elsewhere = people.a_run("Elsewhere", "bootle")
    id = fresh_id(door.get("/"))
    tap(door, id)

    door.post(f"/check-in/{id}/course", {"run": str(elsewhere.id)})
    assert visits()[0].run_id is None


def test_without_a_course_today_none_is_offered(door):
    assert strip(door.get("/").submit(TAP)) == [
        "First time here?",
        "Others came with me",
        "Tapped by mistake? Undo",
        "I need more time",
    ]


def test_undo_keeps_the_row_and_counts_nothing(door, clock):
    page = door.get("/").submit(TAP)
    clock.set("2026-11-24T10:00:04")
    page = page.submit("Tapped by mistake? Undo")

    assert page.h1 == "The Life Rooms, Walton"
    assert "Undone. Nothing was counted." in page.text
    [visit] = visits()
    assert visit.undone_at == people.NOW + timedelta(seconds=4)
    address = page.response.request.full_path
    clock.set("2026-11-24T10:00:12")
    assert "Undone" not in door.get(address).text


def test_an_undone_visit_stays_undone_when_its_page_is_sent_again(door, clock):
    id = fresh_id(door.get("/"))
    tap(door, id).submit("Tapped by mistake? Undo")
    clock.set("2026-11-24T10:00:01")

    assert "Undone. Nothing was counted." in tap(door, id, "pathways").text
    [visit] = visits()
    assert (visit.purpose, visit.undone_at) == ("learning", people.NOW)


@pytest.mark.parametrize("action", ["first-time", "others", "course", "undo", "more", "back"])
def test_two_minutes_after_a_tap_nothing_more_can_be_added(door, clock, action):
    id = fresh_id(door.get("/"))
    tap(door, id)
    clock.set("2026-11-24T10:02:01")
    page = door.post(f"/check-in/{id}/{action}", {"others": "3"})

    assert page.h1 == "The Life Rooms, Walton"
    [visit] = visits()
    assert (visit.people, visit.first_time, visit.undone_at) == (1, None, None)


def test_only_the_kiosk_that_took_a_visit_can_add_to_it(door, new_client):
    id = fresh_id(door.get("/"))
    tap(door, id)
    other = new_client()
    pair(other, people.a_kiosk(name="Back door"))

    other.post(f"/check-in/{id}/undo")
    new_client().post(f"/check-in/{id}/undo")
    assert visits()[0].undone_at is None


def test_addresses_that_only_take_taps_lead_back_to_the_screen(door):
    assert door.get("/check-in").h1 == "The Life Rooms, Walton"
    assert door.get(f"/check-in/{uuid4()}/undo").h1 == "The Life Rooms, Walton"


def test_text_size_lasts_through_a_tap_and_only_known_sizes_are_taken(door):
    page = door.get("/").follow("A++")
    assert page.find("html")["data-text-size"] == "largest"
    page = page.submit(TAP).submit("First time here?")
    assert page.find("html")["data-text-size"] == "largest"
    assert not door.get("/?size=huge").find("html").has_attr("data-text-size")


def test_the_way_back_from_help_keeps_the_text_size(door):
    page = door.get("/?size=largest").follow("Need help now?")

    assert page.link("Back to the check-in screen") == "/?size=largest"


def test_help_gives_the_desk_line_and_numbers_as_plain_text(door):
    page = door.get("/").follow("Need help now?")

    assert page.h1 == "You can talk to someone here now"
    assert "Come to the desk, or ask anyone with a badge." in page.text
    assert "You can ask to use our phone." in page.text
    assert "116 123" in page.text
    assert page.soup.select('a[href^="tel:"], a[href^="sms:"]') == []
    assert page.follow("Back to the check-in screen").h1 == "The Life Rooms, Walton"


def test_a_visit_that_could_not_be_stored_is_never_welcomed(door, monkeypatch):
    def locked(*given: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(screen, "record_visit", locked)
    page = tap(door, str(uuid4()), status=503)

    assert page.h1 == "Please tell a member of staff"
    assert page.response.headers["Retry-After"] == "5"
    assert visits() == []


def test_a_check_in_is_one_read_and_one_write(door):
    tap(door, fresh_id(door.get("/")))  # the first of a day also notes that the screen was seen
    statements = []
    id = fresh_id(door.get("/"))

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement.split()[0])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        data = {"id": id, "purpose": "learning"}
        headers = {"Sec-Fetch-Site": "same-origin"}
        door.flask.post("/check-in", base_url=door.base_url, data=data, headers=headers)
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    kept = [word for word in statements if word in ("SELECT", "INSERT", "UPDATE")]
    assert kept == ["SELECT", "INSERT"]
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 2


def test_every_page_at_rest_has_an_id_of_its_own(door):
    ids = {fresh_id(door.get("/")) for _ in range(3)}

    assert len(ids) == 3
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", id) for id in ids)
