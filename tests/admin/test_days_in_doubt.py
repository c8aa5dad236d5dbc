"""“Was Walton open?”: visits on days on which a site counts as closed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select

from admin.opening import closures_of
from admin.summaries.doubted_days import doubted_days
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import ClosedDay, Headcount, OpenedDay, Site, Visit
from tests import people
from tests.client import Client, words
from tests.opening import is_open
from tests.staff import sign_in

SATURDAY = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
BANK_HOLIDAY = datetime(2026, 8, 31, 11, 0, tzinfo=UTC)
QUESTION = "People came in to Walton on 21 November 2026, when it counts as closed. Was it open?"


@pytest.fixture
def walton(client: Client) -> Client:
    """A coordinator of Walton, signed in."""
    return sign_in(client, people.a_person("anna@example.org", sites=("walton",)))


def lines(client: Client) -> list[str]:
    page = client.get("/admin/")
    return [words(item).replace(" ,", ",") for item in page.soup.select(".overview__notices li")]


def questions(client: Client) -> list[str]:
    return [words(item) for item in client.get("upkeep.days_in_doubt", slug="walton").soup("h2")]


def test_a_visit_on_a_closed_day_raises_the_question(walton: Client) -> None:
    people.a_visit(at=SATURDAY)
    people.a_visit("southport", SATURDAY)  # of no concern to this person
    people.a_visit()  # a Tuesday
    page = walton.get("/admin/").follow(QUESTION)
    assert page.h1 == "Was Walton open?"
    assert [words(item) for item in page.soup("h2")] == ["Saturday 21 November 2026"]
    assert "1 visit. The site is not open on that day of the week." in page.text


def test_several_days_are_one_line(walton: Client) -> None:
    people.a_visit(at=SATURDAY)
    people.a_visit(at=BANK_HOLIDAY)
    assert lines(walton) == [
        "People came in to Walton on 2 days when it counts as closed. Was it open?"
    ]


def test_several_sites_are_one_line_that_leads_to_each(client: Client) -> None:
    sign_in(client, people.a_person("mo@example.org", "manager"))
    people.a_visit(at=SATURDAY)
    people.a_visit("bootle", SATURDAY)
    people.a_visit("central-and-south-liverpool", SATURDAY)  # open whenever somebody comes
    assert lines(client) == [
        "On 2 days people came in to a site that counts as closed. Was it open? Walton, Bootle"
    ]
    page = client.get("/admin/")
    assert page.link("Bootle") == "/admin/upkeep/sites/bootle/was-it-open"


def test_each_day_says_how_many_came_and_why_it_counts_as_closed(walton: Client) -> None:
    people.a_visit(at=BANK_HOLIDAY, people=12)
    people.a_visit(at=BANK_HOLIDAY)
    people.add(ClosedDay(site_id=people.site().id, day=date(2026, 11, 23), reason="Painting"))
    people.a_visit(at=SATURDAY + timedelta(days=2))
    text = walton.get("upkeep.days_in_doubt", slug="walton").text
    assert "13 visits. It counts as closed: Summer bank holiday." in text
    assert "1 visit. It counts as closed: Painting." in text


def test_yes_it_was_open_makes_an_open_day(walton: Client) -> None:
    people.a_visit(at=SATURDAY)
    page = walton.get("upkeep.days_in_doubt", slug="walton")
    page = page.submit("Yes, it was open 21 November 2026")
    assert "Walton was open on Saturday 21 November." in page.text
    assert "No visits are in doubt" in page.text
    assert is_open(people.site(), date(2026, 11, 21))
    assert lines(walton) == []


def test_yes_on_its_own_closed_day_takes_the_closed_day_away(walton: Client) -> None:
    people.add(ClosedDay(site_id=people.site().id, day=date(2026, 11, 23), reason="Painting"))
    people.a_visit(at=SATURDAY + timedelta(days=2))
    page = walton.get("upkeep.days_in_doubt", slug="walton")
    page.submit("Yes, it was open 23 November 2026")
    assert is_open(people.site(), date(2026, 11, 23))
    assert db.session.scalars(select(ClosedDay)).all() == []
    assert db.session.scalars(select(OpenedDay)).all() == []


def test_no_leads_to_striking_out_the_taps_of_that_screen_and_day(walton: Client) -> None:
    kiosk = people.a_kiosk()
    people.a_visit(at=SATURDAY, kiosk_id=kiosk.id)
    page = walton.get("upkeep.days_in_doubt", slug="walton")
    page = page.follow("No: strike these taps out 21 November 2026")
    page = page.submit("See how many taps", reason="Cleaners tried it")
    assert "1 tap between 00:00 and 24:00 will be struck out." in page.text
    page.submit("Strike out")
    assert questions(walton) == []
    assert lines(walton) == []


def test_each_screen_of_a_day_is_struck_out_by_itself(walton: Client) -> None:
    for name in ("Front door", "Hall"):
        people.a_visit(at=SATURDAY, kiosk_id=people.a_kiosk(name=name).id)
    page = walton.get("upkeep.days_in_doubt", slug="walton")
    page = page.follow("No: strike out the taps of Hall 21 November 2026")
    assert words(page.soup.select("#kiosk option[selected]")[0]) == "Hall"


def test_visits_that_were_imported_have_no_taps_to_strike_out(walton: Client) -> None:
    people.a_visit(at=SATURDAY)
    assert "strike" not in walton.get("upkeep.days_in_doubt", slug="walton").text


def test_leave_it_keeps_the_visits_and_asks_no_more(walton: Client) -> None:
    people.a_visit(at=SATURDAY)
    people.add(ClosedDay(site_id=people.site().id, day=date(2026, 11, 23), reason="Painting"))
    people.a_visit(at=SATURDAY + timedelta(days=2))
    page = walton.get("upkeep.days_in_doubt", slug="walton")
    page = page.submit("No, but people came in: leave it 21 November 2026")
    page.submit("No, but people came in: leave it 23 November 2026")
    assert lines(walton) == []
    reasons = db.session.scalars(select(ClosedDay.reason).order_by(ClosedDay.day)).all()
    assert reasons == ["people came in all the same", "Painting; people came in all the same"]
    assert not is_open(people.site(), date(2026, 11, 21))
    assert len(db.session.scalars(select(Visit)).all()) == 2


def test_leaving_it_is_taken_back_like_any_closed_day(walton: Client) -> None:
    people.a_visit(at=SATURDAY)
    walton.get("upkeep.days_in_doubt", slug="walton").submit(
        "No, but people came in: leave it 21 November 2026"
    )
    page = walton.get("upkeep.site", slug="walton").submit("Open again 21 November 2026")
    page = page.follow("Was it open? People came in on 1 day that counts as closed.")
    assert page.h1 == "Was Walton open?"


def test_an_answer_given_twice_is_given_once(walton: Client) -> None:
    people.a_visit(at=SATURDAY)
    page = walton.get("upkeep.days_in_doubt", slug="walton")
    page.submit("Yes, it was open 21 November 2026")
    page.submit("No, but people came in: leave it 21 November 2026")
    assert is_open(people.site(), date(2026, 11, 21))


def test_a_tap_that_was_undone_or_struck_out_raises_nothing(walton: Client) -> None:
    people.a_visit(at=SATURDAY, undone_at=people.NOW)
    assert lines(walton) == []


@pytest.mark.parametrize(
    ("at", "overview", "page"),
    [
        (datetime(2025, 10, 26, 12, 0, tzinfo=UTC), 1, 1),  # a Sunday within thirteen months
        (datetime(2025, 10, 19, 12, 0, tzinfo=UTC), 0, 1),
        (datetime(2018, 4, 29, 12, 0, tzinfo=UTC), 0, 1),  # imported, years later
        (datetime(2016, 4, 30, 12, 0, tzinfo=UTC), 0, 0),  # before Walton opened
    ],
)
def test_the_overview_asks_about_thirteen_months_and_the_page_about_every_day(
    walton: Client, at: datetime, overview: int, page: int
) -> None:
    people.a_visit(at=at)
    assert len(lines(walton)) == overview
    assert len(questions(walton)) == page


def test_the_page_shows_the_days_of_one_year_and_leads_to_the_others(walton: Client) -> None:
    for at in (SATURDAY, BANK_HOLIDAY, datetime(2018, 4, 29, 12, 0, tzinfo=UTC)):
        people.a_visit(at=at)
    page = walton.get("upkeep.site", slug="walton")
    page = page.follow("Was it open? People came in on 3 days that count as closed.")
    named = ["Saturday 21 November 2026", "Monday 31 August 2026"]
    assert [words(item) for item in page.soup("h2")] == named
    page = page.follow("2018: 1 day")
    assert [words(item) for item in page.soup("h2")] == ["Sunday 29 April 2018"]
    page = page.submit("Yes, it was open 29 April 2018")
    assert [words(item) for item in page.soup("h2")] == named
    assert "2018" not in [words(item)[:4] for item in page.soup("a")]


def test_a_count_by_hand_of_one_closed_day_raises_the_question(walton: Client) -> None:
    def count(first: date, days: int = 1, **values: object) -> None:
        from_at, to_at = clock.at_local(first), clock.at_local(first + timedelta(days=days))
        people.add(
            Headcount(
                site_id=people.site().id,
                counted_from_at=from_at,
                counted_to_at=to_at,
                received_on=people.TODAY,
                **{"people": 40, **values},
            )
        )

    count(date(2026, 11, 21))
    count(date(2026, 11, 14), adds=False)  # only a check
    count(date(2026, 11, 8), days=2)  # of two days, and nobody knows on which
    count(date(2026, 11, 7), undone_at=people.NOW)
    count(date(2026, 11, 1), people=0)
    page = walton.get("/admin/").follow(QUESTION)
    assert [words(item) for item in page.soup("h2")] == ["Saturday 21 November 2026"]
    assert "40 people counted by hand. The site is not open on that day of the week." in page.text
    assert "visits." not in page.text
    page.submit("Yes, it was open 21 November 2026")
    assert is_open(people.site(), date(2026, 11, 21))


def test_a_closed_site_is_not_asked_about_the_days_after_its_end(walton: Client) -> None:
    with writing():
        people.site().closed_on = date(2026, 11, 20)
    people.a_visit(at=SATURDAY)
    assert questions(walton) == []


def test_the_question_is_two_queries_however_many_sites_there_are(app: Flask) -> None:
    people.a_visit(at=SATURDAY)
    sites = list(db.session.scalars(select(Site).order_by(Site.id)))
    closures = closures_of(sites)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    found = doubted_days(sites, closures, people.TODAY)
    assert len(asked) == 2
    assert found == {people.site().id: [date(2026, 11, 21)]}
