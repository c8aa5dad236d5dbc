"""Three leaks of shared screens, each named after the system that had it: none of them is here."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import people
from tests.browser.conftest import whole_chromium
from tests.browser.tablet import ADVICE, Network, Tablet, ready, tap

HOME = "The Life Rooms, Walton"
SAID = """
() => [document.body.innerText, document.title, location.href, JSON.stringify(history.state),
       JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie,
       ...[...document.querySelectorAll('input')].map(field => `${field.name} ${field.value}`)]
"""
PAGES = ("/", "/screen/help", "/screen/feedback", "/screen/feedback?size=large")
SAYS_SO = "addEventListener('pageshow', shown => shown.persisted && console.log(location.pathname))"
TYPED = "input:not([type=hidden]), textarea, select, [contenteditable]"


@pytest.fixture
def page(tablet: Tablet) -> Page:
    """A paired screen whose browser may bring pages back as they were left.

    Chromium's headless shell never does (BackForwardCacheDisabledForDelegate); Chromium does.
    """
    people.a_run(days=(datetime.now(UTC).date(),))
    return opened(tablet)


@pytest.fixture
def whole(tablet: Tablet) -> Page:
    """The same in a Chromium that is more than its headless shell."""
    tablet.launch = {**tablet.launch, "executable_path": whole_chromium()}
    people.a_run(days=(datetime.now(UTC).date(),))
    return opened(tablet)


def opened(tablet: Tablet) -> Page:
    page = tablet.open(ignore_default_args=["--disable-back-forward-cache"])
    tablet.pair()
    page.goto("/")
    ready(page)
    return page


@pytest.fixture
def keepable(network: Network) -> Iterator[None]:
    """Pages without `no-store`: the browser may keep them as they were left."""
    plain = network.app.wsgi_app

    def kept(environ: Any, start: Any) -> Any:
        def answer(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start(status, [pair for pair in headers if pair[0] != "Cache-Control"], *more)

        return plain(environ, answer)

    network.app.wsgi_app = kept  # type: ignore[method-assign]
    yield
    network.app.wsgi_app = plain  # type: ignore[method-assign]


def answer_some(page: Page) -> None:
    """Begin course feedback, and answer two questions."""
    page.get_by_role("link", name="Course feedback").click()
    for name in ("Mindfulness", "Partly", "Partly"):
        page.get_by_role("button", name=re.compile(f"^{name}")).click()
    expect(page.get_by_text("Question 3 of 5")).to_be_visible()


def expect_nobody(page: Page) -> None:
    """Nothing that anybody touched is on this page, in its address or in its storage."""
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("Welcome. Come|Did "))
    expect(page.locator(".band, .key--done, .big--chosen, .questions-progress")).to_have_count(0)
    said = " ".join(page.evaluate(SAID))
    for word in ("Partly", "your answer", "partly", "pathways", "Enjoy it", "of you"):
        assert word not in said, word


def test_twine_visitor_423_no_field_offers_what_somebody_else_typed(page):
    for address in PAGES:
        page.goto(address)
        assert page.locator(TYPED).count() == 0, address
        for form in page.locator("form").all():
            assert form.get_attribute("autocomplete") == "off", address
        for place in page.locator("template").all():
            fields = "e => e.content.querySelectorAll('input:not([type=hidden]), textarea').length"
            assert place.evaluate(fields) == 0, address
    page.goto("/")
    answer_some(page)
    assert page.locator(TYPED).count() == 0


def test_rock_329_the_person_before_does_not_appear_again(page):
    tap(page, ADVICE)
    page.get_by_role("button", name="Others came with me").click()
    page.get_by_role("button", name="7", exact=True).click()
    expect(page.get_by_text("We have counted 8 of you.")).to_be_visible()
    page.clock.fast_forward(20_100)
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
    expect_nobody(page)
    answer_some(page)
    page.clock.fast_forward(60_100)
    expect(page.get_by_role("dialog", name="Do you need more time?")).to_be_visible()
    page.clock.fast_forward(20_100)
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
    expect_nobody(page)
    page.get_by_role("link", name="Course feedback").click()
    expect(page.get_by_role("button", name="My course isn’t here")).to_be_visible()
    expect_nobody(page)


def test_enketo_220_the_next_person_cannot_page_back(page, keepable):
    tap(page, ADVICE)
    page.get_by_role("button", name="First time here?").click()
    expect(page.locator(".key--done")).to_have_count(1)
    page.clock.fast_forward(20_100)
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)
    answer_some(page)
    page.get_by_role("link", name="Back to the welcome screen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)

    for way in ("go_back", "go_back", "go_forward", "go_forward", "go_back", "go_back"):
        getattr(page, way)()
        expect(page.locator("h1")).to_be_visible()
        expect_nobody(page)


def test_a_page_that_the_browser_puts_away_is_emptied_first_and_comes_back_as_the_tiles(page):
    answer_some(page)
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect_nobody(page)
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)


@pytest.mark.skipif(
    whole_chromium() is None,
    reason="The headless shell never brings a page back as it was: apt-get install chromium.",
)
def test_a_whole_browser_brings_back_the_tiles_and_nobodys_answers(whole, keepable):
    brought_back: list[str] = []
    whole.on("console", lambda message: brought_back.append(message.text))
    whole.add_init_script(SAYS_SO)
    answer_some(whole)
    whole.goto("/screen/help")
    whole.evaluate("() => history.back()")
    whole.wait_for_timeout(500)
    expect_nobody(whole)

    if not brought_back:  # Chromium 156: whoever drives it ran a script in the page put away
        pytest.skip("The browser let go of the page; what it opened instead has nobody's answers.")
    expect(whole.get_by_role("heading", level=1)).to_have_text(HOME)
    assert brought_back == ["/screen/feedback"]


EDGES = "tiles => tiles.map(tile => getComputedStyle(tile).borderColor)"


def test_no_tile_shows_which_one_was_touched(page):
    tile = page.get_by_role("button", name=ADVICE)
    tile.click()  # and the pointer rests on it, as browsers let it after a finger
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome. Come on in.")

    page.evaluate("() => Promise.all(document.getAnimations().map(one => one.finish?.()))")
    assert len(set(page.locator(".tile").evaluate_all(EDGES))) == 1
