"""The poster of what we did, on paper: one page, whatever the notes."""

import pytest
from playwright.sync_api import Browser

from kiosk.models import FeedbackNote
from tests import people
from tests.browser.test_printed import pages_of
from tests.browser.walks import signed_in
from tests.conftest import World

SHORT = ("The room was cold.", "The heating comes on an hour earlier.")
LONGEST = ("It was hard to hear at the back. " * 6, "We moved the group to a room. " * 6)


@pytest.mark.parametrize("words", [SHORT, LONGEST])
def test_three_notes_fit_on_one_page(
    browser: Browser,
    browser_context_args: dict[str, str],
    world: World,
    live: str,
    words: tuple[str, str],
) -> None:
    for _note in range(3):
        you_said, we_did = words
        people.add(FeedbackNote(you_said=you_said[:200], we_did=we_did[:200], added_at=people.NOW))
    context = browser.new_context(**browser_context_args)
    page = signed_in(context, world.app, live, people.a_person("mo@example.org", "manager"))

    page.goto("/admin/comments/notes/poster/walton")

    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    assert page.locator(".said__note").count() == 3
    context.close()
