"""The browser's back button among the questions on the paired screen."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sending import kept
from tests.browser.walks import paired

COURSES = "Which course have you been to?"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def screen(
    live: str, world: Any, browser: Browser, browser_context_args: Any, request: Any
) -> Iterator[Page]:
    """A paired screen."""
    scripts: bool = request.param
    context = browser.new_context(
        **browser_context_args, has_touch=True, java_script_enabled=scripts
    )
    yield paired(context, world.app, live)
    context.close()


def touch(screen: Page, answer: str, then: str) -> None:
    screen.get_by_role("button", name=re.compile(rf"^{answer}\b(?! sure)")).click()
    expect(screen.get_by_text(then)).to_be_visible()


def test_back_leads_to_the_question_before_and_after_sending_to_nobodys_answers(screen):
    screen.goto("/screen/feedback")
    touch(screen, "Mindfulness", "Question 1 of 5")
    touch(screen, "Partly", "Question 2 of 5")
    touch(screen, "Partly", "Question 3 of 5")

    screen.go_back()
    expect(screen.get_by_text("Question 2 of 5")).to_be_visible()
    screen.go_back()
    expect(screen.get_by_text("Question 1 of 5")).to_be_visible()

    for number in range(2, 6):
        touch(screen, "No", f"Question {number} of 5")
    touch(screen, "No", "Thank you")
    for _ in range(5):
        screen.go_back()
        expect(screen.get_by_role("heading", level=1)).to_have_text(COURSES)
        expect(screen.get_by_text("your answer")).to_have_count(0)
    assert [(row.covered_needs, row.felt_valued) for row in kept()] == [("no", "no")]
