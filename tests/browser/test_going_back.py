"""Going back on a phone never shows a form as somebody before left it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests import people
from tests.browser.sending import (
    UNSENT,
    WORDS,
    expect_thanks,
    expect_unsent,
    fill_in,
    is_one_whole_form,
    kept,
    posts,
    press,
)
from tests.browser.walks import FORM


@pytest.fixture
def remembering(
    browser_type: BrowserType, browser_type_launch_args: Any, browser_context_args: Any
) -> Iterator[Page]:
    """A phone that may keep pages whole while others are shown, as those of visitors do.

    Chromium's headless shell never does (BackForwardCacheDisabledForDelegate); Chromium does.
    """
    kept_whole = ["--disable-back-forward-cache"]
    browser = browser_type.launch(**browser_type_launch_args, ignore_default_args=kept_whole)
    yield browser.new_context(**browser_context_args, has_touch=True).new_page()
    browser.close()


def expect_fresh(page: Page, id: str) -> None:
    """An empty form, to be sent under an id of its own."""
    expect(page.locator("[name=id]")).not_to_have_value(id)
    expect(page.locator("#evaluation input:checked")).to_have_count(0)
    expect(page.locator("#good")).to_have_value("")


def test_going_back_never_shows_the_answers_of_somebody_before(remembering):
    people.a_run()
    page = remembering
    page.goto("/f/")
    fill_in(page)
    id = page.locator("[name=id]").input_value()
    page.goto("/f/finished")
    page.evaluate("() => history.back()")
    page.wait_for_url(f"**{FORM}")
    expect_fresh(page, id)

    fill_in(page)
    press(page, "Send")
    expect_thanks(page)
    page.goto("/f/finished")
    page.evaluate("() => history.back()")
    expect_thanks(page)
    page.evaluate("() => history.back()")
    expect(page.get_by_role("heading", level=1)).to_have_text("Course feedback")
    assert is_one_whole_form(kept())


def test_a_form_that_was_kept_whole_is_emptied_and_gets_another_id(phone):
    people.a_run()
    fill_in(phone)
    posts(phone, lambda route: route.abort())
    press(phone, "Send")
    expect_unsent(phone)
    id = phone.locator("[name=id]").input_value()
    with phone.expect_navigation():
        phone.evaluate(
            "() => ['pagehide', 'pageshow'].forEach("
            "name => dispatchEvent(new PageTransitionEvent(name, {persisted: true})))"
        )
    expect_fresh(phone, id)
    expect(phone.get_by_role("button", name="Send")).to_be_visible()
    expect(phone.get_by_text(UNSENT)).to_have_count(0)
    assert kept() == []


def sends_and_opens_change(page: Page) -> None:
    """From the page before, sends a form and asks to change its answers."""
    people.a_run()
    page.goto("/f/")
    fill_in(page)
    press(page, "Send")
    expect_thanks(page)
    page.get_by_role("link", name="Change my answers").click()
    expect(page.locator("#good")).to_have_value(WORDS)


def finishes_and_nobody_finds_the_words(page: Page) -> None:
    """The next person on the same phone goes back and forward."""
    page.get_by_role("link", name="I’m finished").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("All done")
    page.evaluate("() => history.back()")
    expect(heading).to_have_text("Course feedback")
    page.evaluate("() => history.forward()")
    expect(heading).to_have_text("All done")
    assert page.evaluate("() => history.length") == 3  # the empty tab, the page before, this one


def test_going_back_after_a_change_shows_no_way_to_the_words(remembering):
    sends_and_opens_change(remembering)

    remembering.locator("#better").fill("More chairs")
    press(remembering, "Send")
    expect_thanks(remembering)
    finishes_and_nobody_finds_the_words(remembering)
    assert [(one.good, one.better) for one in kept()] == [(WORDS, "More chairs")]


def test_going_forward_after_a_change_that_was_not_made_shows_no_words(remembering):
    sends_and_opens_change(remembering)

    remembering.get_by_role("link", name="Keep my answers as they are").click()
    expect_thanks(remembering)
    finishes_and_nobody_finds_the_words(remembering)
    assert is_one_whole_form(kept())
