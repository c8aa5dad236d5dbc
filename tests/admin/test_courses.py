"""Courses: the list by title and site, and a course's title and kind."""

from datetime import date

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry, Course
from tests import people
from tests.client import Client
from tests.staff import sign_in

TODAY = people.TODAY


@pytest.fixture
def courses(client: Client) -> Client:
    """A browser that nobody signed in yet; three runs at two sites."""
    people.a_run("Mindfulness for beginners", code="7Q2M4X", days=(TODAY, date(2026, 12, 1)))
    people.a_run("Choir", code="7Q2M4Y", kind="group", days=(TODAY,), open_ended=True)
    people.a_run("Knitting 100% wool", slug="bootle", code="7Q2M4Z", days=(date(2026, 11, 3),))
    return client


@pytest.fixture
def walton(courses: Client) -> Client:
    """A coordinator of Walton, signed in."""
    return sign_in(courses, people.a_person("anna@example.org", sites=("walton",)))


@pytest.fixture
def manager(courses: Client) -> Client:
    """A manager, signed in."""
    return sign_in(courses, people.a_person("maggie@example.org", "manager"))


def course_id(title: str) -> int:
    return db.session.scalars(select(Course.id).where(Course.title == title)).one()


def test_the_list_shows_what_meets_next_first(manager: Client) -> None:
    rows = manager.get("upkeep.courses").rows("Course runs")
    assert rows == [
        ["Course", "Site", "Next date", "Last date", "Code"],
        ["Mindfulness for beginners", "Walton", "24 November 2026", "1 December 2026", "7Q2M4X"],
        ["Choir", "Walton", "24 November 2026", "no end", "7Q2M4Y"],
        ["Knitting 100% wool", "Bootle", "–", "3 November 2026", "7Q2M4Z"],
    ]


def test_the_list_shows_only_runs_of_sites_that_the_person_may_see(walton: Client) -> None:
    page = walton.get("upkeep.courses")
    assert [row[0] for row in page.rows("Course runs")[1:]] == [
        "Mindfulness for beginners",
        "Choir",
    ]
    assert "Bootle" not in page.text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("MINDFUL", ["Mindfulness for beginners"]),
        ("100%", ["Knitting 100% wool"]),
        ("7q2-m4y", ["Choir"]),
        ("100_", []),
    ],
)
def test_runs_are_found_by_title_or_code(manager: Client, words: str, found: list[str]) -> None:
    page = manager.get("upkeep.courses").submit("Search", q=words)
    if found:
        assert [row[0] for row in page.rows("Course runs")[1:]] == found
    else:
        assert f"No course run has “{words}” in its title." in page.text


def test_the_list_can_be_of_one_site(manager: Client) -> None:
    page = manager.get("upkeep.courses").submit("Search", site="bootle")
    assert [row[0] for row in page.rows("Course runs")[1:]] == ["Knitting 100% wool"]


def test_the_list_of_a_site_elsewhere_is_not_found(walton: Client) -> None:
    walton.get("/admin/upkeep/courses?site=bootle", status=404)


def test_a_course_elsewhere_is_not_found(walton: Client) -> None:
    walton.get("upkeep.course", course_id=course_id("Knitting 100% wool"), status=404)


def test_an_empty_list_says_so(client: Client) -> None:
    sign_in(client, people.a_person("anna@example.org", sites=("walton",)))
    assert "There is no course run here yet." in client.get("upkeep.courses").text


def test_a_title_and_kind_are_changed(walton: Client) -> None:
    page = walton.get("upkeep.course", course_id=course_id("Choir"))
    page = page.submit("Save", title="Walton  choir", kind="course")
    assert page.h1 == "Walton choir"
    course = db.session.scalars(select(Course).where(Course.title == "Walton choir")).one()
    assert (course.title_key, course.kind) == ("walton choir", "course")
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.details["before"]) == ("changed a course", "Choir")


def test_a_title_may_change_its_capitals_only(walton: Client) -> None:
    page = walton.get("upkeep.course", course_id=course_id("Choir"))
    assert page.submit("Save", title="CHOIR").h1 == "CHOIR"


def test_two_courses_never_have_one_title(walton: Client) -> None:
    page = walton.get("upkeep.course", course_id=course_id("Choir"))
    page = page.submit("Save", title="mindfulness FOR beginners")
    assert page.errors == ["There is already a course with this title. Choose another title."]
    assert page.find("input[name=title]")["value"] == "mindfulness FOR beginners"


def test_only_a_manager_changes_a_course_that_also_runs_elsewhere(walton: Client) -> None:
    people.a_run("Choir", slug="bootle", code="7Q2M50")
    page = walton.get("upkeep.course", course_id=course_id("Choir"))
    assert "To change the title or the kind, ask a manager." in page.text
    assert "Bootle" not in page.text
    assert [row[-1] for row in page.rows("Runs of this course")] == ["Code", "7Q2M4Y"]
    token = page.soup.select("input[name=csrf_token]")[0]["value"]
    sent = {"csrf_token": token, "title": "Ours", "kind": "group"}
    walton.post("upkeep.course", sent, course_id=course_id("Choir"), status=403)


def test_titles_of_other_sites_are_not_offered(walton: Client) -> None:
    page = walton.get("upkeep.add_run")
    offered = [option["value"] for option in page.soup.select("datalist option")]
    assert offered == ["Choir", "Mindfulness for beginners"]
