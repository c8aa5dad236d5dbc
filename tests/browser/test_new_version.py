"""A new version of the screen is taken up while nobody is there, and the old one forgotten."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tablet import WELCOME, Network, over, tap

NEW = "0123456789ab"
VERSION = "() => document.body.dataset.version"
CACHES = "() => caches.keys()"
ASK = "() => dispatchEvent(new Event('online'))"


@pytest.fixture
def update(network: Network) -> Iterator[Any]:
    """Lets the service be of a new version: the same files, at addresses of another content."""
    app = network.app
    plain, version = app.wsgi_app, app.config["STATIC_VERSION"]
    static_url = app.jinja_env.globals["static_url"]

    def renamed(environ: Any, start: Any) -> Any:
        environ["PATH_INFO"] = environ["PATH_INFO"].replace(f"/{NEW}/", f"/{version}/")
        return plain(environ, start)

    def begin() -> None:
        app.wsgi_app = renamed  # type: ignore[method-assign]
        app.config["STATIC_VERSION"] = NEW
        app.jinja_env.globals["static_url"] = lambda name: f"/static/{NEW}/{name}"

    yield begin
    app.wsgi_app = plain  # type: ignore[method-assign]
    app.config["STATIC_VERSION"] = version
    app.jinja_env.globals["static_url"] = static_url


def told(page: Page) -> None:
    """The screen asks the service what is new, and has heard."""
    with page.expect_response(lambda answer: answer.url.endswith("/")):
        page.evaluate(ASK)
    page.wait_for_timeout(100)


def test_a_new_version_waits_while_somebody_is_there_and_is_taken_up_at_rest(kept_page, update):
    old = kept_page.evaluate(VERSION)
    tap(kept_page)
    update()
    told(kept_page)
    kept_page.clock.fast_forward(3_000)
    expect(kept_page.locator(".band__words")).to_have_text(WELCOME)
    assert kept_page.evaluate(VERSION) == old

    over(kept_page)
    kept_page.clock.fast_forward(1_100)
    expect(kept_page.locator("body")).to_have_attribute("data-version", NEW)
    for _ in range(100):
        if kept_page.evaluate(CACHES) == [f"kiosk-{NEW}"]:
            break
        kept_page.wait_for_timeout(100)  # until its worker has all that opens it without network
    assert kept_page.evaluate(CACHES) == [f"kiosk-{NEW}"]
    tap(kept_page)


def test_a_finger_on_the_screen_keeps_the_version_until_it_is_lifted(kept_page, update):
    old = kept_page.evaluate(VERSION)
    kept_page.mouse.move(540, 1200)
    kept_page.mouse.down()
    update()
    told(kept_page)
    kept_page.clock.fast_forward(3_000)
    assert kept_page.evaluate(VERSION) == old

    kept_page.mouse.up()
    expect(kept_page.locator("body")).to_have_attribute("data-version", NEW)


def test_course_feedback_half_way_is_not_interrupted_by_a_new_version(kept_page, update):
    kept_page.get_by_role("link", name="Course feedback").click()
    kept_page.get_by_role("button", name="My course isn’t here").click()
    update()
    kept_page.clock.fast_forward(59_000)
    expect(kept_page.get_by_text("Question 1 of 5")).to_be_visible()
    kept_page.get_by_role("link", name="Back to the welcome screen").click()
    expect(kept_page.locator("body")).to_have_attribute("data-version", NEW)
