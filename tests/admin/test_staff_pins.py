"""The PIN of a staff corner: made by a manager, read on the screens page and the desk card."""

import re

from kiosk.pins import pin_check, staff_pin
from tests import people
from tests.screens import pair
from tests.staff import sign_in


def test_a_manager_makes_a_pin_and_it_stands_on_the_desk_card(client):
    people.a_kiosk()
    sign_in(client, people.a_person("m@example.org", "manager"))
    page = client.get("/admin/people/screens")
    assert "The staff corner of its screens opens with a PIN. There is none yet." in page.text

    page = page.submit("Make a PIN")
    first = staff_pin(people.site("walton").id)
    assert first is not None
    assert re.fullmatch(r"\d{6}", first)
    assert f"PIN of the staff corner: {first}" in page.text
    assert first in client.get("/admin/upkeep/sites/walton/desk-card").text

    page.submit("Make another PIN")
    assert staff_pin(people.site("walton").id) != first


def test_the_page_of_the_screen_carries_no_pin_but_what_it_is_checked_by(client, new_client):
    manager = sign_in(new_client(), people.a_person("m@example.org", "manager"))
    pair(client, people.a_kiosk())
    manager.get("/admin/people/screens").submit("Make a PIN")
    pin = staff_pin(people.site("walton").id)
    assert pin is not None

    page = client.get("/screen/staff")

    check = pin_check(pin)
    assert page.find("body")["data-derived"] == check.derived
    assert (check.digits, check.rounds, len(check.salt), len(check.derived)) == (6, 200_000, 32, 64)
    assert pin not in page.response.get_data(as_text=True)
