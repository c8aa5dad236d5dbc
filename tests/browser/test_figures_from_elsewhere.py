"""Entering a figure whose parts do not add up: with scripts and without, on a desk and a phone."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import ElsewhereFigure
from tests import elsewhere, people
from tests.browser.everyone import AA, too_small, violations
from tests.browser.test_everyone import dark, named, narrow
from tests.browser.walks import signed_in

FLAG = "The parts add up to 2,653: 23 fewer than the 2,676 stated."
SIZES = {"a desk": {"width": 1280, "height": 900}, "a phone": {"width": 375, "height": 812}}


def faults(page: Page, state: str, scripts: bool) -> list[str]:
    """Whatever the page should be mended in; axe itself needs scripts."""
    small = [f"small: {line}" for line in too_small(page, 24)] if scripts else []
    found = [violations(page, AA), dark(page, enhanced=False), narrow(page)] if scripts else []
    return named(state, small, *found)


@pytest.mark.parametrize("size", sorted(SIZES))
@pytest.mark.parametrize("scripts", [True, False])
def test_a_figure_is_entered_looked_at_twice_and_flagged(
    live: str, world: Any, browser: Browser, browser_context_args: Any, scripts: bool, size: str
) -> None:
    context = browser.new_context(
        **browser_context_args, viewport=SIZES[size], java_script_enabled=scripts
    )
    page = signed_in(context, world.app, live, people.a_person("mo@example.org", "manager"))
    page.goto("/admin/upkeep")
    page.get_by_role("link", name="Figures from elsewhere", exact=True).click()
    page.get_by_role("link", name="Enter a figure").click()
    page.get_by_role("button", name="Save this figure").click()
    page.get_by_role("alert").wait_for()
    found = faults(page, "mistakes", scripts)

    page.get_by_label("Under which heading?").fill("Social prescribing")
    page.get_by_label("What was counted?").fill("signposts")
    page.get_by_label("Where?").select_option("The whole service")
    page.get_by_label("First day").fill("2018-04-01")
    page.get_by_label("Last day").fill("2019-03-31")
    page.get_by_label("How many?", exact=True).fill("2,676")
    for number, (name, count) in enumerate(elsewhere.SIGNPOSTS, 1):
        page.get_by_label(f"Part {number}", exact=True).fill(name)
        page.get_by_label(f"How many of part {number}?").fill(f"{count:,}")
    page.get_by_text("More parts").click()
    page.get_by_label("Part 12", exact=True).wait_for()
    page.get_by_label("Where does the figure come from?").fill("The team’s register")
    page.get_by_role("button", name="Save this figure").click()
    page.get_by_role("heading", name="Save it as it is, or mend it?").wait_for()
    assert page.get_by_text(FLAG).count() == 1
    found += faults(page, "look at it twice", scripts)

    page.get_by_role("button", name="Save it as it is").click()
    page.get_by_role("heading", name="Figures from elsewhere").wait_for()
    found += faults(page, "saved", scripts)
    context.close()

    assert found == []
    assert [figure.value for figure in db.session.scalars(select(ElsewhereFigure))] == [2676]
