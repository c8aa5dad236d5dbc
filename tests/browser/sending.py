"""A learner fills in a form in a browser, and what the page and the service make of it."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from kiosk.database import db
from kiosk.models import Evaluation
from tests.browser.walks import FORM, answer
from tests.evaluations import stored

UNSENT = "Not sent yet. Keep this page open."
TRYING = "We keep trying by ourselves, and nothing you wrote is lost."
WORDS = "The tutor’s patience"


def kept() -> list[Evaluation]:
    """What the service has stored by now."""
    db.session.rollback()
    return stored()


def fill_in(page: Page) -> None:
    """Open the form of a course and answer some of it."""
    page.goto(FORM)
    answer(page, "covered_needs", "yes")
    answer(page, "felt_valued", "partly")
    page.locator("#good").fill(WORDS)
    page.locator("[name=do_not_share] + label").click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def expect_unsent(page: Page, button: str = "Try again") -> None:
    """The page says that it is not sent yet, and everything is as it was typed."""
    expect(page.get_by_role("status").filter(has_text=UNSENT)).to_contain_text(TRYING)
    expect(page.get_by_role("button", name=button)).to_be_in_viewport()


def expect_filled_in(page: Page) -> None:
    """Nothing that was typed or touched is lost."""
    expect(page.locator("[name=covered_needs][value=yes]")).to_be_checked()
    expect(page.locator("[name=felt_valued][value=partly]")).to_be_checked()
    expect(page.locator("#good")).to_have_value(WORDS)
    expect(page.locator("[name=do_not_share]")).to_be_checked()


def expect_thanks(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def posts(page: Page, treat: Callable[[Route], None]) -> None:
    """Let the posts of a form, and nothing else, go through other hands."""
    page.route(
        "**/f/**",
        lambda route: treat(route) if route.request.method == "POST" else route.continue_(),
    )


def lose_the_answer(route: Route) -> None:
    """The server gets the form and stores it; its answer never arrives."""
    route.fetch(max_redirects=0)
    route.abort()


def is_one_whole_form(sent: list[Evaluation]) -> bool:
    """Whether one form is stored, with everything that was filled in."""
    return [
        (one.covered_needs, one.environment_suitable, one.felt_valued, one.good, one.do_not_share)
        for one in sent
    ] == [("yes", None, "partly", WORDS, True)]
