"""Every page with the browser's own text size doubled: nothing cut off, nothing over another."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import people
from tests.browser.everyone import crowded, double_the_text, scrolls_sideways
from tests.browser.test_everyone import named
from tests.browser.walks import (
    a_busy_service,
    learner_states,
    paired,
    screen_states,
    signed_in,
    staff_addresses,
)

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
TALL = {"width": 1080, "height": 1920}


def cramped(page: Page, state: str) -> list[str]:
    """What large text does to a page that it should not."""
    wide = ["scrolls sideways"] if scrolls_sideways(page) else []
    return named(state, wide, crowded(page))


def test_the_browsers_own_text_size_is_doubled(page):
    page.goto("/f/")
    before = page.locator("h1").bounding_box()
    double_the_text(page)
    page.reload()
    after = page.locator("h1").bounding_box()
    assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "32px"
    assert after["height"] >= 2 * before["height"]


def test_a_learners_pages_hold_text_of_twice_the_size(phone, world):
    double_the_text(phone)
    found = []
    for state in learner_states(phone, world):
        found += cramped(phone, state)
        phone.set_viewport_size(DESK)
        found += cramped(phone, f"{state} at 1280")
        phone.set_viewport_size({"width": 360, "height": 740})
    assert not found, "\n".join(found)


def test_the_screens_pages_hold_text_of_twice_the_size(live, world, browser, browser_context_args):
    """The tiles on a small screen have sizes of their own: see test_check_in_screen.py."""
    context = browser.new_context(**browser_context_args, viewport=TALL, has_touch=True)
    screen = paired(context, world.app, live)
    double_the_text(screen)
    screen.goto("/")
    found = cramped(screen, "the tiles")
    screen.get_by_role("button", name="A course or group").click()
    screen.get_by_role("button", name="First time here?").wait_for()
    found += cramped(screen, "the strip")
    for state in screen_states(screen):
        for size in (DESK, TALL):
            screen.set_viewport_size(size)
            found += cramped(screen, f"{state} at {size['width']}")
    context.close()
    assert not found, "\n".join(found)


def test_the_staffs_pages_hold_text_of_twice_the_size(
    live: str, world: Any, browser: Browser, browser_context_args: Any
):
    context = browser.new_context(**browser_context_args, viewport=DESK)
    manager = people.a_person("manager@example.org", "manager")
    desk, found = signed_in(context, world.app, live, manager), []
    double_the_text(desk)
    for address in staff_addresses(world.app, a_busy_service()):
        desk.goto(address)
        for size in (DESK, PHONE):
            desk.set_viewport_size(size)
            found += cramped(desk, f"{address} at {size['width']}")
    context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("style", "finding"),
    [
        ("white-space: nowrap; overflow: hidden; width: 6rem", "wider than"),
        ("height: 1rem; overflow: hidden", "higher than"),
        ("margin-bottom: -2.5rem", "lies over"),
    ],
)
def test_the_check_of_large_text_can_fail(page, style, finding):
    double_the_text(page)
    page.goto("/f/finished")
    assert crowded(page) == []
    page.evaluate("style => { document.querySelector('.lead').style.cssText = style }", style)
    page.evaluate(
        "() => document.querySelector('.lead').insertAdjacentHTML('afterend', '<p>And on</p>')"
    )
    assert any(finding in line for line in crowded(page))
