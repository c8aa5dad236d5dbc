"""The comparison as it is seen: on a desk, on a phone, from the right, in forced colours."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import people
from tests.admin.compared_world import came, forms
from tests.browser.everyone import AA, violations
from tests.browser.walks import signed_in

QUARTER = "/admin/compare?from=2026-07-01&to=2026-09-30"
PHONE = {"viewport": {"width": 320, "height": 740}}
DRAWN = """
() => {
  const style = name => getComputedStyle(document.querySelector(`svg ${name}`));
  const lines = [".chart__line", ".chart__wording"].map(name => style(name).stroke);
  return [style(".chart__point").fill, ...lines];
}
"""


@pytest.fixture
def desk(
    live: str, world: Any, browser: Browser, browser_context_args: Any, request: Any
) -> Iterator[Page]:
    """The desk of a manager with two quarters to compare, the second with another wording."""
    for slug in ("walton", "southport"):
        for day in ("2026-04-01", "2026-07-01"):
            came(slug, day, 640)
    run = people.a_run(days=(date(2026, 4, 7),))
    for month in range(4, 10):
        forms(run, f"2026-{month:02}-07", yes=8 + month, no=month % 3, wording=1 + month // 8)
    forms(run, "2026-03-03", yes=3)
    context = browser.new_context(**browser_context_args, **getattr(request, "param", {}))
    manager = people.a_person("manager@example.org", "manager")
    yield signed_in(context, world.app, live, manager)
    context.close()


def test_from_the_overview_one_link_leads_to_every_figure_compared(desk: Page) -> None:
    desk.goto("/admin/?from=2026-07-01&to=2026-09-30")
    desk.get_by_role("link", name="Is that fair to say?").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(
        "July 2026 to September 2026, compared"
    )
    expect(desk.get_by_role("group", name="They felt valued")).to_have_count(1)
    assert violations(desk, AA) == []


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_on_a_phone_every_point_and_number_is_within_the_window(desk: Page) -> None:
    desk.goto(QUARTER)
    chart = desk.get_by_role("group", name="They felt valued")
    expect(chart).to_have_count(1)
    expect(chart.locator(".chart__row-value")).to_have_text(
        ["few", "92%", "87%", "100%", "94%", "89%", "100%"]
    )
    for mark in chart.locator("text, circle").all():
        box = mark.bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 320
    assert desk.evaluate("() => document.documentElement.scrollWidth") == 320
    assert violations(desk, AA) == []


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_read_from_the_right_a_phone_begins_its_rows_at_the_right(desk: Page) -> None:
    desk.goto(QUARTER)
    desk.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    chart = desk.get_by_role("group", name="They felt valued")
    label = chart.locator(".chart__label").first.bounding_box()
    value = chart.locator(".chart__row-value").first.bounding_box()
    assert label
    assert value
    assert value["x"] < label["x"] < label["x"] + label["width"] <= 320


def test_read_from_the_right_the_latest_point_is_the_leftmost(desk: Page) -> None:
    desk.goto(QUARTER)
    desk.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    points = desk.get_by_role("group", name="They felt valued").locator("circle")
    first, last = points.first.bounding_box(), points.last.bounding_box()
    assert first
    assert last
    assert last["x"] < first["x"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("desk", [{"forced_colors": "active"}], indirect=True)
def test_in_forced_colours_points_lines_and_marks_are_in_the_systems_own(
    desk: Page, scheme: str
) -> None:
    desk.emulate_media(color_scheme=scheme, forced_colors="active")
    desk.goto(QUARTER)
    text = desk.evaluate("() => getComputedStyle(document.body).color")
    assert desk.evaluate(DRAWN) == [text] * 3


def test_on_paper_both_tables_stand_open(desk: Page) -> None:
    desk.goto(QUARTER)
    desk.emulate_media(media="print")
    hidden = desk.locator(".card table").evaluate_all(
        "tables => tables.filter(one => !one.checkVisibility({contentVisibilityAuto: true})"
        " || !one.getBoundingClientRect().height).map(one => one.className)"
    )
    assert hidden == []
    expect(desk.locator(".chart--lying").first).to_be_hidden()


@pytest.mark.parametrize("desk", [{"viewport": {"width": 1280, "height": 900}}], indirect=True)
def test_letters_of_twice_the_size_push_nothing_out_of_the_window(desk: Page) -> None:
    desk.goto(QUARTER)
    desk.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert desk.evaluate("() => document.documentElement.scrollWidth") <= 1280
