"""The browser itself."""

from playwright.sync_api import Page


def test_an_unknown_address_is_shown_kindly(page: Page):
    page.goto("/nothing")

    assert page.get_by_role("heading", level=1).inner_text() == "There is no page here"
