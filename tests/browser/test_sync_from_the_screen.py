"""What waits on a screen is sent until it is acknowledged, whatever becomes of the network."""

import json
from typing import Any

from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select, update

from kiosk.database import db, writing
from kiosk.models import Installation, Visit
from tests.browser.tablet import SENT, WORK, Network, over, ready, tap, visits
from tests.browser.test_local_first import LINE, sent, waiting

# Puts rows straight into the queue of this page's pairing, as many earlier taps would have.
QUEUE = """
async ([number, made]) => {
  const name = 'kiosk-' + document.body.dataset.installation;
  const open = indexedDB.open(name);
  await new Promise(done => { open.onsuccess = done; });
  const all = open.result.transaction(['waiting'], 'readwrite');
  for (let i = 0; i < number; i += 1) {
    all.objectStore('waiting').add(made ?? {
      id: crypto.randomUUID(), tapped_at: new Date().toISOString(), counted: 0,
      purpose: 'learning', first_time: null, people: 1, run: null,
    });
  }
  await new Promise(done => { all.oncomplete = done; });
  open.result.close();
}
"""
KEPT = """
async store => {
  const open = indexedDB.open('kiosk-' + document.body.dataset.installation);
  await new Promise(done => { open.onsuccess = done; });
  const asked = open.result.transaction([store]).objectStore(store).count();
  await new Promise(done => { asked.onsuccess = done; });
  open.result.close();
  return asked.result;
}
"""


def posts(page: Page) -> list[dict[str, Any]]:
    """What the page sends from now on."""
    seen: list[dict[str, Any]] = []
    page.on(
        "request",
        lambda request: (
            seen.append(json.loads(request.post_data or "{}"))
            if request.url.endswith("/sync")
            else None
        ),
    )
    return seen


def three_sent(page: Page) -> None:
    """Three visits, one after another, and all of them sent."""
    for _ in range(3):
        tap(page)
        page.clock.fast_forward(2_000)
    over(page)
    sent(page)


def many_sent(page: Page, network: Network, number: int, soon_ms: int = 5_000) -> None:
    """So many visits that waited without network, and one tap, are sent when it is back."""
    network.cut()
    page.evaluate(QUEUE, [number, None])
    tap(page)
    over(page)
    expect(page.locator(LINE)).to_have_text(waiting(number + 1))
    network.mend()
    page.clock.fast_forward(25_000)
    expect(page.locator(LINE)).to_have_text(SENT, timeout=soon_ms)


def restored(page: Page) -> None:
    """The service lost all but the first visit, hears from the screen, and is sent them again."""
    with writing():
        db.session.execute(Visit.__table__.delete().where(Visit.seq > 1))
        db.session.execute(update(Installation).values(last_seq=1))
    with page.expect_response(lambda answer: '"seq"' in (answer.request.post_data or "")):
        page.clock.fast_forward(61_000)
    expect(page.locator(LINE)).to_have_text(SENT)


def test_an_answer_lost_after_it_was_stored_counts_nothing_twice(kept_page):
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    kept_page.route("**/sync", lose, times=1)
    tap(kept_page)
    over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(waiting(1))
    sent(kept_page)

    assert lost == [200]
    assert [visit.seq for visit in visits()] == [1]


def test_a_row_that_is_refused_is_set_aside_and_holds_nothing_up(kept_page):
    kept_page.evaluate(QUEUE, [1, {"id": "no uuid", "purpose": "learning", "counted": 0}])
    tap(kept_page)
    over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text("1 could not be read: please tell staff.")

    assert [visit.seq for visit in visits()] == [2]
    assert kept_page.evaluate(KEPT, "refused") == 1


def test_a_screen_that_was_revoked_pauses_says_so_and_keeps_its_queue(kept_page):
    with writing():
        db.session.execute(update(Installation).values(ended_at=func.now()))
    tap(kept_page)
    over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(
        f"This screen needs pairing again. Please tell a member of staff. {waiting(1)}"
    )
    kept_page.goto("/")
    expect(kept_page.get_by_role("heading", level=1)).to_have_text("Welcome, come on in")
    expect(kept_page.get_by_text("1 visit is still kept on this device.")).to_be_visible()
    workers = "() => navigator.serviceWorker.getRegistrations().then(all => all.length)"
    assert kept_page.evaluate(workers) == 0
    assert kept_page.evaluate("() => caches.keys()") == []
    assert visits() == []


def test_a_busy_service_is_asked_again_only_when_it_said(kept_page):
    kept_page.route(
        "**/sync",
        lambda route: route.fulfill(status=503, headers={"Retry-After": "30"}, body="{}"),
        times=1,
    )
    tap(kept_page)
    with kept_page.expect_response("**/sync"):
        over(kept_page)
    kept_page.evaluate("() => navigator.locks.request('kiosk-sync', () => 0)")  # it has given up
    seen = posts(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(waiting(1))
    kept_page.clock.fast_forward(25_000)
    assert seen == []
    kept_page.clock.fast_forward(6_000)
    expect(kept_page.locator(LINE)).to_have_text(SENT)


def test_two_tabs_number_and_send_each_visit_once(kept_page, tablet):
    assert tablet.context
    other = tablet.context.new_page()
    other.clock.install()
    other.goto("/")
    ready(other)
    for page in (kept_page, other, kept_page, other):
        tap(page, WORK)
        page.clock.fast_forward(2_000)
    over(kept_page)
    over(other)
    sent(other)

    assert [visit.seq for visit in visits()] == [1, 2, 3, 4]


def test_a_page_that_was_closed_does_not_seal_the_visit_of_one_that_is_open(kept_page, tablet):
    tap(kept_page)
    assert tablet.context
    other = tablet.context.new_page()
    other.goto("/")
    ready(other)
    expect(other.locator(LINE)).to_have_text(waiting(1))
    kept_page.get_by_role("button", name="Tapped by mistake? Undo").click()
    expect(kept_page.get_by_text("Undone. Nothing was counted.")).to_be_visible()

    assert visits() == []


def test_a_restored_service_asks_again_for_what_it_lost(kept_page):
    three_sent(kept_page)
    restored(kept_page)

    assert [visit.seq for visit in visits()] == [1, 2, 3]


def test_a_row_that_spoils_its_batch_is_found_and_set_aside(kept_page):
    def judge(route: Route) -> None:
        if "spoilt" in (route.request.post_data or ""):
            route.fulfill(status=400, body="{}")
        else:
            route.continue_()

    kept_page.route("**/sync", judge)
    kept_page.evaluate(QUEUE, [6, None])
    kept_page.evaluate(QUEUE, [1, {"id": "0" * 8, "purpose": "spoilt", "counted": 0}])
    kept_page.evaluate(QUEUE, [6, None])
    sent_line = "1 could not be read: please tell staff."
    kept_page.clock.fast_forward(61_000)
    expect(kept_page.locator(LINE)).to_have_text(sent_line)

    assert len(visits()) == 12


def test_ten_thousand_waiting_visits_are_all_sent_when_the_network_is_back(kept_page, network):
    many_sent(kept_page, network, 10_000, soon_ms=30_000)  # how soon: `make bench`

    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 10_001
    assert kept_page.evaluate(KEPT, "sent") == 10_001
