"""The staff corner of a screen: behind a PIN, without network, and nothing in it untrue."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import AuditEntry, Installation, StaffPin
from kiosk.pins import pin_check
from tests import people
from tests.browser.tablet import ADVICE, over, tap, visits
from tests.browser.test_earlier_pairings import BROKEN, paired_anew
from tests.browser.test_local_first import has_given_up
from tests.browser.test_sync_from_the_screen import QUEUE

PIN, ANOTHER_PIN = "480213", "907351"
KEEPS_PIN = """
async derived => (await (await caches.match('/screen/staff')).text()).includes(derived)
"""
STATUS = "#staff [role=status]"


@pytest.fixture
def page(kept_page: Page) -> Page:
    """The paired screen, whose site has a PIN."""
    with writing():
        site = people.site("walton")
        db.session.add(StaffPin(site_id=site.id, pin=PIN, made_at=people.NOW))
    kept_page.goto("/screen/staff")  # the screen has heard of it
    kept_page.goto("/")
    return kept_page


def type_pin(page: Page, pin: str) -> None:
    for digit in pin:
        page.get_by_role("button", name=digit, exact=True).click()


def enter(page: Page) -> None:
    """By the way that staff go, without a long press or a keyboard."""
    page.get_by_role("link", name="Need help now?").click()
    page.get_by_role("link", name="For staff").click()
    expect(page.get_by_role("button", name="1", exact=True)).to_be_enabled()
    type_pin(page, PIN)
    expect(page.get_by_text("Waiting to send")).to_be_visible()


def fact(page: Page, label: str) -> str:
    row = page.locator(".staff__facts > div", has_text=label)
    expect(row.locator("dd")).not_to_be_empty()
    return row.locator("dd").inner_text()


def test_it_opens_without_network_and_says_what_waits(page, network):
    network.cut()
    tap(page, ADVICE)
    over(page)
    enter(page)

    assert fact(page, "Waiting to send").startswith("1 visit. The oldest has waited since ")
    assert fact(page, "Could not be read") == "None."
    assert fact(page, "The clock of this device") == "Right, to within 5 seconds."
    kept = "The browser did not promise to keep it: it may clear it when the disk is full."
    used, said = fact(page, "What this device keeps").split(" used. ")
    assert re.fullmatch(r"[\d,]+\.\d MB of [\d,]+ MB", used)
    assert said == kept
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(STATUS)).to_have_text(
        "The service does not answer. It is tried again by itself."
    )

    has_given_up(page)
    network.mend()
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(STATUS)).to_have_text("Sent.")
    expect(page.locator("[data-fact=queue]")).to_have_text("Nothing. Everything is sent.")
    assert [visit.purpose for visit in visits()] == ["pathways"]


REASONS = """
async reasons => {
  const open = indexedDB.open('kiosk-' + document.body.dataset.installation);
  await new Promise(done => { open.onsuccess = done; });
  const all = open.result.transaction(['refused'], 'readwrite');
  for (const reason of reasons) all.objectStore('refused').add({ row: 'Ann Other', reason });
  await new Promise(done => { all.oncomplete = done; });
  open.result.close();
}
"""


def test_it_says_why_rows_were_refused_and_nothing_of_what_stood_in_them(page):
    nobodys = {"id": "Ann Other", "purpose": "learning", "counted": 0}
    page.evaluate(QUEUE, [2, nobodys])
    tap(page, ADVICE)
    over(page)
    expect(page.locator("#sync-line")).to_contain_text("2 could not be read")
    asked = ("Not an object.", "The batch could not be read.", '"], * { of a later version')
    page.evaluate(REASONS, asked)
    enter(page)

    assert fact(page, "Could not be read").splitlines() == [
        "2 without a number of its own.",
        "1 damaged: nothing to read.",
        "1 that the service cannot read.",
        "1 for another reason.",
        "Kept here, in no figure: please tell a manager.",
    ]
    assert "Ann" not in page.content()


def test_an_open_screen_hears_of_another_pin_and_of_courses_within_five_minutes(page, network):
    with writing():
        db.session.execute(update(StaffPin).values(pin=ANOTHER_PIN))
    people.a_run(days=(clock.local_day(network.now()),))
    page.clock.fast_forward(5 * 60_000)
    for _ in range(100):
        if page.evaluate(KEEPS_PIN, pin_check(ANOTHER_PIN).derived):
            break
        page.wait_for_timeout(50)
    expect(page.get_by_text("Mindfulness for beginners")).to_be_visible()
    network.cut()

    page.get_by_role("link", name="Course feedback").click()
    expect(page.get_by_role("button", name="Mindfulness for beginners")).to_be_visible()
    page.goto("/screen/staff")
    expect(page.get_by_role("button", name="1", exact=True)).to_be_enabled()
    type_pin(page, PIN)
    expect(page.locator(STATUS)).to_have_text("That PIN is not right.")
    type_pin(page, ANOTHER_PIN)
    expect(page.get_by_text("Waiting to send")).to_be_visible()


def test_wrong_pins_wait_longer_and_a_page_opened_anew_waits_on(page):
    page.goto("/screen/staff")
    for sentence in ("That PIN is not right.", "That PIN is not right.", "Wait 5 seconds."):
        expect(page.get_by_role("button", name="1", exact=True)).to_be_enabled()
        type_pin(page, "111111")
        expect(page.locator(STATUS)).to_contain_text(sentence)
    expect(page.get_by_role("button", name="1", exact=True)).to_be_disabled()
    page.reload()
    expect(page.locator(STATUS)).to_contain_text("That PIN is not right. Wait")
    expect(page.get_by_role("button", name="1", exact=True)).to_be_disabled()
    page.clock.fast_forward(5_000)
    expect(page.get_by_role("button", name="1", exact=True)).to_be_enabled()
    page.keyboard.type(PIN)
    expect(page.get_by_text("Waiting to send")).to_be_visible()


def test_left_alone_it_closes_and_the_screen_rests(page):
    enter(page)
    page.clock.fast_forward(60_100)
    expect(page.get_by_role("dialog", name="Do you need more time?")).to_be_visible()
    page.clock.fast_forward(20_100)
    expect(page.get_by_role("button", name=ADVICE)).to_be_visible()


def test_unpairing_asks_again_says_what_is_not_sent_and_keeps_it(page):
    page.route("**/sync", lambda route: route.abort())
    tap(page, ADVICE)
    over(page)
    enter(page)
    page.get_by_role("button", name="Unpair this screen").click()
    expect(page.get_by_text("Not sent yet:")).to_contain_text("1 visit.")
    expect(page.get_by_text("It stays on this device, and is sent once")).to_be_visible()
    page.get_by_role("button", name="No, keep it paired").click()
    page.get_by_role("button", name="Unpair this screen").click()
    page.get_by_role("button", name="Yes, unpair it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, come on in")
    expect(page.get_by_text("1 visit is still kept on this device.")).to_be_visible()

    db.session.rollback()
    installation = db.session.scalars(select(Installation)).one()
    assert installation.ended_at is not None
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions[-1] == "unpaired a screen"
    assert page.context.cookies() == []


def test_without_network_it_stays_paired_and_says_so(page, network):
    enter(page)
    network.cut()
    page.get_by_role("button", name="Unpair this screen").click()
    page.get_by_role("button", name="Yes, unpair it").click()
    expect(page.locator(STATUS)).to_have_text("The service did not answer. Please try again.")


def test_where_the_storage_does_not_open_the_corner_does_and_says_so(page):
    pairing = page.evaluate("() => document.body.dataset.installation")
    page.add_init_script(BROKEN.replace("NAME", f"kiosk-{pairing}"))
    page.goto("/screen/staff")
    expect(page.get_by_role("button", name="1", exact=True)).to_be_enabled()
    for _ in range(3):
        type_pin(page, ANOTHER_PIN)
        expect(page.locator(STATUS)).to_contain_text("That PIN is not right.")
    expect(page.locator(STATUS)).to_have_text("That PIN is not right. Wait 5 seconds.")
    page.clock.fast_forward(5_100)
    type_pin(page, PIN)

    assert fact(page, "Waiting to send") == "Not known now."
    storage = "It cannot be opened now. Switch this device off and on."
    assert fact(page, "What this device keeps") == storage
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(STATUS)).to_have_text(storage)


def test_a_visit_whose_band_was_still_up_is_sent_too_before_it_says_so(page):
    tap(page, ADVICE)
    enter(page)
    assert fact(page, "Waiting to send") == "1 visit."
    page.get_by_role("button", name="Send now").click()
    expect(page.locator(STATUS)).to_have_text("Sent.")
    expect(page.get_by_text("Nothing. Everything is sent.")).to_be_visible()
    assert len(visits()) == 1


def test_an_earlier_store_that_does_not_open_hides_nothing_of_this_one(page, tablet):
    pairing = page.evaluate("() => document.body.dataset.installation")
    page.add_init_script(BROKEN.replace("NAME", f"kiosk-{pairing}"))
    paired_anew(page, tablet, "/screen/staff")
    expect(page.get_by_role("button", name="1", exact=True)).to_be_enabled()
    type_pin(page, PIN)

    unread = "Something kept here earlier cannot be opened now."
    assert fact(page, "Waiting to send") == unread
    assert fact(page, "Could not be read") == "None."
    assert "cannot be opened" not in fact(page, "What this device keeps")


def test_without_a_pin_it_says_who_makes_one(kept_page):
    kept_page.goto("/screen/staff")
    expect(kept_page.get_by_text("There is no PIN for this site yet.")).to_be_visible()
    expect(kept_page.locator("#staff button")).to_have_count(0)
