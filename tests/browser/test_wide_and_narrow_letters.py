"""What has little room, in letters as wide as the widest common font's and as narrow as Arial's.

The other tests draw in the font of the machine, which is one of many.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.database import db, writing
from kiosk.models import StaffPin
from tests import people
from tests.browser.everyone import crowded, double_the_text, scrolls_sideways, targets
from tests.browser.letters import ARIAL, DEJAVU_SANS, SAMPLE, Letters, draw_in
from tests.browser.test_check_in_screen import fits
from tests.browser.test_printed import LONG, pages_of
from tests.browser.test_words_at_the_door import SIZES, WINDOWS, outside
from tests.browser.walks import FORM, a_busy_service, paired, signed_in

PAPERS = {
    "runs/7Q2M4X/poster": 1,
    "runs/7Q2M4X/slide?view=whole": 1,
    "runs/7Q2M4X/paper": 1,
    "runs/7Q2M4X/paper?size=large": 2,
    "sites/walton/desk-card": 1,
    "sites/walton/today": 1,
}


@pytest.fixture(params=[DEJAVU_SANS, ARIAL], ids=["DejaVu Sans", "Arial"])
def letters(request: pytest.FixtureRequest) -> Letters:
    """The font whose widths the page has to hold."""
    given: Letters = request.param
    return given


@pytest.fixture
def screen(live: str, world: Any, browser: Browser, browser_context_args: Any) -> Iterator[Page]:
    """A paired screen with three courses today."""
    context = browser.new_context(**browser_context_args, has_touch=True)
    yield paired(context, world.app, live)
    context.close()


@pytest.fixture
def desk(live: str, world: Any, browser: Browser, browser_context_args: Any) -> Iterator[Page]:
    """A manager's browser."""
    context = browser.new_context(**browser_context_args)
    yield signed_in(context, world.app, live, people.a_person("manager@example.org", "manager"))
    context.close()


def test_letters_are_as_wide_as_they_are_said_to_be(page: Page, letters: Letters) -> None:
    page.goto("/f/finished")
    for tag, wide in (("span", letters.usual), ("strong", letters.bold)):
        page.evaluate(
            """([tag, words]) => {
              const line = document.createElement(tag);
              line.id = tag;
              line.style.cssText = 'position: absolute; font-size: 20px; white-space: nowrap';
              line.textContent = words;
              document.body.append(line);
            }""",
            [tag, SAMPLE],
        )
        for _again in range(2):
            draw_in(page, letters)
        box = page.locator(f"#{tag}").bounding_box()
        assert box is not None
        assert box["width"] / 20 / len(SAMPLE) == pytest.approx(wide, abs=0.002)


@pytest.mark.parametrize("query", SIZES)
def test_the_check_in_screen_holds_them(screen: Page, letters: Letters, query: str) -> None:
    for window in WINDOWS:
        width, height = (int(side) for side in window.split("x"))
        screen.set_viewport_size({"width": width, "height": height})
        screen.goto(f"/{query}")
        for state in ("at rest", "after a tap"):
            if state == "after a tap":
                screen.locator(".tile").first.click()
                expect(screen.get_by_role("button", name="Undo")).to_be_visible()
            draw_in(screen, letters)
            assert crowded(screen) == [], (window, state)
            assert outside(screen, height) == [], (window, state)
            if height == 1920:
                assert min(target.top for target in targets(screen)) >= 640, (window, state)


@pytest.mark.parametrize("query", SIZES)
def test_every_question_on_a_tall_screen_holds_them(
    screen: Page, letters: Letters, query: str
) -> None:
    screen.set_viewport_size({"width": 1080, "height": 1920})
    screen.goto(f"/screen/feedback{query}")
    screen.get_by_role("button", name="Mindfulness for beginners").click()
    for number in range(1, 6):
        expect(screen.get_by_text(f"Question {number} of 5")).to_be_visible()
        draw_in(screen, letters)
        assert fits(screen), number
        screen.get_by_role("button", name="Skip").click()


def test_what_is_printed_holds_them(desk: Page, letters: Letters) -> None:
    people.a_run(f"{LONG}, with a walk by the docks", code="7Q2M4X")
    with writing():
        db.session.add(StaffPin(site_id=people.site("walton").id, pin="480213", made_at=people.NOW))
    for path, pages in PAPERS.items():
        desk.goto(f"/admin/upkeep/{path}")
        draw_in(desk, letters)
        assert pages_of(desk.pdf(prefer_css_page_size=True)) == pages, path


def test_a_phone_with_text_of_twice_the_size_holds_them(
    desk: Page, phone: Page, letters: Letters
) -> None:
    desk.set_viewport_size({"width": 360, "height": 740})
    a_busy_service()
    for page, address in ((phone, FORM), (desk, "/admin/report")):
        double_the_text(page)
        page.goto(address)
        draw_in(page, letters)
        assert crowded(page) == [], address
        assert not scrolls_sideways(page), address
