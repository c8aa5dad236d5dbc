"""The witness: that a visit is on the disk shows in the next frame, and shows of no other."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tablet import (
    COURSE,
    SENT,
    WELCOME,
    WORK,
    Network,
    Tablet,
    over,
    ready,
    tap,
    visits,
)

# The browser never says to the page that a transaction that it committed is complete.
UNTOLD = """
() => {
  const plain = IDBTransaction.prototype.commit;
  IDBTransaction.prototype.commit = function () {
    plain.call(this);
    this.addEventListener('complete', event => event.stopImmediatePropagation());
    this.oncomplete = null;
  };
}
"""
# What it was to commit it breaks off, and is slow to say so.
BROKEN_OFF = """
() => {
  IDBTransaction.prototype.commit = function () {
    const { onabort } = this;
    this.onabort = null;
    this.abort();
    setTimeout(onabort, 500);
  };
}
"""
OLDER = "Object.defineProperty(self, 'crossOriginIsolated', { value: false });"


@pytest.fixture
def counted(kept_page: Page) -> Page:
    """The screen after its first welcome, when its witness is certainly at work."""
    expect(kept_page.locator("#sync-line")).to_have_text(SENT)
    kept_page.wait_for_function("() => self.crossOriginIsolated")
    tap(kept_page, COURSE)
    over(kept_page)
    return kept_page


def test_a_visit_on_the_disk_is_welcomed_though_the_browser_is_slow_to_say_so(counted):
    counted.evaluate(UNTOLD)
    tap(counted, WORK)


def test_what_was_broken_off_before_it_was_on_the_disk_is_never_welcomed(counted):
    counted.evaluate(BROKEN_OFF)
    counted.get_by_role("button", name=WORK).tap()
    expect(counted.get_by_role("heading", level=1)).to_have_text("Please tell a member of staff")


def test_where_memory_cannot_be_shared_visits_are_welcomed_all_the_same(
    tablet: Tablet, network: Network
):
    page = tablet.open()
    tablet.pair()
    page.add_init_script(OLDER)
    workers: list[str] = []
    page.on("worker", lambda worker: workers.append(worker.url))
    page.goto("/")
    ready(page)
    tap(page)
    over(page)
    expect(page.get_by_role("heading", level=1)).not_to_have_text(WELCOME)
    expect(page.locator("#sync-line")).to_have_text(SENT)

    assert workers == []
    assert [visit.purpose for visit in visits()] == ["learning"]
