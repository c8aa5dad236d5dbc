"""An open site with no visit by the hour when it usually has one."""

from datetime import date, datetime, timedelta

import pytest

from kiosk import clock as clocks
from kiosk.database import writing
from kiosk.models import ClosedDay
from tests import people
from tests.client import Page, words

QUIET = "Walton has no visit yet today. The first usually comes before 10:00."


def a_screen(slug: str = "walton") -> int:
    """A screen that was seen a minute ago."""
    installation = people.an_installation(people.a_kiosk(slug))
    with writing():
        installation.last_seen_at = people.NOW - timedelta(minutes=1)
    return installation.kiosk_id


def visits(number: int = 20, late: int = 2, slug: str = "walton") -> None:
    """A first visit on each of the last open days: at nine, on a few at two."""
    day, made = people.TODAY, 0
    while made < number:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            hour = 14 if made < late else 9
            people.a_visit(slug, clocks.at_local(day) + timedelta(hours=hour, minutes=30))
            made += 1


def lines(page: Page) -> list[str]:
    return [words(item) for item in page.soup.select(".overview__notices li")]


def test_a_site_without_a_visit_by_its_usual_hour_is_told(manager):
    a_screen()
    visits()

    page = manager.get("/admin/")

    assert lines(page) == [QUIET]
    assert page.follow(QUIET).path == "/admin/people/screens"


def test_before_the_hour_is_over_nothing_is_told(manager, clock):
    a_screen()
    visits()
    clock.set("2026-11-24T09:59:59")

    assert lines(manager.get("/admin/")) == []


@pytest.mark.parametrize(("number", "late"), [(20, 3), (9, 0)])
def test_a_first_visit_that_often_comes_late_or_is_little_known_is_not_missed(
    manager, number, late
):
    a_screen()
    visits(number, late)

    assert lines(manager.get("/admin/")) == []


def test_a_visit_today_is_enough(manager):
    a_screen()
    visits()
    people.a_visit(at=datetime(2026, 11, 24, 9, 1, tzinfo=clocks.LONDON))

    assert lines(manager.get("/admin/")) == []


def test_a_closed_day_is_quiet(manager):
    a_screen()
    visits()
    people.add(ClosedDay(site_id=people.site().id, day=date(2026, 11, 24), reason="Painting"))

    assert lines(manager.get("/admin/")) == []


def test_a_site_without_a_screen_or_one_that_travels_is_not_missed(manager):
    visits()
    a_screen("central-and-south-liverpool")
    visits(slug="central-and-south-liverpool")

    assert lines(manager.get("/admin/")) == []


def test_a_site_whose_screen_is_silent_is_told_once(manager, clock):
    kiosk_id = a_screen()
    visits(late=0)
    assert kiosk_id
    clock.set("2026-11-25T11:30:00")

    page = sign_in_again(manager)

    assert lines(page) == ["Walton: Front door has not been heard from since Tuesday 24 November."]


def sign_in_again(manager) -> Page:
    with manager.flask.session_transaction("/admin/", base_url=manager.base_url) as session:
        moment = datetime(2026, 11, 25, 11, 30, tzinfo=clocks.LONDON).timestamp()
        session.update(began_at=moment, seen_at=moment)
    return manager.get("/admin/")
