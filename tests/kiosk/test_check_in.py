"""The check-in screen: one tap, a welcome, and nothing that brings the last person back."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Installation
from tests import people
from tests.client import Client, Page
from tests.screens import pair
from tests.taps import TAP, fresh_id, strip, tap, visits


@pytest.fixture
def door(client: Client) -> Client:
    """The screen at Walton's front door."""
    pair(client, people.a_kiosk())
    return client


def test_one_tap_is_a_visit_and_a_welcome(door):
    page = door.get("/").submit(TAP)

    assert page.h1 == "Welcome. Come on in."
    assert "Your visit is counted. No name needed." in page.text
    [visit] = visits()
    assert (visit.purpose, visit.people, visit.first_time, visit.marks) == ("learning", 1, None, "")
    assert visit.site_id == people.site("walton").id
    assert (str(visit.visited_on), visit.visited_hour, str(visit.received_on)) == (
        "2026-11-24",
        10,
        "2026-11-24",
    )
    assert visit.installation_id == db.session.scalars(select(Installation.id)).one()


@pytest.mark.parametrize(
    ("tile", "purpose"),
    [
        ("A course or group", "learning"),
        ("Pathways Advice", "pathways"),
        ("Work and volunteering", "employment"),
        ("Café, computers or space to be", "community"),
        ("Just looking, or not sure", "other"),
    ],
)
def test_each_tile_stores_its_purpose(door, tile, purpose):
    door.get("/").submit(tile)

    assert [visit.purpose for visit in visits()] == [purpose]


def test_the_band_never_says_the_purpose(door):
    page = door.get("/").submit("Pathways Advice")

    assert "Pathways" not in page.find(".band").get_text()


def test_at_rest_the_screen_greets_and_says_what_is_on_today(door, clock):
    people.a_run("Mindfulness for beginners", room="Garden Room")
    page = door.get("/")

    assert page.h1 == "The Life Rooms, Walton"
    assert "Good morning" in page.text
    assert "Tap if you like. Everyone is welcome." in page.text
    assert "10:00 Mindfulness for beginners, Garden Room" in page.text
    assert "What brings you in? Pick the main one." in page.text
    assert "Been in already today? Just walk in." in page.text
    assert "All visits sent" in page.text
    clock.set("2026-11-24T14:00")
    assert "Good afternoon" in door.get("/").text
    clock.set("2026-11-24T18:00")
    assert "Good evening" in door.get("/").text


def test_the_tiles_stand_in_the_same_places_after_a_tap(door):
    rest = door.get("/")
    band = rest.submit(TAP)

    assert rest.find(".tiles") == band.find(".tiles")


def test_the_band_goes_after_eight_seconds_and_nothing_brings_it_back(door, clock):
    address = door.get("/").submit(TAP).response.request.full_path
    clock.set("2026-11-24T10:00:07.900")
    assert door.get(address).h1 == "Welcome. Come on in."
    clock.set("2026-11-24T10:00:08")
    page = door.get(address)

    assert page.h1 == "The Life Rooms, Walton"
    assert strip(page) == []


def test_with_large_text_the_band_stays_twenty_seconds(door, clock):
    page = door.get("/?size=large").submit(TAP)
    assert page.find("html")["data-text-size"] == "large"
    address = page.response.request.full_path
    clock.set("2026-11-24T10:00:19.900")
    assert door.get(address).h1 == "Welcome. Come on in."
    clock.set("2026-11-24T10:00:20")
    assert door.get(address).h1 == "The Life Rooms, Walton"


def test_after_a_touch_the_band_stays_twenty_seconds_more(door, clock):
    page = door.get("/").submit(TAP)
    clock.set("2026-11-24T10:00:05")
    address = page.submit("Others came with me").response.request.full_path
    clock.set("2026-11-24T10:00:24.900")
    assert door.get(address).h1 == "Welcome. Come on in."
    clock.set("2026-11-24T10:00:25")
    assert door.get(address).h1 == "The Life Rooms, Walton"


def test_somebody_who_needs_more_time_has_a_minute_of_quiet_and_is_asked(door, clock):
    page = door.get("/").submit(TAP).submit("I need more time")
    address = page.response.request.full_path

    assert "Take your time" in strip(page)
    assert "I need more time" not in strip(page)
    assert page.soup.select("#countdown") == []  # the line stands still
    assert page.find("body")["data-ends-in"] == "80000"
    assert page.find("body")["data-asking"] == "20000"
    clock.set("2026-11-24T10:01:19")
    assert door.get(address).submit("First time here?").h1 == "Welcome. Come on in."
    clock.set("2026-11-24T10:02:39")
    assert door.get(address).h1 == "The Life Rooms, Walton"


