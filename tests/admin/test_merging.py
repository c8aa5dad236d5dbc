"""Two courses that are two spellings become one: all that they have, and both spellings."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from admin.catalogue.courses import course_by_title
from admin.periods import Period
from admin.summaries import summarise
from admin.twins import Titled, bare, likely_twins
from kiosk.database import db
from kiosk.models import AuditEntry, Course, CourseAlias, CourseRun, Enrolment
from tests import people
from tests.client import Client, Page
from tests.staff import sign_in

TODAY = people.TODAY


@pytest.fixture
def manager(client: Client) -> Client:
    """A manager, signed in; a course at two sites, spelt in two ways."""
    ours = people.a_run("Mindfulness", days=(TODAY, date(2026, 12, 1)))
    theirs = people.a_run("Mindfullness", slug="bootle", code="7Q2M4Y", days=(TODAY,))
    for run in (ours, theirs, theirs):
        people.an_evaluation(run)
    people.add(
        Enrolment(
            site_id=theirs.site_id,
            course_id=theirs.course_id,
            run_id=None,
            enrolled_on=TODAY,
            new_to_life_rooms=True,
            received_on=TODAY,
        )
    )
    return sign_in(client, people.a_person("maggie@example.org", "manager"))


def course(title: str) -> Course:
    return db.session.scalars(select(Course).where(Course.title == title)).one()


def compare(client: Client, one: str, other: str) -> Page:
    return client.get("upkeep.merge_two", course_id=course(one).id, other_id=course(other).id)


def merge(client: Client, kept: str, gone: str) -> Page:
    return compare(client, kept, gone).submit("Make them one course", kept=str(course(kept).id))


def test_the_page_suggests_twins_and_shows_what_each_has(manager: Client) -> None:
    page = manager.get("upkeep.page").follow("Merge two courses")
    page = page.follow("Compare Mindfulness and Mindfullness")
    assert page.rows("What each has") == [
        ["", "Mindfulness", "Mindfullness"],
        ["Course runs", "1", "1"],
        ["Evaluation forms", "1", "2"],
        ["Enrolments", "0", "1"],
        ["Sites", "Walton", "Bootle"],
        ["First date", "24 November 2026", "24 November 2026"],
        ["Last date", "1 December 2026", "24 November 2026"],
        ["Kind", "course", "course"],
    ]


def test_two_courses_become_one_and_nothing_is_lost(manager: Client) -> None:
    sites = [people.site(), people.site("bootle")]
    before = summarise(Period(TODAY, TODAY), sites, TODAY).total
    page = merge(manager, "Mindfulness", "Mindfullness")
    assert "“Mindfullness” is now “Mindfulness”." in page.text
    titles = db.session.scalars(select(Course.title)).all()
    assert titles == ["Mindfulness"]
    kept = course("Mindfulness")
    assert db.session.scalars(select(CourseRun.course_id)).all() == [kept.id, kept.id]
    assert db.session.scalars(select(Enrolment.course_id)).all() == [kept.id]
    after = summarise(Period(TODAY, TODAY), sites, TODAY).total
    assert (before.learning_opportunities, after.learning_opportunities) == (2, 1)
    assert (
        (after.evaluations, after.enrolments) == (before.evaluations, before.enrolments) == (3, 1)
    )
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject) == ("merged two courses", "Mindfulness")
    assert entry.details["merged"] == "Mindfullness"


def test_either_title_may_stay(manager: Client) -> None:
    page = compare(manager, "Mindfulness", "Mindfullness")
    page.submit("Make them one course", kept=str(course("Mindfullness").id))
    assert db.session.scalars(select(Course.title)).all() == ["Mindfullness"]


def test_the_title_that_stays_must_be_chosen(manager: Client) -> None:
    page = compare(manager, "Mindfulness", "Mindfullness").submit("Make them one course")
    assert page.errors == ["Choose the title that stays."]
    assert len(db.session.scalars(select(Course)).all()) == 2


def test_the_other_spelling_finds_the_course_when_typed_and_searched(manager: Client) -> None:
    merge(manager, "Mindfulness", "Mindfullness")
    page = manager.get("upkeep.add_run").submit(
        "Add this run", title="MINDFULLNESS", repeats="unknown"
    )
    assert page.h1 == "Mindfulness"
    assert "“MINDFULLNESS” is called “Mindfulness” here." in page.text
    page = manager.get("upkeep.courses").submit("Search", q="mindfullness")
    assert {row[0] for row in page.rows("Course runs")[1:]} == {"Mindfulness"}
    page = manager.get("upkeep.course", course_id=course("Mindfulness").id)
    assert "Also found as: Mindfullness" in page.text


def test_chains_of_merges_keep_every_spelling(manager: Client) -> None:
    people.a_run("Mindful-ness", code="7Q2M4Z")
    merge(manager, "Mindfullness", "Mindfulness")
    merge(manager, "Mindful-ness", "Mindfullness")
    for spelling in ("mindfulness", "Mindfullness", " MINDFUL-NESS "):
        found = course_by_title(spelling)
        assert found is not None
        assert found.title == "Mindful-ness"
    assert len(db.session.scalars(select(CourseAlias)).all()) == 2


def test_no_other_course_takes_a_spelling_that_was_merged(manager: Client) -> None:
    people.a_run("Choir", code="7Q2M4Z")
    merge(manager, "Mindfulness", "Mindfullness")
    page = manager.get("upkeep.course", course_id=course("Choir").id)
    page = page.submit("Save", title="Mindfullness")
    assert page.errors == ["There is already a course with this title. Choose another title."]


def test_a_course_may_take_back_its_own_other_spelling(manager: Client) -> None:
    merge(manager, "Mindfulness", "Mindfullness")
    page = manager.get("upkeep.course", course_id=course("Mindfulness").id)
    assert page.submit("Save", title="Mindfullness").h1 == "Mindfullness"
    assert db.session.scalars(select(CourseAlias)).all() == []


def test_a_course_goes_with_its_other_spellings_when_its_last_run_is_removed(
    client: Client,
) -> None:
    sign_in(client, people.a_person("maggie@example.org", "manager"))
    people.a_run("Choir")
    people.a_run("Quire", code="7Q2M4Y")
    merge(client, "Choir", "Quire")
    for code in ("7Q2M4X", "7Q2M4Y"):
        client.get("upkeep.remove_run", code=code).submit("Yes, remove it")
    assert db.session.scalars(select(Course)).all() == []
    assert db.session.scalars(select(CourseAlias)).all() == []


def test_pressing_twice_merges_once_and_says_so(manager: Client) -> None:
    page = compare(manager, "Mindfulness", "Mindfullness")
    kept = str(course("Mindfulness").id)
    page.submit("Make them one course", kept=kept)
    again = page.submit("Make them one course", kept=kept)
    assert "One of these courses is not there any more." in again.text
    assert len(db.session.scalars(select(AuditEntry)).all()) == 1


def test_two_courses_are_chosen_from_lists(manager: Client) -> None:
    page = manager.get("upkeep.merge", one=course("Mindfulness").id)
    assert page.errors == []
    again = page.submit("See what each has", other=str(course("Mindfulness").id))
    assert again.errors == ["That is the same course twice. Choose another one."]
    page = again.submit("See what each has", other=str(course("Mindfullness").id))
    assert page.h1 == "Are these one course?"


@pytest.mark.parametrize(
    ("one", "other", "are_twins"),
    [
        ("Arts and Crafts", "Art & Craft", True),
        ("Confidence-building", "Confidence Building", True),
        ("Mindfulness", "Mindfullness", True),
        ("Managing Anxiety", "Managing anxeity", True),
        ("Writers’ Group", "Writer's group", True),
        ("Mind fulness", "Mindfulness", True),
        ("Confidence building", "Confidense building", True),
        ("Women’s talking group", "Woman's talking group", False),
        ("Men’s talking group", "Women’s talking group", False),
        ("Watercolours for beginners", "Watercolours for improvers", False),
        ("Conversation on Tuesday mornings", "Conversation on Thursday mornings", False),
        ("Wednesday walking group", "Wednesday talking group", False),
        ("Managing anxiety", "Managing anxiety online", False),
        ("Computers Level 1", "Computers Level 2", False),
        ("Computers unit1234567", "Computers unit1234568", False),
        ("Cooking", "Coping", False),
        ("Choir", "Sewing", False),
    ],
)
def test_titles_that_are_nearly_alike_are_suggested(one: str, other: str, are_twins: bool) -> None:
    found = likely_twins([Titled(1, one), Titled(2, other)], 5)
    assert bool(found) is are_twins


def test_the_likeliest_twins_come_first_and_only_so_many() -> None:
    titles = ["Mindfulness", "Mindfullness", "Arts and crafts", "Art & craft"]
    courses = [Titled(number, title) for number, title in enumerate(titles)]
    assert [pair.one.title for pair in likely_twins(courses, 2)] == [
        "Arts and crafts",
        "Mindfulness",
    ]
    assert len(likely_twins(courses, 1)) == 1
    assert bare("The Ladies’ Stories & Classes") == "lady story classe"


def test_a_title_that_was_never_known_finds_nothing(app: Flask) -> None:
    assert course_by_title("Anything") is None
