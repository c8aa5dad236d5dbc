"""The check-in screen in every size of text: all there is to touch is in the window, and read."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.everyone import crowded, double_the_text, targets, too_near, too_small
from tests.browser.walks import paired

WINDOWS = ("1024x600", "1024x768", "1280x800", "1080x1920")
SIZES = ("", "?size=large", "?size=largest")
LOVELY = "Lovely to meet you. Say hello at the desk and someone will show you round."
COUNTED = "We have counted 8 of you."
LOOKS = """
line => {
  const style = getComputedStyle(line);
  return [parseFloat(style.fontSize), Number(style.fontWeight), style.color,
          getComputedStyle(document.body).color];
}
"""


@pytest.fixture
def screen(live: str, world: Any, browser: Browser, browser_context_args: Any) -> Iterator[Page]:
    """A paired screen with three courses today."""
    context = browser.new_context(**browser_context_args, has_touch=True)
    yield paired(context, world.app, live)
    context.close()


def outside(screen: Page, height: int) -> list[str]:
    """What cannot be touched without scrolling."""
    return [f"{one.name}: {one.bottom:.0f}" for one in targets(screen) if one.bottom > height]


def places(screen: Page, name: str) -> list[Any]:
    """Where the tiles or the keys of the strip are."""
    screen.evaluate(
        "() => document.getAnimations()"
        ".forEach(change => change instanceof CSSTransition && change.finish())"
    )
    return [one.bounding_box() for one in screen.locator(name).all()]


def press(screen: Page, name: str) -> None:
    screen.get_by_role("button", name=name, exact=True).click()
    screen.wait_for_load_state()


@pytest.mark.parametrize("query", SIZES)
@pytest.mark.parametrize("window", WINDOWS)
def test_help_undo_and_every_tile_are_in_the_window(screen, window, query):
    width, height = (int(side) for side in window.split("x"))
    screen.set_viewport_size({"width": width, "height": height})
    screen.goto(f"/{query}")
    rest = places(screen, ".tile")
    for step in ("", "A course or group Learning, making, music, meeting people", "Today’s course"):
        if step.startswith("A course"):
            screen.locator(".tile").first.click()
            expect(screen.get_by_role("button", name="Undo")).to_be_in_viewport(ratio=1)
        elif step:
            press(screen, step)
            press(screen, "Back")
            press(screen, "First time here?")
            expect(screen.get_by_text(LOVELY)).to_be_in_viewport(ratio=1)
        expect(screen.get_by_role("link", name="Need help now?")).to_be_in_viewport(ratio=1)
        assert outside(screen, height) == [], step
        assert too_small(screen, 75) == [], step
        assert too_near(screen, 24) == [], step
        assert crowded(screen) == [], step
        assert places(screen, ".tile") == rest, step


@pytest.mark.parametrize("window", ["768x1024", *WINDOWS])
def test_what_came_of_a_touch_is_plain_to_read_and_moves_nothing(screen, window):
    width, height = (int(side) for side in window.split("x"))
    screen.set_viewport_size({"width": width, "height": height})
    screen.goto("/")
    screen.locator(".tile").first.click()
    line = screen.locator(".strip__line")
    expect(line).to_have_text("Only if you like:")
    before = places(screen, ".strip .key"), places(screen, ".tile")
    quiet, _weight, muted, ink = line.evaluate(LOOKS)
    assert muted != ink

    press(screen, "First time here?")
    expect(line).to_have_text(LOVELY)
    told = [line.evaluate(LOOKS)]
    assert (places(screen, ".strip .key"), places(screen, ".tile")) == before
    press(screen, "Others came with me")
    press(screen, "7")
    expect(line).to_have_text(COUNTED)
    told.append(line.evaluate(LOOKS))
    assert (places(screen, ".strip .key"), places(screen, ".tile")) == before
    for size, weight, colour, _ink in told:
        assert size > 1.05 * quiet
        assert (weight, colour) == (700, ink)
    assert crowded(screen) == []


def test_with_the_browsers_own_text_doubled_every_course_of_today_is_read(screen):
    screen.set_viewport_size({"width": 1280, "height": 800})
    double_the_text(screen)
    screen.goto("/")

    expect(screen.locator(".today li")).to_have_count(3)
    assert crowded(screen) == []
