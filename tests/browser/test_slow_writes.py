"""A device that is slow, full of visits or emptied: nobody waits for ever, nothing is untrue."""

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import Visit
from tests.browser.tablet import (
    COURSE,
    SEALED,
    SENT,
    WELCOME,
    WORK,
    Network,
    ready,
    sealed,
    tap,
    visits,
)
from tests.browser.test_local_first import LINE
from tests.browser.test_sync_from_the_screen import KEPT, many_sent, restored

# Another connection that will not let go of the visits: what is written meanwhile hangs.
HOLD = """
async () => {
  const open = indexedDB.open('kiosk-' + document.body.dataset.installation);
  await new Promise(done => { open.onsuccess = done; });
  const store = open.result.transaction(['current'], 'readwrite').objectStore('current');
  self.held = true;
  const go_on = () => { if (self.held) store.count().onsuccess = go_on; };
  go_on();
}
"""
# Of which stores a page writes to, one transaction after another.
WRITES = """
() => {
  self.writes = [];
  const plain = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === 'readwrite') self.writes.push(names.join());
    return plain.call(this, names, mode, options);
  };
}
"""
LOST = "Please tell a member of staff"


def test_a_write_that_hangs_is_not_welcomed_by_the_last_welcome_and_is_given_up(kept_page: Page):
    heading = kept_page.get_by_role("heading", level=1)
    tap(kept_page, COURSE)
    kept_page.clock.fast_forward(2_100)
    sealed_before = visits()
    kept_page.evaluate(HOLD)
    kept_page.get_by_role("button", name=WORK).tap()
    expect(heading).to_have_text("The Life Rooms, Walton")
    kept_page.clock.run_for(5_100)
    expect(heading).to_have_text(LOST)

    kept_page.evaluate("() => { self.held = false; }")
    kept_page.evaluate(SEALED)
    kept_page.clock.fast_forward(20_100)
    sealed(kept_page)
    kept_page.clock.fast_forward(61_000)
    expect(kept_page.locator(LINE)).to_have_text(SENT)
    assert sealed_before == []
    assert [visit.purpose for visit in visits()] == ["learning"]


def test_a_write_that_a_sleep_comes_over_is_not_given_up(kept_page: Page, network: Network):
    kept_page.evaluate(HOLD)
    kept_page.get_by_role("button", name=WORK).tap()
    network.let_go_by(kept_page, 8 * 3_600_000)
    kept_page.evaluate("() => { self.held = false; }")

    expect(kept_page.locator(".band__words")).to_have_text(WELCOME)
    kept_page.clock.run_for(10_000)
    sealed(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(SENT)
    assert [visit.purpose for visit in visits()] == ["employment"]


def test_what_is_asked_for_again_and_what_is_forgotten_move_a_part_at_a_time(
    kept_page: Page, network
):
    many_sent(kept_page, network, 1_199)
    kept_page.evaluate(WRITES)
    restored(kept_page)
    assert kept_page.evaluate("() => self.writes").count("waiting,sent") == 3
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 1_200

    a_month_goes_by(network, kept_page)
    assert kept_page.evaluate("() => self.writes").count("sent") >= 3
    assert kept_page.evaluate(KEPT, "sent") == 0


def a_month_goes_by(network: Network, page: Page) -> None:
    """Until the screen has heard from the service thirty days later, and tidied up."""
    with page.expect_response("**/sync"):
        network.let_go_by(page, 31 * 86_400_000)
    page.evaluate("() => navigator.locks.request('kiosk-sync', () => 0)")


def test_a_store_that_was_emptied_under_an_open_page_welcomes_nobody_in_silence(kept_page: Page):
    tap(kept_page)
    kept_page.clock.fast_forward(8_100)
    sealed(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(SENT)
    kept_page.reload()
    ready(kept_page)
    devtools = kept_page.context.new_cdp_session(kept_page)
    origin = kept_page.evaluate("() => location.origin")
    emptied = {"origin": origin, "storageTypes": "indexeddb"}
    devtools.send("Storage.clearDataForOrigin", emptied)
    kept_page.get_by_role("button", name=WORK).tap()

    # Paired anew, and said: the numbers of what was lost are never given to others.
    kept_page.wait_for_url("**/?storage=lost*", timeout=10_000, wait_until="commit")
    expect(kept_page.get_by_role("heading", level=1)).not_to_have_text(WELCOME)
