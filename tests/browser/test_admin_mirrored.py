"""The overview in an invented language, half as long again, read from right to left."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests import people, pseudo
from tests.browser.everyone import AA, crowded, scrolls_sideways, violations
from tests.browser.test_everyone import dark, named
from tests.browser.walks import a_busy_service, signed_in

PERIOD = "from=2026-11-01&to=2026-11-30"
WIDTHS = (1280, 768, 360, 320)
# Where the words of a cell begin: on the right; where its figures end: on the left, like all ends.
SIDES = """
() => [...document.querySelectorAll('main table')].filter(table => table.checkVisibility())
  .map(table => [...table.rows].find(row => row.cells.length > 1 && row.cells[1].offsetWidth))
  .filter(row => row)
  .map(row => row.cells[0].getBoundingClientRect().left
            - row.cells[1].getBoundingClientRect().left)
"""


@pytest.fixture
def mirrored(world: Any, tmp_path: Any, live: str, browser: Any, browser_context_args: Any) -> Any:
    """The desk of a manager who reads from right to left."""
    context = browser.new_context(**browser_context_args)
    manager = people.a_person("manager@example.org", "manager")
    pseudo.switch_on(world.app, tmp_path)
    yield signed_in(context, world.app, live, manager)
    pseudo.switch_off(world.app)
    context.close()


def test_a_language_read_from_right_to_left_mirrors_the_overview(mirrored: Page) -> None:
    a_busy_service()
    found = []
    for width in WIDTHS:
        mirrored.set_viewport_size({"width": width, "height": 800})
        mirrored.goto(f"/admin/?lang={pseudo.LANGUAGE}&{PERIOD}")
        wide = ["scrolls sideways"] if scrolls_sideways(mirrored) else []
        found += named(str(width), wide, crowded(mirrored))
        found += named(str(width), violations(mirrored, AA), dark(mirrored, enhanced=False))
    assert not found, "\n".join(found)
    assert mirrored.locator("html").get_attribute("dir") == "rtl"


def test_tables_of_the_overview_begin_at_the_right(mirrored: Page) -> None:
    a_busy_service()
    mirrored.set_viewport_size({"width": 1280, "height": 800})
    mirrored.goto(f"/admin/?lang={pseudo.LANGUAGE}&{PERIOD}")
    sides = mirrored.evaluate(SIDES)
    assert len(sides) >= 2
    assert min(sides) > 0
