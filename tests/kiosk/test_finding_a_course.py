"""Finding one's course: by code, by place, from the permanent poster. Never a dead end."""

from datetime import date

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Evaluation
from tests import people
from tests.client import Client, Page, words


def choices(page: Page) -> list[str]:
    return [words(row) for row in page.soup.select(".row")]


def stored() -> Evaluation:
    return db.session.scalars(select(Evaluation)).one()


def test_a_code_can_be_typed(client: Client):
    people.a_run()

    page = client.get("/f/")

    assert page.h1 == "Course feedback"
    assert page.submit("Open the form", code=" 7q2-m4x ").h1 == "Mindfulness for beginners"


def test_what_is_no_code_is_explained_and_kept(client: Client):
    page = client.get("/f/").submit("Open the form", code="hello there")

    assert page.errors == [
        "That is not a code. A code has six letters and numbers, such as 7Q2M4X."
    ]
    assert page.find("#code")["value"] == "hello there"


def test_without_a_code_the_place_comes_first(client: Client):
    people.a_run()

    page = client.get("/F/")
    assert choices(page) == [
        "Walton Evered Avenue, Liverpool, L9 2AF",
        "Southport 23-25 Scarisbrick Avenue, Southport, PR8 1NW",
        "Bootle St Winefride’s Campus, Merton Road, Bootle, L20 7AP",
        "Central and South Liverpool",
    ]

    walton = page.follow("Walton Evered Avenue, Liverpool, L9 2AF")
    assert walton.follow("Mindfulness for beginners Today").h1 == "Mindfulness for beginners"


IN_ANY_CASE = ["/f/at/walton", "/F/AT/WALTON", "/f/at/Walton", "/F/at/walton", "/f/AT/Walton"]


@pytest.mark.parametrize("path", [*IN_ANY_CASE, "/F/At/Walton", "/f/At/walton/"])
def test_a_sites_poster_offers_todays_and_this_weeks_courses(client: Client, path):
    people.a_run("Guitar", code="AAAAAA", days=(date(2026, 11, 18),))
    people.a_run("Singing", code="BBBBBB")
    people.a_run("Too long ago", code="CCCCCC", days=(date(2026, 11, 17),))
    people.a_run("Tomorrow", code="DDDDDD", days=(date(2026, 11, 25),))
    people.a_run("Elsewhere", slug="bootle", code="EEEEEE")

    page = client.get(path)

    assert page.h1 == "Which course was it?"
    assert choices(page) == [
        "Singing Today",
        "Guitar Wednesday 18 November",
        "My course isn’t here",
    ]


def test_a_form_without_a_listed_course_is_kept_with_site_and_date(client: Client):
    form = client.get("/f/at/bootle").follow("My course isn’t here")
    assert form.h1 == "Your course"
    assert "The Life Rooms, Bootle · Tuesday 24 November" in form.text

    assert form.submit("Send", felt_valued="yes", good="All of it").h1 == "Thank you"

    row = stored()
    assert (row.site_id, row.run_id) == (people.site("bootle").id, None)
    assert (row.held_on, row.method) == (date(2026, 11, 24), "phone")


def test_after_such_a_form_the_next_person_gets_a_fresh_one(client: Client):
    form = client.get("/f/at/bootle").follow("My course isn’t here")

    thanks = form.submit("Send", felt_valued="yes")

    assert thanks.follow("Someone else’s turn").h1 == "Your course"
    changed = thanks.follow("Change my answers").submit("Send", felt_valued="no")
    assert changed.h1 == "Thank you"
    assert stored().felt_valued == "no"


@pytest.mark.parametrize("path", ["/f/at/atlantis", "/f/at/atlantis/other"])
def test_an_unknown_place_leads_to_the_places(client: Client, path):
    page = client.get(path)

    assert page.h1 == "Which course was it?"
    assert "First choose the place." in page.text
    assert len(choices(page)) == 4


@pytest.mark.parametrize("path", ["/f/ZZZZZZ", "/f/hello", "/F/ZZZZZZ"])
def test_an_unknown_code_leads_to_the_places(client: Client, path):
    page = client.get(path)

    assert page.h1 == "Which course was it?"
    assert "We don’t know that code." in page.text
    assert len(choices(page)) == 4


@pytest.mark.parametrize("days", [(date(2026, 11, 9),), (date(2026, 11, 25),)])
def test_a_closed_code_leads_to_the_courses_of_its_site(client: Client, days):
    people.a_run("Old", code="AAAAAA", days=days)
    people.a_run()

    page = client.get("/f/AAAAAA")

    assert page.h1 == "Which course was it?"
    assert choices(page) == ["Mindfulness for beginners Today", "My course isn’t here"]


def test_the_last_of_fourteen_days_still_takes_a_form(client: Client):
    people.a_run(days=(date(2026, 11, 10),))

    client.get("/f/7Q2M4X").submit("Send", felt_valued="yes")

    assert (str(stored().held_on), str(stored().received_on)) == ("2026-11-10", "2026-11-24")


def test_answers_sent_to_an_unknown_code_find_their_course_by_place(client: Client):
    people.a_run()
    page = client.get("/f/7Q2M4X")
    id, given = (page.find(f"input[name={name}]")["value"] for name in ("id", "given"))
    answers = {"id": id, "given": given, "felt_valued": "no", "good": "Tea\nand “talk”"}

    places = client.post("/f/ZZZZZZ", answers)
    assert "Not sent yet. Your answers are still here" in places.text
    courses = places.submit("Walton")
    assert courses.h1 == "Which course was it?"
    assert courses.submit("Mindfulness").h1 == "Thank you"

    row = stored()
    assert (str(row.id), row.felt_valued, row.good) == (id, "no", "Tea\nand “talk”")


def test_answers_may_find_no_listed_course_either(client: Client):
    people.a_run("Old", code="AAAAAA", days=(date(2026, 10, 1),))
    fresh = client.get("/f/at/walton/other")
    id = fresh.find("input[name=id]")["value"]

    courses = client.post("/f/AAAAAA", {"id": id, "felt_valued": "no"})
    assert courses.submit("My course").h1 == "Thank you"

    assert (stored().run_id, stored().felt_valued) == (None, "no")


def test_answers_sent_to_an_unknown_place_keep_looking(client: Client):
    fresh = client.get("/f/at/walton/other")
    id = fresh.find("input[name=id]")["value"]

    places = client.post("/f/at/atlantis/other", {"id": id, "felt_valued": "no"})

    assert places.submit("Bootle").submit("My course").h1 == "Thank you"
    assert stored().site_id == people.site("bootle").id
