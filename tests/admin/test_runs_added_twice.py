"""A run that is added twice, as when a button is pressed twice, is added once."""

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Course, CourseRun
from tests import people
from tests.client import Client
from tests.conftest import Clock
from tests.runs import add, the_run
from tests.staff import sign_in

THERE = "This run is there already, so nothing was added. Its code is {}."


@pytest.fixture
def walton(client: Client) -> Client:
    """A coordinator of Walton, signed in."""
    return sign_in(client, people.a_person("anna@example.org", sites=("walton",)))


def runs() -> int:
    return len(db.session.scalars(select(CourseRun)).all())


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"title": " SEWING"},
        {"repeats": "until", "last_on": "2026-12-15"},
        {"repeats": "without_end"},
    ],
)
def test_a_run_added_twice_is_one_run_and_the_second_press_leads_to_it(
    walton: Client, typed: dict[str, str]
) -> None:
    first = add(walton, room="Green room")
    page = add(walton, room="Green room", **typed)
    assert runs() == 1
    assert page.path == first.path
    assert THERE.format(the_run("Sewing").code) in page.text
    assert "Is yours another one? Give it another room or another time." in page.text


@pytest.mark.parametrize(
    "typed",
    [
        {"starts": "14:00"},
        {"room": "Blue room"},
        {"tutor": "Pat"},
        {"first_on": "2026-12-01"},
        {"title": "Knitting"},
        {"repeats": "unknown"},
    ],
)
def test_a_run_that_differs_is_another_run(walton: Client, typed: dict[str, str]) -> None:
    add(walton)
    assert "Added." in add(walton, **typed).text
    assert runs() == 2


def test_the_same_course_at_another_site_is_another_run(walton: Client) -> None:
    sign_in(walton, people.a_person("mo@example.org", "manager"))
    add(walton, site="walton")
    add(walton, site="bootle")
    assert runs() == 2


def test_a_run_without_dates_added_twice_is_one_run(walton: Client) -> None:
    for _press in range(2):
        page = add(walton, repeats="unknown")
    assert runs() == 1
    assert "This run is there already" in page.text


def test_a_date_that_was_cancelled_can_be_added_again(walton: Client) -> None:
    add(walton).follow("Cancel 30 November 2026").submit("Yes, cancel this date")
    add(walton)
    assert runs() == 2


def test_a_run_started_twice_is_started_once(walton: Client, clock: Clock) -> None:
    walton.get("upkeep.start_run").submit("Start it now", title="Sewing", ends="12:00")
    clock.set("2026-11-24T10:01:05")
    page = walton.get("upkeep.start_run").submit("Start it now", title="Sewing", ends="12:00")
    assert "It is on now. Its poster is ready below." in page.text
    assert runs() == 1
    assert db.session.scalars(select(Course.title)).all() == ["Sewing"]


def test_a_run_can_be_started_again_when_it_is_over(walton: Client, clock: Clock) -> None:
    walton.get("upkeep.start_run").submit("Start it now", title="Sewing", ends="10:15")
    clock.set("2026-11-24T10:20:00")
    walton.get("upkeep.start_run").submit("Start it now", title="Sewing", ends="12:00")
    assert runs() == 2
