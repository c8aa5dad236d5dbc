"""The shape beside an answer: “Yes” has its dot only once somebody has chosen it."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import people
from tests.browser.walks import FORM, answer, paired

LOOKS = [
    pytest.param({"color_scheme": "light"}, id="light"),
    pytest.param({"color_scheme": "dark"}, id="dark"),
    pytest.param({"color_scheme": "dark", "forced_colors": "active"}, id="forced colours"),
]
# What is drawn in the middle of the ring, and on the field around it.
FILLS = """
icon => {
  const styles = [...icon.children].map(shape => getComputedStyle(shape));
  const shown = styles.filter(style => style.visibility === 'visible');
  return [shown.length, shown.filter(style => style.fill !== 'none').length];
}
"""
OPEN, DOTTED = [1, 0], [2, 1]


def shapes(page: Page) -> list[list[int]]:
    """Of each “Yes” on the page: how many shapes are drawn, and how many of them are filled."""
    return [icon.evaluate(FILLS) for icon in page.locator(".icon--yes").all()]


@pytest.mark.parametrize("look", LOOKS)
def test_on_the_form_only_a_yes_that_was_chosen_has_a_dot(
    browser: Browser, browser_context_args: Any, look: dict[str, str]
):
    people.a_run()
    context = browser.new_context(**browser_context_args, **look)
    page = context.new_page()
    page.goto(FORM)
    assert shapes(page) == [OPEN] * 5

    answer(page, "covered_needs", "yes")
    answer(page, "environment_suitable", "no")
    assert shapes(page) == [DOTTED, OPEN, OPEN, OPEN, OPEN]
    context.close()


@pytest.mark.parametrize("look", LOOKS)
def test_on_the_screen_only_a_yes_that_was_chosen_has_a_dot(
    live: str, world: Any, browser: Browser, browser_context_args: Any, look: dict[str, str]
):
    context = browser.new_context(**browser_context_args, has_touch=True, **look)
    page = paired(context, world.app, live)
    page.goto("/screen/feedback")
    page.get_by_role("button", name="Mindfulness").click()
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()
    assert shapes(page) == [OPEN]

    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("Question 2 of 5")).to_be_visible()
    assert shapes(page) == [OPEN]
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()
    assert shapes(page) == [DOTTED]
    context.close()
