"""A screen that is not paired, and course feedback on it: it forgets, and it finds its way home."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import people
from tests.browser.everyone import AAA, scrolls_sideways, too_small, violations
from tests.browser.tablet import TALL
from tests.browser.walks import answer, send

WELCOME = "Welcome, come on in"


@pytest.fixture
def resting(live: str, browser: Browser, browser_context_args: Any) -> Iterator[Page]:
    """A screen at the door that nobody has paired."""
    people.a_run()
    context = browser.new_context(**browser_context_args, viewport=TALL, has_touch=True)
    page = context.new_page()
    page.clock.install(time=people.NOW)
    page.goto("/")
    yield page
    context.close()


def to_the_form(page: Page) -> None:
    """From the resting page to the form of a course, by touch."""
    page.get_by_role("link", name="Give course feedback").tap()
    page.get_by_role("link", name="Walton").tap()
    page.get_by_role("link", name="Mindfulness").tap()
    expect(page.locator("#evaluation")).to_be_visible()


def test_a_form_left_alone_on_a_resting_screen_is_gone_with_its_answers(resting):
    to_the_form(resting)
    answer(resting, "covered_needs", "no")
    resting.clock.fast_forward(61_000)
    expect(resting.get_by_role("heading", name="Do you need more time?")).to_be_visible()
    resting.clock.fast_forward(21_000)
    expect(resting.get_by_role("heading", level=1)).to_have_text(WELCOME)

    resting.go_back()
    resting.go_forward()
    expect(resting.locator("input:checked")).to_have_count(0)


def test_answers_are_not_shown_while_the_way_home_is_cut(resting):
    to_the_form(resting)
    answer(resting, "covered_needs", "no")
    resting.route("**/sync", lambda route: route.abort())
    resting.clock.fast_forward(61_000)
    resting.clock.fast_forward(21_000)
    expect(resting.locator("main")).not_to_be_visible()

    resting.unroute("**/sync")
    resting.clock.fast_forward(6_000)
    expect(resting.get_by_role("heading", level=1)).to_have_text(WELCOME)


def test_feedback_on_a_resting_screen_ends_at_the_welcome(resting):
    to_the_form(resting)
    answer(resting, "covered_needs", "yes")
    send(resting)
    expect(resting.get_by_role("heading", level=1)).to_have_text("Thank you")
    resting.get_by_role("link", name="I’m finished").tap()

    expect(resting.get_by_role("heading", level=1)).to_have_text(WELCOME)
    assert resting.evaluate("() => document.cookie") == ""


def test_the_pages_of_a_resting_screen_work_for_everyone(resting):
    to_the_form(resting)
    form = resting.url
    found = []
    for address in (form, "/f/?shared=1", "/privacy?shared=1"):
        resting.goto(address)
        for scheme in ("light", "dark"):
            resting.emulate_media(color_scheme=scheme)
            found += [f"{address}, {scheme}: {line}" for line in violations(resting, AAA)]
        found += [f"{address}, small: {line}" for line in too_small(resting, 44)]
        assert not scrolls_sideways(resting)
        home = resting.get_by_role("link", name="Back to the welcome screen").bounding_box()
        assert home is not None
        assert home["y"] + home["height"] <= TALL["height"]
    assert not found, "\n".join(found)