def test_without_javascript_the_screen_goes_back_to_rest_by_itself(door):
    def refresh(page: Page) -> str:
        return str(page.find("noscript meta")["content"])

    rest = door.get("/")
    assert refresh(rest) == "300;url=/"
    assert refresh(rest.submit(TAP)) == "8;url=/"
    assert refresh(door.get("/?size=largest")) == "60;url=/"


def test_the_next_person_s_tap_closes_the_last_one_s_band_and_strip(door, clock):
    first = door.get("/").submit(TAP)
    clock.set("2026-11-24T10:00:03")
    second = first.submit(TAP)

    assert second.h1 == "Welcome. Come on in."
    assert len(visits()) == 2
    assert door.get(first.response.request.full_path).h1 == "The Life Rooms, Walton"


def test_the_same_page_sent_twice_is_one_visit(door, clock):
    id = fresh_id(door.get("/"))
    tap(door, id)
    clock.set("2026-11-24T10:00:09")

    assert tap(door, id).h1 == "The Life Rooms, Walton"  # its eight seconds are over
    assert len(visits()) == 1


def test_another_tile_within_two_seconds_corrects_the_purpose(door, clock):
    id = fresh_id(door.get("/"))
    tap(door, id, "learning")
    clock.set("2026-11-24T10:00:02")

    assert tap(door, id, "pathways").h1 == "Welcome. Come on in."
    assert [visit.purpose for visit in visits()] == ["pathways"]


def test_after_two_seconds_the_first_purpose_stands(door, clock):
    id = fresh_id(door.get("/"))
    tap(door, id, "learning")
    clock.set("2026-11-24T10:00:02.001")

    assert tap(door, id, "pathways").h1 == "Welcome. Come on in."
    assert [visit.purpose for visit in visits()] == ["learning"]


def test_after_ten_seconds_the_same_id_records_nothing_and_asks_to_tap_again(door, clock):
    id = fresh_id(door.get("/"))
    tap(door, id)
    clock.set("2026-11-24T10:00:10.001")
    page = tap(door, id)

    assert page.h1 == "Tap again to check in"
    assert len(visits()) == 1
    assert fresh_id(page) != id
    assert page.submit(TAP).h1 == "Welcome. Come on in."
    assert len(visits()) == 2


def test_an_id_of_another_kiosk_s_visit_asks_to_tap_again(door, new_client):
    other = new_client()
    pair(other, people.a_kiosk("bootle", "Hall"))
    id = fresh_id(other.get("/"))
    tap(other, id)

    assert tap(door, id).h1 == "Tap again to check in"
    assert len(visits()) == 1
    assert door.get(f"/?visit={id}").h1 == "The Life Rooms, Walton"


@pytest.mark.parametrize("id", ["", "7", "not-an-id", "00000000-0000-1000-8000-000000000000"])
def test_a_tap_without_a_proper_id_is_not_counted_and_says_so(door, id):
    page = tap(door, id, status=400)

    assert page.h1 == "Tap again to check in"
    assert "We could not read that tap, so it was not counted." in page.text
    assert visits() == []


@pytest.mark.parametrize("purpose", ["", "not_recorded", "LEARNING", "x" * 500])
def test_a_tap_without_a_known_purpose_is_not_counted_and_says_so(door, purpose):
    page = tap(door, str(uuid4()), purpose, status=400)

    assert "We could not tell which tile you tapped, so it was not counted." in page.text
    assert visits() == []


def test_an_unpaired_browser_sees_the_resting_page_and_records_nothing(client):
    page = client.get("/")
    assert page.h1 == "Welcome, come on in"
    assert "This screen is resting." in page.text
    assert page.link("Give course feedback") == "/f/?shared=1"
    assert page.link("Pair this screen") == "/pair"
    assert page.link("Sign in") == "/admin/sign-in?shared=1"

    assert tap(client, str(uuid4())).h1 == "Welcome, come on in"
    assert visits() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_post_from_another_site_is_refused(door, headers):
    tap(door, str(uuid4()), headers=headers, status=403)

    assert visits() == []


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://localhost", 303), ("null", 403), ("https://elsewhere.example", 403), (None, 403)],
)
def test_an_old_browser_s_post_needs_our_own_origin(door, origin, status):
    headers = {"Origin": origin} if origin else {}
    data = {"id": str(uuid4()), "purpose": "learning"}
    answer = door.flask.post("/check-in", base_url=door.base_url, data=data, headers=headers)

    assert answer.status_code == status
    assert len(visits()) == (status == 303)
