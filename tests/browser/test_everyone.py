"""Every page and state works for everyone: names, contrast, sizes, 400 % zoom, light and dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.everyone import (
    AAA,
    scrolls_sideways,
    too_near,
    too_small,
    violations,
)
from tests.browser.walks import (
    learner_states,
    paired,
    screen_states,
    staff_corner_states,
)

COLOURS = ["cat.color"]
NARROW = {"width": 320, "height": 640}  # 1280 at 400 %
SCREENS = [{"width": 1080, "height": 1920}, {"width": 1280, "height": 800}]


def dark(page: Page, enhanced: bool) -> list[str]:
    """What axe finds in the dark colours."""
    page.emulate_media(color_scheme="dark")
    found = violations(page, COLOURS)
    page.emulate_media(color_scheme="light")
    return [line for line in found if enhanced or "color-contrast-enhanced" not in line]


def narrow(page: Page) -> list[str]:
    """Whether a window of 320 px scrolls sideways; the window is put back."""
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size(NARROW)
    found = ["scrolls sideways at 320 px"] if scrolls_sideways(page) else []
    page.set_viewport_size(before)
    return found


def named(state: str, *found: list[str]) -> list[str]:
    """Findings, each with the state in which it was found."""
    return [f"{state}: {line}" for lines in found for line in lines]


def test_every_page_of_a_learner_works_for_everyone(phone, world):
    found = []
    for state in learner_states(phone, world):
        found += named(
            state,
            violations(phone, AAA),
            dark(phone, enhanced=True),
            [f"small: {line}" for line in too_small(phone, 44)],
            [f"over one another: {line}" for line in too_near(phone, 0)],
            narrow(phone),
        )
    assert not found, "\n".join(found)


@pytest.fixture
def screen(live: str, world: Any, browser: Browser, browser_context_args: Any) -> Iterator[Page]:
    """The paired screen at Walton's front door."""
    context = browser.new_context(**browser_context_args, viewport=SCREENS[0], has_touch=True)
    yield paired(context, world.app, live)
    context.close()


def on_the_screen(screen: Page, states: Iterator[str]) -> list[str]:
    """What is found in these states of a screen, upright and lying."""
    found = []
    for state in states:
        found += named(state, violations(screen, AAA), dark(screen, enhanced=True), narrow(screen))
        for size in SCREENS:
            screen.set_viewport_size(size)
            found += named(
                f"{state} at {size['width']}",
                [f"small: {line}" for line in too_small(screen, 75)],
                [f"near: {line}" for line in too_near(screen, 24)],
                ["scrolls sideways"] if scrolls_sideways(screen) else [],
            )
        screen.set_viewport_size(SCREENS[0])
    return found


def test_course_feedback_on_the_screen_works_for_everyone(screen):
    found = on_the_screen(screen, screen_states(screen))
    assert not found, "\n".join(found)


def test_the_staff_corner_works_for_everyone(screen):
    found = on_the_screen(screen, staff_corner_states(screen))
    assert not found, "\n".join(found)


def test_the_checks_can_fail(page):
    page.goto("/f/")
    page.evaluate(
        "() => { const text = document.getElementById('code-hint');"
        " text.style.cssText = 'color: #6b6b6b; min-width: 30rem';"
        " document.querySelector('main button').style.cssText ="
        " 'min-height: 0; height: 20px; padding: 0' }"
    )
    assert any("color-contrast-enhanced" in line for line in violations(page, AAA))
    assert too_small(page, 44) != []
    assert narrow(page) == ["scrolls sideways at 320 px"]
