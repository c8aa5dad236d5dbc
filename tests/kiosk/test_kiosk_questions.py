"""Course feedback on the paired screen: the five questions, one a screen."""

from datetime import date

import pytest

from tests import people
from tests.client import Client, Page, words
from tests.evaluations import stored
from tests.screens import pair


def press(page: Page, label: str) -> Page:
    """Touch a button; hidden fields go along, and nothing of the question itself."""
    return page.submit(label)


@pytest.fixture
def screen(client: Client) -> Client:
    pair(client, people.a_kiosk())
    return client


def buttons(page: Page) -> list[str]:
    return [words(button) for button in page.soup.select("main button")]


def test_the_screen_offers_todays_courses(screen: Client):
    people.a_run(room="Garden Room")
    people.a_run("Yesterday", code="AAAAAA", days=(date(2026, 11, 23),))
    people.a_run("Elsewhere", slug="bootle", code="BBBBBB")

    page = screen.get("/screen/feedback")

    assert page.h1 == "Which course have you been to?"
    assert buttons(page) == [
        "Mindfulness for beginners 10:00 · Garden Room",
        "My course isn’t here",
    ]


def test_five_questions_one_a_screen_then_thanks(screen: Client):
    people.a_run()
    page = press(screen.get("/screen/feedback"), "Mindfulness")
    asked = []
    for answer in ("Yes", "Partly", "No", "Not sure", "Yes"):
        asked.append((words(page.find(".questions-progress")), page.h1))
        assert page.soup.select("textarea, input[type=text]") == []
        page = press(page, answer)

    assert asked == [
        ("Question 1 of 5", "Did the course cover what you needed?"),
        ("Question 2 of 5", "Was the place right for this course?"),
        ("Question 3 of 5", "Did the tutor run the course as well as you expected?"),
        (
            "Question 4 of 5",
            "On the course, could you talk about what you might do next, if you wanted to?",
        ),
        ("Question 5 of 5", "Did you feel valued on this course?"),
    ]
    assert page.h1 == "Thank you"
    (row,) = stored()
    assert (row.covered_needs, row.environment_suitable) == ("yes", "partly")
    assert (row.tutor_met_expectations, row.could_discuss_opportunities) == ("no", "not_applicable")
    assert (row.felt_valued, row.method, str(row.held_on)) == ("yes", "kiosk", "2026-11-24")
    assert row.run_id is not None


def test_a_group_is_called_a_group(screen: Client):
    people.a_run(kind="group")

    page = press(screen.get("/screen/feedback"), "Mindfulness")

    assert page.h1 == "Did the group cover what you needed?"


def test_skip_leaves_a_question_out_and_back_returns_to_it(screen: Client):
    people.a_run()
    page = press(screen.get("/screen/feedback"), "Mindfulness")
    page = press(page, "Partly")
    page = press(page, "Skip")
    assert page.h1 == "Did the tutor run the course as well as you expected?"

    page = press(press(page, "Back"), "Back")
    assert page.h1 == "Did the course cover what you needed?"
    assert words(page.find(".big--chosen")) == "Partly your answer"
    for answer in ("No", "Skip", "Skip", "Skip", "Skip"):
        page = press(page, answer)

    assert [(row.covered_needs, row.environment_suitable) for row in stored()] == [("no", None)]


def test_back_from_the_first_question_leads_to_the_courses(screen: Client):
    people.a_run()

    page = press(press(screen.get("/screen/feedback"), "Mindfulness"), "Back")

    assert page.h1 == "Which course have you been to?"


def test_all_skipped_keeps_nothing_and_says_so(screen: Client):
    page = press(screen.get("/screen/feedback"), "My course")
    for _ in range(5):
        page = press(page, "Skip")

    assert page.h1 == "Nothing was sent"
    assert stored() == []


def test_a_course_that_is_not_listed_waits_for_its_course(screen: Client):
    page = press(screen.get("/screen/feedback"), "My course")
    for _ in range(5):
        page = press(page, "Yes")

    (row,) = stored()
    assert (row.run_id, row.site_id, str(row.held_on)) == (None, 1, "2026-11-24")


def test_a_course_of_another_site_is_not_believed(screen: Client):
    people.a_run("Elsewhere", slug="bootle", code="BBBBBB")
    page = press(screen.get("/screen/feedback"), "My course")
    page = page.submit("Yes", run="BBBBBB")
    for _ in range(4):
        page = press(page, "Yes")

    (row,) = stored()
    assert (row.run_id, row.site_id) == (None, 1)


def test_the_last_touch_repeated_is_kept_once(screen: Client):
    people.a_run()
    page = press(screen.get("/screen/feedback"), "Mindfulness")
    for _ in range(4):
        page = press(page, "Yes")

    press(page, "Yes")
    press(page, "Yes")
    assert len(stored()) == 1

    press(page, "No")
    assert len(stored()) == 2


def test_whoever_wants_to_say_more_is_shown_how(screen: Client):
    people.a_run()
    page = press(screen.get("/screen/feedback"), "Mindfulness")
    for _ in range(5):
        page = press(page, "Yes")

    assert "Want to say more? Paper forms are at the desk, or scan this with your phone." in (
        page.text
    )
    assert page.soup.select("svg.qr title")
    assert "localhost/f/7q2m4x" in page.text


def test_the_tiles_and_help_are_one_touch_away(screen: Client):
    people.a_run()
    page = press(screen.get("/screen/feedback"), "Mindfulness")

    assert page.link("Back to the welcome screen") == "/"
    assert "Samaritans, free, day and night 116 123" in page.text
    assert "You can ask to use our phone." in page.text
    assert page.soup.select("#help a") == []


def test_the_text_size_stays(screen: Client):
    people.a_run()

    page = press(screen.get("/screen/feedback?size=large"), "Mindfulness")

    assert page.find("html")["data-text-size"] == "large"
    assert page.link("Back to the welcome screen") == "/?size=large"


def test_nothing_is_kept_by_the_browser(screen: Client):
    people.a_run()

    page = press(screen.get("/screen/feedback"), "Mindfulness")

    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/screen/feedback", "/screen/feedback/thanks"])
def test_a_screen_that_is_not_paired_leads_to_the_learners_page(client: Client, path):
    assert client.get(path).path == "/f/"


def test_answers_from_a_screen_that_is_not_paired_are_not_kept(client: Client):
    page = client.post("/screen/feedback", {"asked": "5", "covered_needs": "yes"})

    assert page.path == "/f/"
    assert stored() == []


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_post_from_elsewhere_is_refused(screen: Client, site):
    screen.post(
        "/screen/feedback",
        {"asked": "5", "covered_needs": "yes"},
        status=403,
        headers={"Sec-Fetch-Site": site},
    )

    assert stored() == []


@pytest.mark.parametrize("asked", ["", "x", "-1", "99", "²"])
def test_an_impossible_step_breaks_nothing(screen: Client, asked):
    screen.post("/screen/feedback", {"asked": asked, "covered_needs": "maybe"})

    assert stored() == []
