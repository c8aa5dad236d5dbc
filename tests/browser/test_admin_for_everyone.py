"""Every page of the staff works for everyone: contrast, names, sizes, narrow windows, keyboard."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from admin.catalogue.staff import register_link
from kiosk.database import db, writing
from kiosk.models import Person
from tests import people
from tests.browser.everyone import AA, focus_is_seen, too_small, violations
from tests.browser.test_everyone import dark, named, narrow
from tests.browser.walks import a_busy_service, signed_in, staff_addresses

DESK = {"width": 1280, "height": 900}


@pytest.fixture
def desk_of(
    live: str, world: Any, browser: Browser, browser_context_args: Any
) -> Iterator[Callable[..., Page]]:
    """Opens the desk of somebody on the staff."""
    contexts = []

    def open_one(role: str, **options: Any) -> Page:
        context = browser.new_context(**browser_context_args, viewport=DESK, **options)
        contexts.append(context)
        sites = () if role == "manager" else ("walton", "southport")
        person = people.a_person(f"{role}@example.org", role, sites=sites)
        return signed_in(context, world.app, live, person)

    yield open_one
    for context in contexts:
        context.close()


def faults(page: Page, state: str) -> list[str]:
    """Whatever a page of the staff should be mended in."""
    small = [f"small: {line}" for line in too_small(page, 24)]
    return named(state, violations(page, AA), dark(page, enhanced=False), small, narrow(page))


def test_every_page_of_the_staff_works_for_everyone(desk_of, world):
    desk, found = desk_of("manager"), []
    for address in staff_addresses(world.app, a_busy_service()):
        answer = desk.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        found += faults(desk, address)
    assert not found, "\n".join(found)


def test_mistakes_and_opened_controls_of_the_staff_work_for_everyone(desk_of):
    a_busy_service()
    desk, found = desk_of("coordinator"), []
    for address, button in (
        ("/admin/upkeep/runs/add", "Add this run"),
        ("/admin/upkeep/sites/walton/count", "Save"),
    ):
        desk.goto(address)
        desk.get_by_role("button", name=button).first.click()
        desk.get_by_role("alert").wait_for()
        found += faults(desk, f"{address} with mistakes")
    desk.goto("/admin/")
    for summary in desk.locator("main details > summary").all():
        summary.click()
        found += faults(desk, f"overview, {summary.inner_text()}")
    assert not found, "\n".join(found)


def test_the_doors_of_the_staff_work_for_everyone(page):
    with writing():
        setting_up = register_link(people.NOW, None)
    found, manager = [], None
    for state, address in (("set up", f"/admin/set-up/{setting_up}"), ("sign in", "/admin/")):
        page.goto(address)
        found += faults(page, state)
        page.locator("main button[type=submit]").click()
        page.get_by_role("alert").wait_for()
        found += faults(page, f"{state} with mistakes")
    manager = people.a_person("m@example.org", "manager")
    with writing():
        password = register_link(people.NOW, manager)
    for address in (f"/admin/password/{password}", "/admin/password/used", "/admin/set-up/used"):
        page.goto(address)
        found += faults(page, address)
    assert not found, "\n".join(found)


def test_a_coordinator_changes_the_period_with_the_keyboard_alone(desk_of):
    a_busy_service()
    desk = desk_of("coordinator")
    desk.goto("/admin/")
    unseen = []
    for _ in range(40):
        desk.keyboard.press("Tab")
        unseen += focus_is_seen(desk)
        if desk.evaluate("() => document.activeElement.matches('summary.picker__summary')"):
            break
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    unseen += focus_is_seen(desk)
    chosen = desk.evaluate("() => document.activeElement.innerText")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")

    assert not unseen, "\n".join(unseen)
    expect(desk.locator("summary.picker__summary").first).to_contain_text(chosen)


def test_the_five_rooms_a_usual_name_and_sign_out_share_one_line(desk_of, world):
    desk = desk_of("manager")
    with writing():
        db.session.execute(update(Person).values(name="Christopher Robinson"))
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto("/admin/")
    boxes = [link.bounding_box() for link in desk.locator(".rooms__link").all()]
    boxes.append(desk.get_by_role("button", name="Sign out").bounding_box())

    expect(desk.locator(".rooms__who")).to_have_text("Christopher Robinson")
    assert len(boxes) == 6
    assert len({round(box["y"] + box["height"] / 2) for box in boxes}) == 1


def test_on_a_phone_an_opened_control_covers_no_other(desk_of):
    a_busy_service()
    desk = desk_of("manager")
    desk.set_viewport_size({"width": 360, "height": 740})
    desk.goto("/admin/report")
    for summary in desk.locator("summary.picker__summary").all():
        summary.click()
        expect(desk.locator("details.picker[open]")).to_have_count(1)
        summary.click(timeout=2_000)
        expect(desk.locator("details.picker[open]")).to_have_count(0)


def test_focus_can_be_seen_wherever_it_goes_on_the_overview(desk_of):
    a_busy_service()
    desk = desk_of("manager")
    unseen = []
    for address in ("/admin/", "/admin/upkeep/sites/walton", "/admin/upkeep/runs/add"):
        desk.goto(address)
        for _ in range(60):
            desk.keyboard.press("Tab")
            if desk.evaluate("() => document.activeElement === document.body"):
                break
            unseen += named(address, focus_is_seen(desk))
    assert not unseen, "\n".join(unseen)


_FAINT = """
() => {
  const probe = document.createElement('span');
  probe.style.color = 'Canvas';
  document.body.append(probe);
  const canvas = getComputedStyle(probe).color;
  probe.remove();
  const none = colour => colour === 'none' || colour === canvas || colour === 'rgba(0, 0, 0, 0)';
  return [...document.querySelectorAll('main svg :is(rect, path, circle, line):not(.chart__touch)')]
    .filter(shape => shape.getBoundingClientRect().height > 0)
    .filter(shape => { const s = getComputedStyle(shape); return none(s.fill) && none(s.stroke); })
    .map(shape => shape.outerHTML.slice(0, 120));
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_the_overview_its_shapes(desk_of, scheme):
    a_busy_service()
    desk = desk_of("coordinator", forced_colors="active", color_scheme=scheme)
    desk.goto("/admin/")

    assert desk.locator("main svg").count() > 0
    assert desk.evaluate(_FAINT) == []
    assert narrow(desk) == []
