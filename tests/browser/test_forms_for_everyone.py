"""The form and the screen by keyboard alone, without JavaScript, in forced colours, mirrored."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from sqlalchemy import select

from kiosk import assets
from kiosk.database import db
from kiosk.models import Visit
from tests import people, pseudo
from tests.browser.everyone import focus_is_seen, scrolls_sideways
from tests.browser.walks import FORM, answer, paired, screen_states
from tests.evaluations import stored

SHEET = assets.STATIC / "kiosk" / "form.css"
PHONE = {"width": 360, "height": 740}
Opens = Callable[..., Page]


@pytest.fixture
def opens(live: str, browser: Browser, browser_context_args: Any) -> Iterator[Opens]:
    """Opens a phone in a browser with the given options."""
    contexts = []

    def open_one(**options: Any) -> Page:
        contexts.append(browser.new_context(**browser_context_args, viewport=PHONE, **options))
        return contexts[-1].new_page()

    yield open_one
    for context in contexts:
        context.close()


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other; wherever they lead, the focus can be seen."""
    for key in keys:
        page.keyboard.press(key)
        assert focus_is_seen(page) == [], key


def test_a_learner_fills_in_and_sends_the_form_with_the_keyboard_alone(page):
    people.a_run()
    page.goto(FORM)
    press(page, "Tab", "Tab", "Space")  # past the link that skips, onto the first answer
    press(page, "Tab", "Space", "ArrowDown")
    press(page, "Tab", "Tab", "Tab", "Space", "ArrowUp")
    press(page, "Tab")
    page.keyboard.type("The company")
    press(page, "Tab", "Tab", "Space", "Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")

    sent = stored()[0]
    assert (sent.covered_needs, sent.environment_suitable) == ("yes", "partly")
    assert (sent.tutor_met_expectations, sent.could_discuss_opportunities) == (None, None)
    assert (sent.felt_valued, sent.good, sent.do_not_share) == (
        "not_applicable",
        "The company",
        True,
    )


def test_the_whole_journey_of_a_form_works_without_javascript(opens):
    people.a_run()
    page = opens(java_script_enabled=False)
    page.goto("/f/")
    page.get_by_role("textbox").fill("7Q2M4X")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was filled in yet.")
    answer(page, "covered_needs", "yes")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Change my answers").click()
    answer(page, "covered_needs", "no")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="Someone else’s turn").click()
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)

    assert [sent.covered_needs for sent in stored()] == ["no"]


@pytest.fixture
def bare_screen(
    live: str, world: Any, browser: Browser, browser_context_args: Any
) -> Iterator[Page]:
    """A paired screen without JavaScript."""
    size = {"width": 1080, "height": 1920}
    context = browser.new_context(
        **browser_context_args, viewport=size, has_touch=True, java_script_enabled=False
    )
    yield paired(context, world.app, live)
    context.close()


def test_the_five_questions_on_the_screen_work_without_javascript(bare_screen):
    states = list(screen_states(bare_screen))

    assert states[-1] == "nothing was sent"
    sent = stored()[0]
    assert (sent.covered_needs, sent.environment_suitable) == ("yes", "partly")
    assert (sent.tutor_met_expectations, sent.felt_valued) == ("no", "yes")


def test_checking_in_works_without_javascript(bare_screen):
    bare_screen.goto("/")
    for name in ("A course or group", "First time here?", "Others came with me", "3"):
        bare_screen.get_by_role("button", name=name, exact=name == "3").click()
        expect(bare_screen.get_by_role("heading", level=1)).to_have_text("Welcome. Come on in.")

    db.session.rollback()
    visit = db.session.scalars(select(Visit)).one()
    assert (visit.purpose, visit.first_time, visit.people) == ("learning", True, 4)


EDGES = """
() => [...document.querySelectorAll('.choice__label')].map(label => {
  const style = getComputedStyle(label), icon = label.querySelector('svg');
  return [style.borderTopStyle, parseFloat(style.borderTopWidth), style.borderTopColor,
          style.backgroundColor, icon ? icon.getBoundingClientRect().width : 24];
})
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_the_answers_their_edges_and_shapes(opens, scheme):
    people.a_run()
    page = opens(forced_colors="active", color_scheme=scheme)
    page.goto(FORM)
    answer(page, "covered_needs", "yes")

    edges = page.evaluate(EDGES)
    assert len(edges) == 21
    for style, width, colour, ground, icon in edges:
        assert (style, icon) == ("solid", 24)
        assert width >= 2
        assert colour != ground
    assert edges[0][1:3] != edges[1][1:3]  # the chosen answer
    assert not scrolls_sideways(page)


@pytest.fixture
def mirrored(world, tmp_path):
    """An invented language, half as long again, read from right to left."""
    pseudo.switch_on(world.app, tmp_path)
    yield f"?lang={pseudo.LANGUAGE}"
    pseudo.switch_off(world.app)


def test_a_language_read_from_right_to_left_mirrors_the_form(opens, mirrored):
    people.a_run()
    page = opens()
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 640})
        for address in ("/f/", FORM, "/f/at/walton", "/f/finished", "/privacy"):
            page.goto(address + mirrored)
            assert not scrolls_sideways(page), address
    page.goto(FORM + mirrored)
    icon = page.locator(".choice__label svg").first.bounding_box()
    words = page.locator(".choice__label > span").first.bounding_box()
    assert icon is not None
    assert words is not None
    assert icon["x"] >= words["x"] + words["width"]
    assert (
        page.locator(".choice__label").first.evaluate(
            "label => getComputedStyle(label).borderTopStyle"
        )
        == "solid"
    )


def test_the_sheet_of_the_form_is_one_that_old_phones_read():
    sheet = assets.joined(SHEET)
    assert ".choice__label" in sheet
    assert "light-dark(" not in sheet
    assert "@layer" not in sheet
    assert "@import" not in sheet
    for block in re.findall(r"\{([^{}]*)\}", sheet):
        given = set()
        for declaration in filter(None, (part.strip() for part in block.split(";"))):
            name, value = (part.strip() for part in declaration.split(":", 1))
            related = {name, *([name.removesuffix("-color")] if name != "color" else [])}
            assert "var(" not in value or related & given, f"{name}: {value} stands alone"
            if "var(" not in value:
                given.add(name)


def fetched(page: Page, address: str) -> tuple[int, int]:
    """How many requests a page takes when nothing is kept, and their bodies' bytes on the wire."""
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(address, wait_until="networkidle")
    return len(requests), sum(one.sizes()["responseBodySize"] for one in requests)


def test_the_form_is_light_the_first_time_it_is_opened(opens):
    people.a_run(room="Garden Room")
    count, size = fetched(opens(), FORM)

    assert count <= 5
    assert 2_000 < size <= 12_000


def travels(page: Page, address: str) -> int:
    """The bytes on the wire of what a page fetches beside itself."""
    answer = page.request.get(address, headers={"Accept-Encoding": "br"})
    return int(answer.headers["content-length"])


def test_the_whole_screen_is_light_the_first_time_it_is_opened(
    live, world, browser, browser_context_args
):
    context = browser.new_context(**browser_context_args)
    page = paired(context, world.app, live)
    count, size = fetched(page, "/")
    manifest = page.locator("[rel=manifest]").get_attribute("href")
    beside = sum(travels(page, address) for address in ("/kiosk-worker.js", manifest))
    context.close()

    assert count <= 6
    assert beside > 1_000
    assert 2_000 < size + beside <= 20_000
