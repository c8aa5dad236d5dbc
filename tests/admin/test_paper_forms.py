"""The printed paper form: the same questions and words as on a phone, in two sizes."""

from datetime import date

import pytest

from tests import people
from tests.client import Client
from tests.printed import sheet
from tests.staff import sign_in


@pytest.fixture
def staff(client: Client) -> Client:
    """The browser of a coordinator of Walton."""
    return sign_in(client, people.a_person("wendy@example.org", sites=("walton",)))


def test_the_paper_form_asks_the_five_questions_with_numbered_boxes(staff: Client) -> None:
    people.a_run("Bread making", days=(date(2026, 11, 24),))

    page = staff.get("upkeep.run_paper", code="7Q2M4X")

    assert [item.get_text() for item in page.soup.select(".paper__questions .paper__question")] == [
        "Did the course cover what you needed?",
        "Was the place right for this course?",
        "Did the tutor run the course as well as you expected?",
        "On the course, could you talk about what you might do next, if you wanted to?",
        "Did you feel valued on this course?",
    ]
    answers = [" ".join(item.get_text().split()) for item in page.soup.select(".paper__answers li")]
    assert answers == ["1 Yes", "2 Partly", "3 No", "4 Not sure, or doesn’t apply"] * 5
    assert "Date: Tuesday 24 November 2026" in sheet(page)


def test_the_paper_form_carries_the_words_around_the_boxes(staff: Client) -> None:
    people.a_run()

    printed = sheet(staff.get("upkeep.run_paper", code="7Q2M4X"))

    for words in (
        "Please answer about the course you have just been to.",
        "Please don’t write names. We don’t read these straight away, and we don’t know who "
        "wrote them, so we can’t reply.",
        "What was good?",
        "What could be better?",
        "Please don’t use my words outside the team",
        "If we think someone may be in danger, we may have to tell someone who can help.",
        "Come to the desk, or ask anyone with a badge.",
        "Samaritans, free, day and night 116 123",
        "Please put this form in the feedback box, or give it to somebody at the desk.",
        "PALS",
    ):
        assert words in printed


def test_a_paper_form_of_a_group_says_group(staff: Client) -> None:
    people.a_run("Singing", kind="group")

    printed = sheet(staff.get("upkeep.run_paper", code="7Q2M4X"))

    assert "Please answer about the group you have just been to." in printed
    assert "Did the group cover what you needed?" in printed
    assert "this course" not in printed


def test_a_series_leaves_the_date_to_be_written(staff: Client) -> None:
    people.a_run(days=(date(2026, 11, 17), date(2026, 11, 24)))

    assert "November 2026" not in sheet(staff.get("upkeep.run_paper", code="7Q2M4X"))


def test_large_print_has_the_same_words_on_two_sides(staff: Client) -> None:
    people.a_run()
    ordinary = staff.get("upkeep.run_paper", code="7Q2M4X")

    large = ordinary.follow("Large print")

    assert len(ordinary.soup.select(".sheet")) == 1
    assert len(large.soup.select(".sheet")) == 2
    assert sheet(large) == sheet(ordinary)
    assert sheet(large.follow("Ordinary print")) == sheet(ordinary)


def test_a_blank_paper_form_asks_which_course_it_was(staff: Client) -> None:
    page = staff.get("upkeep.site_paper", slug="walton")

    assert page.h1 == "How was your course or group?"
    assert "Which course or group?" in sheet(page)
    assert "The Life Rooms, Walton" in sheet(page)
