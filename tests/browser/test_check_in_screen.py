"""The check-in screen in a real browser: tiles that never move, second touches, and rest."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Visit
from tests import people
from tests.browser.everyone import AAA, targets, too_near, too_small, violations
from tests.browser.tablet import wake
from tests.screens import TOKEN, pair

TALL = {"width": 1080, "height": 1920}
SCREENS = ("768x1024", "810x1080", "800x1280", "1080x1500", "1080x1920")
SIDEWAYS = ("1024x768", "1280x800", "1920x1080")
TEXT = {"usual": "", "large": "?size=large", "largest": "?size=largest"}
# With larger words a page may scroll on a small screen, never on one made for a door.
FITS_ALWAYS = ("800x1280", "1080x1500", "1080x1920")
EVERY = [
    pytest.param(*(int(side) for side in screen.split("x")), query, id=f"{screen}, {text}")
    for screen in SCREENS + SIDEWAYS
    for text, query in TEXT.items()
]
SENTENCE = "Lovely to meet you. Say hello at the desk and someone will show you round."


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
    page = context.new_page()
    page.clock.set_fixed_time(people.NOW)
    yield page
    context.close()


@pytest.fixture
def plain_screen(screen: Page) -> Page:
    """The same in a browser that can keep nothing: what the server draws."""
    screen.add_init_script("Object.defineProperty(self, 'indexedDB', {value: undefined})")
    return screen


def visits() -> list[str]:
    db.session.rollback()
    query = select(Visit.purpose).order_by(Visit.tapped_at, Visit.id)
    return list(db.session.scalars(query))


def tap(screen: Page, tile: str = "A course or group") -> None:
    screen.get_by_role("button", name=tile).tap()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Welcome. Come on in.")
    wake(screen)


def tiles(screen: Page) -> list[dict[str, float]]:
    """Where the tiles are, once the one that was pressed is as large as before."""
    screen.wait_for_function("() => !document.querySelector('.tile:active')")
    screen.evaluate(
        "() => document.getAnimations()"
        ".forEach(change => change instanceof CSSTransition && change.finish())"
    )
    return list(
        screen.evaluate(
            """() => [...document.querySelectorAll('.tile')].map(tile => {
              const { x, y, width, height } = tile.getBoundingClientRect();
              return { x: x + scrollX, y: y + scrollY, width, height };
            })"""
        )
    )


def fits(screen: Page, *, sideways_only: bool = False) -> bool:
    """Whether nothing has to be scrolled."""
    width, height = screen.evaluate(
        "() => [document.documentElement.scrollWidth - innerWidth,"
        " document.documentElement.scrollHeight - innerHeight]"
    )
    return bool(width <= 0 and (sideways_only or height <= 0))


@pytest.mark.parametrize(("width", "height", "query"), EVERY)
def test_the_tiles_stay_and_all_there_is_to_touch_is_in_reach(screen, width, height, query):
    on_one_screen = not query or f"{width}x{height}" in FITS_ALWAYS
    screen.set_viewport_size({"width": width, "height": height})
    screen.goto(f"/{query}")
    rest = tiles(screen)
    assert len(rest) == 5
    assert fits(screen, sideways_only=not on_one_screen)

    tap(screen)
    steps = ("", "Others came with me", "7", "Today’s course", "Back", "First time here?")
    for step in (*steps, "I need more time"):
        if step:
            screen.get_by_role("button", name=step, exact=True).click()
            screen.wait_for_load_state()
        assert tiles(screen) == rest, step
        assert too_small(screen, 75) == [], step
        assert too_near(screen, 24) == [], step
        assert fits(screen, sideways_only=not on_one_screen), step
        if height == 1920:
            assert min(target.top for target in targets(screen)) >= 640, step
    screen.get_by_role("button", name="Tapped by mistake? Undo").click()
    expect(screen.get_by_text("Undone. Nothing was counted.")).to_be_visible()
    assert tiles(screen) == rest


def test_touches_meant_for_the_tiles_do_not_reach_the_strip_in_its_first_second(screen):
    screen.goto("/")
    slowly = screen.context.new_cdp_session(screen)
    slowly.send("Animation.enable")
    slowly.send("Animation.setPlaybackRate", {"playbackRate": 0.01})  # a second is a long one
    screen.get_by_role("button", name="A course or group").tap()
    undo = screen.get_by_role("button", name="Tapped by mistake? Undo")
    box = undo.bounding_box()
    assert box is not None
    screen.touchscreen.tap(box["x"] + 40, box["y"] + 40)
    screen.wait_for_timeout(300)
    expect(screen.get_by_role("heading", level=1)).to_have_text("Welcome. Come on in.")
    asleep = "() => document.getAnimations().filter(each => each.animationName === 'wake')"
    delays = screen.evaluate(f"({asleep})().map(each => each.effect.getTiming().delay)")
    assert set(delays) == {1_000}

    wake(screen)
    screen.touchscreen.tap(box["x"] + 40, box["y"] + 40)
    expect(screen.get_by_text("Undone. Nothing was counted.")).to_be_visible()


def test_larger_text_makes_the_tiles_say_it_larger(screen):
    def sizes(query: str) -> list[float]:
        screen.goto(f"/{query}")
        return [
            screen.evaluate(
                "name => parseFloat(getComputedStyle(document.querySelector(name)).fontSize)", name
            )
            for name in (".tile__label", ".tile__hint")
        ]

    for width, height in ((1080, 1920), (800, 1280), (768, 1024)):
        screen.set_viewport_size({"width": width, "height": height})
        label, hint = sizes("")
        larger_label, larger_hint = sizes("?size=largest")
        assert larger_label >= 1.3 * label
        assert larger_hint >= 1.399 * hint
        assert all(icon.is_visible() for icon in screen.locator(".tile .icon").all())


def test_more_time_stops_the_line_and_a_used_key_stays_in_its_place(screen):
    screen.goto("/")
    tap(screen)
    keys = screen.locator(".strip .key")
    before = [key.bounding_box() for key in keys.all()]
    screen.get_by_role("button", name="First time here?").click()
    expect(screen.get_by_text(SENTENCE)).to_be_visible()
    assert [key.bounding_box() for key in keys.all()] == before

    screen.get_by_role("button", name="I need more time").click()
    expect(screen.get_by_role("button", name="Take your time")).to_be_visible()
    assert [key.bounding_box() for key in keys.all()] == before
    line = screen.locator(".countdown")
    expect(line).to_be_visible()
    assert line.evaluate("line => line.getAnimations().length") == 0


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


def test_a_second_touch_of_the_same_tile_does_nothing_and_another_corrects(plain_screen):
    plain_screen.goto("/")
    tap(plain_screen)
    plain_screen.get_by_role("button", name="A course or group").tap()
    assert visits() == ["learning"]

    with plain_screen.expect_navigation():
        plain_screen.get_by_role("button", name="Pathways Advice").tap()
    assert visits() == ["pathways"]


def test_after_a_second_touch_of_the_same_tile_the_screen_still_rests(plain_screen):
    plain_screen.clock.install(time=people.NOW)
    plain_screen.goto("/")
    tap(plain_screen)
    plain_screen.get_by_role("button", name="A course or group").tap()
    plain_screen.clock.fast_forward(8_100)

    expect(plain_screen.get_by_text("Been in already today? Just walk in.")).to_be_visible()


def test_after_its_time_the_screen_rests_and_the_back_button_brings_nobody_back(
    plain_screen, world
):
    screen = plain_screen
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


@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1280, 800)])
def test_help_and_every_question_fit_the_screen_in_the_largest_letters(screen, width, height):
    screen.set_viewport_size({"width": width, "height": height})
    screen.goto("/screen/help?size=largest")
    assert fits(screen)
    screen.goto("/screen/feedback?size=largest")
    screen.get_by_role("button", name="Mindfulness for beginners").click()
    for number in range(1, 6):
        expect(screen.get_by_text(f"Question {number} of 5")).to_be_visible()
        assert fits(screen), number
        screen.get_by_role("button", name="Skip").click()
