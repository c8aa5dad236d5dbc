"""The check-in screen in a real browser: tiles that never move, second touches, and rest."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import Visit
from tests import people
from tests.browser.everyone import AAA, targets, too_near, too_small, violations
from tests.screens import TOKEN, pair

TALL, WIDE = {"width": 1080, "height": 1920}, {"width": 1280, "height": 800}
SIZES = [
    pytest.param(TALL, "", id="tall"),
    pytest.param(TALL, "?size=largest", id="tall, largest text"),
    pytest.param(WIDE, "", id="landscape"),
]


class Paired:
    """Enough of a test client for `pair`: it only needs somewhere to put the cookie."""

    base_url = "http://localhost"

    class flask:  # noqa: N801  # stands where the client has its `flask`
        @staticmethod
        def set_cookie(*given: object, **named: object) -> None:
            """Leave the cookie to the browser."""


@pytest.fixture
def screen(live: str, browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """Walton's front door: a tall touch screen with two courses today."""
    kiosk = people.a_kiosk()
    pair(Paired(), kiosk)
    people.a_run("Mindfulness for beginners", room="Garden Room")
    people.a_run("Singing", code="7Q2M4Z")
    context = browser.new_context(**browser_context_args, viewport=TALL, has_touch=True)
    context.add_cookies([{"name": "kiosk", "value": f"{TOKEN}{kiosk.id}", "url": live}])
    yield context.new_page()
    context.close()


def visits() -> list[str]:
    db.session.rollback()
    query = select(Visit.purpose).order_by(Visit.tapped_at, Visit.id)
    return list(db.session.scalars(query))


def tap(screen: Page, tile: str = "A course or group") -> None:
    screen.get_by_role("button", name=tile).tap()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Welcome. Come on in.")


def tiles(screen: Page) -> list[dict[str, float] | None]:
    return [tile.bounding_box() for tile in screen.locator(".tile").all()]


@pytest.mark.parametrize(("viewport", "query"), SIZES)
def test_the_tiles_never_leave_or_move(screen, viewport, query):
    screen.set_viewport_size(viewport)
    screen.goto(f"/{query}")
    rest = tiles(screen)
    assert len(rest) == 5

    tap(screen)
    assert tiles(screen) == rest
    for step in ("Others came with me", "7", "Today’s course", "Back", "First time here?"):
        screen.get_by_role("button", name=step, exact=True).click()
        expect(screen.get_by_role("heading", level=1)).to_have_text("Welcome. Come on in.")
        assert tiles(screen) == rest, step
    screen.get_by_role("button", name="Tapped by mistake? Undo").click()
    expect(screen.get_by_text("Undone. Nothing was counted.")).to_be_visible()
    assert tiles(screen) == rest


@pytest.mark.parametrize(("viewport", "query"), SIZES)
def test_everything_to_touch_is_large_apart_and_on_one_screen(screen, viewport, query):
    screen.set_viewport_size(viewport)
    screen.goto(f"/{query}")
    for step in ("", "Others came with me", "Back", "Today’s course"):
        if step:
            screen.get_by_role("button", name=step, exact=True).click()
        assert too_small(screen, 75) == []
        assert too_near(screen, 24) == []
        assert screen.evaluate(
            "() => document.documentElement.scrollHeight <= innerHeight"
            " && document.documentElement.scrollWidth <= innerWidth"
        )
        if viewport is TALL:
            assert min(target.top for target in targets(screen)) >= viewport["height"] / 3
        if not step:
            tap(screen)


def test_axe_finds_nothing_to_mend_in_any_state(screen):
    for address in ("/", "/?size=large", "/screen/help", "/pair"):
        screen.goto(address)
        assert violations(screen, AAA) == [], address
    screen.goto("/")
    tap(screen)
    screen.wait_for_timeout(300)  # the band has arrived
    for step in ("", "Others came with me", "Back", "Today’s course"):
        if step:
            screen.get_by_role("button", name=step, exact=True).click()
            screen.wait_for_load_state()
        assert violations(screen, AAA) == [], step
    screen.context.clear_cookies()
    screen.goto("/")
    assert violations(screen, AAA) == [], "resting"


def test_a_second_touch_of_the_same_tile_does_nothing_and_another_corrects(screen, world):
    screen.goto("/")
    tap(screen)
    screen.get_by_role("button", name="A course or group").tap()
    assert visits() == ["learning"]

    with screen.expect_navigation():
        screen.get_by_role("button", name="Pathways Advice").tap()
    assert visits() == ["pathways"]


def test_the_strip_ignores_touches_in_its_first_second(screen):
    screen.goto("/")
    tap(screen)
    box = screen.get_by_role("button", name="Tapped by mistake? Undo").bounding_box()
    assert box is not None
    screen.touchscreen.tap(box["x"] + 40, box["y"] + 40)

    expect(screen.get_by_role("heading", level=1)).to_have_text("Welcome. Come on in.")
    undone = select(func.count()).where(Visit.undone_at.is_not(None))
    assert db.session.scalar(undone) == 0


def test_after_its_time_the_screen_rests_and_the_back_button_brings_nobody_back(screen, world):
    screen.clock.install()
    screen.goto("/")
    tap(screen)
    world.clock.moment += timedelta(seconds=8)
    screen.clock.run_for(8100)
    expect(screen.get_by_role("heading", level=1)).to_have_text("The Life Rooms, Walton")

    screen.go_back()
    expect(screen.get_by_role("heading", level=1)).to_have_text("The Life Rooms, Walton")


def test_a_page_left_alone_asks_and_then_rests(screen):
    screen.clock.install()
    screen.goto("/screen/help")
    screen.clock.run_for(60_500)
    expect(screen.get_by_role("dialog", name="Do you need more time?")).to_be_visible()
    assert violations(screen, AAA) == []
    screen.get_by_role("button", name="Yes, more time").click()
    expect(screen.get_by_role("dialog")).to_be_hidden()
    screen.clock.run_for(60_500)
    screen.clock.run_for(20_500)
    expect(screen.get_by_role("heading", level=1)).to_have_text("The Life Rooms, Walton")


def test_without_javascript_a_tap_is_welcomed_too(live, browser, browser_context_args):
    kiosk = people.a_kiosk()
    pair(Paired(), kiosk)
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    context.add_cookies([{"name": "kiosk", "value": f"{TOKEN}{kiosk.id}", "url": live}])
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Work and volunteering").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome. Come on in.")
    assert visits() == ["employment"]
    context.close()
