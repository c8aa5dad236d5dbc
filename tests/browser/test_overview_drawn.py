"""The overview's charts as they are seen: on a phone, on paper, in forced colours."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import people
from tests.admin.small_world import at
from tests.browser.walks import signed_in

YEAR = "/admin/?from=2018-04-01&to=2019-03-31"
FORCED = """
() => {
  const drawn = part => {
    const style = getComputedStyle(document.querySelector(`.said .bar__${part}`));
    return [style.fill, style.stroke].join(" ");
  };
  return ["yes", "partly", "no"].map(drawn);
}
"""


@pytest.fixture
def desk(
    live: str, world: Any, browser: Browser, browser_context_args: Any, request: Any
) -> Iterator[Page]:
    """The desk of a manager whose year begins in January."""
    people.a_visit(at=at("2019-01-09T10:00"), people=3)
    people.a_visit(at=at("2019-02-06T10:00"))
    for code, slug in (("AAAAAA", "walton"), ("BBBBBB", "bootle")):
        run = people.a_run(slug=slug, code=code)
        for answer in ("yes", "partly", "no"):
            people.an_evaluation(run, date(2019, 2, 6), covered_needs=answer)
    context = browser.new_context(**browser_context_args, **getattr(request, "param", {}))
    manager = people.a_person("manager@example.org", "manager")
    yield signed_in(context, world.app, live, manager)
    context.close()


@pytest.mark.parametrize("desk", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_on_a_phone_every_month_of_a_year_is_within_the_window(desk: Page) -> None:
    desk.goto(YEAR)
    chart = desk.get_by_role("group", name="Visits by month")
    expect(chart).to_have_count(1)
    values = chart.locator(".chart__row-value")
    expect(values).to_have_text(["–"] * 9 + ["3", "1", "–"])
    for mark in [*values.all(), *chart.locator("rect").all()]:
        box = mark.bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 360


@pytest.mark.parametrize("desk", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_read_from_the_right_the_rows_begin_at_the_right(desk: Page) -> None:
    desk.goto(YEAR)
    desk.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    label = desk.locator(".chart--lying .chart__label").first.bounding_box()
    value = desk.locator(".chart__row-value").first.bounding_box()
    assert label
    assert value
    assert 180 < value["x"] < label["x"] < label["x"] + label["width"] <= 360


def test_a_desk_sees_the_columns_and_not_the_rows(desk: Page) -> None:
    desk.goto(YEAR)
    expect(desk.locator(".chart-scroll svg")).to_be_visible()
    expect(desk.locator(".chart--lying")).to_be_hidden()


def test_on_paper_figures_and_their_rows_say_that_they_are_for_the_team_only(desk: Page) -> None:
    for path in (YEAR, YEAR.replace("/admin/", "/admin/rows/visits")):
        desk.goto(path)
        line = desk.get_by_text("Working view: for the team only.")
        desk.emulate_media(media="screen")
        expect(line).to_be_hidden()
        desk.emulate_media(media="print")
        expect(line).to_be_visible()


def test_every_table_of_the_overview_is_printed_open(desk: Page) -> None:
    desk.goto(YEAR)
    tables = desk.locator(".card table")
    expect(desk.locator(".chart-table")).to_be_hidden()
    desk.emulate_media(media="print")
    assert tables.count() > 5
    hidden = tables.evaluate_all(
        "tables => tables.filter(one => !one.checkVisibility({contentVisibilityAuto: true})"
        " || !one.getBoundingClientRect().height).map(one => one.className)"
    )
    assert hidden == []
    expect(desk.locator(".chart--lying")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("desk", [{"forced_colors": "active"}], indirect=True)
def test_forced_colours_tell_yes_partly_and_no_apart(desk: Page, scheme: str) -> None:
    desk.emulate_media(color_scheme=scheme, forced_colors="active")
    desk.goto(YEAR)
    drawn = desk.evaluate(FORCED)
    assert len(set(drawn)) == 3
    own = "rgb(11, 93, 94)", "rgb(229, 163, 24)", "rgb(155, 28, 28)"
    assert not [one for one in drawn if any(colour in one for colour in own)]


def test_a_full_percentage_stands_in_one_line(desk: Page) -> None:
    run = people.a_run("Singing", code="CCCCCC")
    people.an_evaluation(run, date(2019, 2, 6), felt_valued="yes")
    desk.goto(YEAR)
    full = desk.locator(".said__percent", has_text="100%")
    box, other = full.bounding_box(), desk.locator(".said__percent").first.bounding_box()
    assert box
    assert other
    assert box["height"] == other["height"]
    assert full.evaluate("one => one.scrollWidth <= one.clientWidth")
