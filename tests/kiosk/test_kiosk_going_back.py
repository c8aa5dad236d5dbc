"""The addresses of the questions on the paired screen: the back button works, and tells nothing."""

import re
from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest

from kiosk import assets
from kiosk.feedback import progress
from tests import people
from tests.client import Client, Page
from tests.evaluations import stored
from tests.screens import pair

FIRST_PAGE = "Which course have you been to?"
SECOND = "Was the place right for this course?"


@pytest.fixture
def screen(client: Client) -> Client:
    pair(client, people.a_kiosk())
    people.a_run()
    return client


def address(page: Page) -> str:
    """Where a page stands in the history of the browser."""
    return page.response.request.full_path.removesuffix("?")


def second_question(screen: Client) -> Page:
    page = screen.get("/screen/feedback").submit("Mindfulness").submit("Partly")
    assert page.h1 == SECOND
    return page


def test_every_question_has_an_address_to_come_back_to(screen: Client):
    first = screen.get("/screen/feedback").submit("Mindfulness")
    second = first.submit("Partly")
    assert second.path.startswith("/screen/feedback/question/")

    assert screen.get(address(first)).h1 == first.h1
    again = screen.get(address(second))
    assert again.h1 == SECOND
    for _ in range(4):
        again = again.submit("Yes")
    assert again.h1 == "Thank you"
    assert [row.covered_needs for row in stored()] == ["partly"]


def test_an_address_tells_nobody_what_was_answered(screen: Client):
    page = second_question(screen)
    state = page.path.rsplit("/", 1)[1]
    id = str(page.find("[name=id]")["value"])
    sealed = urlsafe_b64decode(state.split(".")[0] + "==").decode(errors="replace")
    inner = urlsafe_b64decode(sealed.strip('"'))
    for told in (state.encode(), sealed.encode(), inner):
        for word in ("partly", "7Q2M4X", id.replace("-", ""), id):
            assert word.lower().encode() not in told.lower()
    assert len(page.path) < 400

    same = screen.get("/screen/feedback").submit("Mindfulness").submit("Partly")
    assert same.path != page.path


def test_after_the_last_answer_every_earlier_address_leads_to_the_courses(screen: Client):
    pages = [screen.get("/screen/feedback").submit("Mindfulness")]
    for _ in range(4):
        pages.append(pages[-1].submit("Yes"))
    assert pages[-1].submit("Yes").h1 == "Thank you"

    for page in pages:
        assert screen.get(address(page)).h1 == FIRST_PAGE
    assert len(stored()) == 1


def test_once_the_screen_can_have_gone_to_rest_an_address_leads_to_the_courses(screen, clock):
    page = second_question(screen)
    clock.moment += timedelta(seconds=80)
    assert screen.get(address(page)).h1 == SECOND

    clock.moment += timedelta(seconds=1)
    assert screen.get(address(page)).h1 == FIRST_PAGE


def test_whoever_takes_their_time_over_a_question_loses_nothing(screen, clock):
    page = second_question(screen)
    clock.moment += timedelta(hours=1)
    for _ in range(4):
        page = page.submit("No")

    assert page.h1 == "Thank you"
    assert [(row.covered_needs, row.felt_valued) for row in stored()] == [("partly", "no")]


def test_an_address_that_was_changed_leads_to_the_courses(screen: Client):
    page = second_question(screen)
    changed = re.sub(r"(question/.{9}).", r"\g<1>!", address(page))

    assert screen.get(changed).h1 == FIRST_PAGE


def test_the_text_size_stays_in_the_address(screen: Client):
    page = screen.get("/screen/feedback?size=largest").submit("Mindfulness").submit("Yes")
    assert address(page).endswith("?size=largest")

    page = screen.get(address(page).replace("question/", "question/x"))
    assert (page.h1, address(page)) == (FIRST_PAGE, "/screen/feedback?size=largest")


def test_an_address_outlives_the_question_about_more_time_and_no_longer():
    idle = assets.served()["kiosk/idle.js"].decode()
    quiet, asking = (
        int(re.findall(rf"{name} ?= ?([0-9_]+)", idle)[0]) for name in ("QUIET_MS", "ASKING_MS")
    )
    assert timedelta(milliseconds=quiet + asking) == progress.GOOD_FOR
