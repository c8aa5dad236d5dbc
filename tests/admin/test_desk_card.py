"""The card at the desk: what to do, whom to call, and a grid to count on."""

import pytest

from kiosk.database import db, writing
from tests import people
from tests.staff import sign_in


@pytest.fixture
def card(client):
    with writing():
        walton = people.site()
        walton.desk_line = "Ask Jo at the counter."
        db.session.add(walton)
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))
    return manager.get("upkeep.page").follow("Card for the desk")


def test_it_says_what_to_do(card):
    assert card.h1 == "At the desk"
    assert [heading.get_text() for heading in card.soup.select(".desk h2")] == [
        "The screen is off",
        "It says “This screen is resting”",
        "It says something else",
        "Somebody is upset",
        "Count by hand",
    ]
    assert "Ask Jo at the counter." in card.text


def test_it_says_that_the_screen_goes_on_without_internet_and_when_to_count_by_hand(card):
    assert "No internet? The screen goes on by itself, and sends its visits later." in card.text
    assert "It shows an error? Count by hand, below, until it is back." in card.text


def test_a_resting_screen_is_paired_with_its_card_or_a_code_by_the_words_it_shows(card):
    assert "Find the pairing card of the screen, or ask a manager for a code." in card.text
    assert "At its foot, touch “Pair this screen” and type the code." in card.text
    assert "small link" not in card.text


def test_the_help_numbers_are_the_services_own(card):
    numbers = [strong.get_text() for strong in card.soup.select(".desk__upset strong")]

    assert numbers == ["999", "111", "116 123", "85258", "0800 1111"]
    assert "These numbers were last checked on 22 November 2026." in card.text


def test_there_is_a_grid_to_count_on_hour_by_hour(card):
    head, *days = card.rows("A grid to count on")

    assert head == ["Date", *(f"{hour:02}:00" for hour in range(9, 17)), "All"]
    assert len(days) == 5


def test_the_room_offers_every_export_of_this_year(client):
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))

    page = manager.get("upkeep.page")

    year = "from=2026-04-01&to=2027-03-31"
    assert page.link("XLSX Visits") == f"/admin/export/visits.xlsx?{year}"
    assert page.link("CSV Comments") == f"/admin/export/comments.csv?{year}"
    assert page.link("to share (XLSX) Summary") == f"/admin/export/summary.xlsx?view=shared&{year}"
