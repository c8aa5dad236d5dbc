"""The local-first screen: taps are kept here, and nothing that it says is untrue."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import people
from tests.browser.tablet import (
    ADVICE,
    COURSE,
    SENT,
    WELCOME,
    WORK,
    Network,
    over,
    ready,
    sealed,
    tap,
    visits,
)

# What a browser is made to tell of each transaction that writes.
SPY = """
  self.told = [];
  const plain = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const made = plain.call(this, names, mode, options);
    if (mode === 'readwrite') self.told.push(made.durability);
    return made;
  };
"""
FULL = """
() => {
  IDBObjectStore.prototype.put = function () {
    this.transaction.abort();
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  };
}
"""
LINE = "#sync-line"


def waiting(number: int) -> str:
    noun = "visit" if number == 1 else "visits"
    return f"{number} {noun} waiting to send, safe on this device."


def sent(page: Page) -> None:
    """Let the sender try again, and see that everything went."""
    has_given_up(page)
    page.clock.fast_forward(25_000)
    expect(page.locator(LINE)).to_have_text(SENT)


def has_given_up(page: Page) -> None:
    """Wait until nothing is being sent: what failed then waits for its next time."""
    page.evaluate("() => navigator.locks.request('kiosk-sync', () => 0)")


def test_taps_without_network_are_welcomed_and_counted_once_after_its_return(kept_page, network):
    network.cut()
    for _ in range(3):
        tap(kept_page, COURSE)
        over(kept_page)
        tap(kept_page, ADVICE)
        over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(waiting(6))
    network.mend()
    sent(kept_page)

    purposes = ["learning", "pathways"] * 3
    assert [(visit.seq, visit.purpose) for visit in visits()] == list(enumerate(purposes, 1))


def test_the_age_of_the_oldest_is_told_after_an_hour_while_it_waits(kept_page, network):
    network.cut()
    tap(kept_page)
    over(kept_page)
    kept_page.clock.fast_forward(3_700_000)
    aged = f"{waiting(1)} The oldest has waited for an hour."
    expect(kept_page.locator(LINE)).to_have_text(aged)
    network.mend()
    sent(kept_page)


def test_no_request_stands_between_a_tap_and_its_welcome(kept_page):
    asked: list[str] = []
    kept_page.on("request", lambda request: asked.append(request.url))
    tap(kept_page)

    assert asked == []


def test_every_write_is_strict(tablet):
    page = tablet.open()
    tablet.pair()
    page.add_init_script(SPY)
    page.goto("/")
    ready(page)
    tap(page)
    page.get_by_role("button", name="First time here?").click()
    over(page, 20_100)
    expect(page.locator(LINE)).to_have_text(SENT)

    told = page.evaluate("() => self.told")
    assert len(told) >= 4
    assert set(told) == {"strict"}


def test_what_is_added_while_the_strip_is_up_is_sent_with_the_visit(tablet):
    run = people.a_run(days=(datetime.now(UTC).date(),))
    page = tablet.open()
    tablet.pair()
    page.goto("/")
    ready(page)
    tap(page)
    for key in ("First time here?", "Others came with me", "7", "Today’s course"):
        page.get_by_role("button", name=key, exact=True).click()
    expect(page.get_by_text("Mindfulness for beginners. Enjoy it.")).to_be_visible()
    expect(page.locator(".key--done")).to_have_count(3)
    assert visits() == []
    page.clock.fast_forward(20_100)
    expect(page.locator(LINE)).to_have_text(SENT)

    (visit,) = visits()
    assert (visit.first_time, visit.people, visit.run_id) == (True, 8, run.id)


def test_an_undone_visit_never_leaves_the_device(kept_page):
    tap(kept_page)
    kept_page.get_by_role("button", name="Tapped by mistake? Undo").click()
    expect(kept_page.get_by_text("Undone. Nothing was counted.")).to_be_visible()
    over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(SENT)
    tap(kept_page, WORK)
    over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(SENT)

    assert [(visit.seq, visit.purpose) for visit in visits()] == [(1, "employment")]


def test_another_tile_at_once_corrects_and_the_same_one_does_nothing(kept_page):
    tap(kept_page, COURSE)
    kept_page.get_by_role("button", name=COURSE).tap()
    tap(kept_page, ADVICE)
    kept_page.clock.fast_forward(2_000)
    tap(kept_page, ADVICE)
    over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(SENT)

    assert [visit.purpose for visit in visits()] == ["pathways", "pathways"]


def test_a_visit_that_cannot_be_kept_is_never_welcomed_and_has_a_plain_way(kept_page):
    kept_page.evaluate(FULL)
    kept_page.get_by_role("button", name=COURSE).tap()
    expect(kept_page.get_by_role("heading", level=1)).to_have_text("Please tell a member of staff")
    expect(kept_page.get_by_text("so it is not counted")).to_be_visible()
    assert visits() == []

    kept_page.clock.fast_forward(1_000)
    kept_page.get_by_role("button", name="Try to count it another way").click()
    expect(kept_page.get_by_role("heading", level=1)).to_have_text(WELCOME)
    assert [visit.purpose for visit in visits()] == ["learning"]


def test_a_plain_way_without_network_leaves_it_said_that_nothing_was_counted(kept_page, network):
    kept_page.evaluate(FULL)
    network.cut()
    kept_page.get_by_role("button", name=COURSE).tap()
    kept_page.get_by_role("button", name="Try to count it another way").click()
    expect(kept_page.get_by_role("heading", level=1)).to_have_text("Please tell a member of staff")
    over(kept_page, 20_100)
    assert visits() == []


def test_a_screen_that_was_killed_after_its_welcome_has_lost_nothing(tablet, network):
    page = tablet.open()
    tablet.pair()
    page.goto("/")
    ready(page)
    network.cut()
    tap(page, COURSE)
    over(page)
    tap(page, WORK)
    tablet.kill()

    page = tablet.open()
    page.goto("/")
    expect(page.locator(LINE)).to_have_text(waiting(2))
    network.mend()
    sent(page)
    assert [visit.purpose for visit in visits()] == ["learning", "employment"]


def test_a_screen_opened_without_network_knows_todays_courses_but_not_yesterdays(tablet, network):
    people.a_run(days=(datetime.now(UTC).date(),))
    page = tablet.open()
    tablet.pair()
    page.goto("/")
    ready(page)
    network.cut()
    page.reload()
    expect(page.get_by_text("Mindfulness for beginners")).to_be_visible()
    page.goto("/screen/help")
    expect(page.get_by_role("heading", level=1)).to_have_text("You can talk to someone here now")

    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=1))
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The Life Rooms, Walton")
    expect(page.get_by_text("Mindfulness for beginners")).to_have_count(0)
    tap(page)
    expect(page.get_by_role("button", name="Today’s course")).to_have_count(0)


def test_nothing_of_the_last_person_is_left_on_the_screen(kept_page, network):
    network.cut()
    before = kept_page.locator("body").inner_text()
    entries = kept_page.evaluate("() => history.length")
    tap(kept_page, ADVICE)
    kept_page.get_by_role("button", name="Others came with me").click()
    kept_page.get_by_role("button", name="7", exact=True).click()
    kept_page.clock.fast_forward(20_100)
    expect(kept_page.locator(LINE)).to_have_text(waiting(1))

    assert kept_page.locator("body").inner_text().replace(waiting(1), SENT) == before
    assert kept_page.evaluate("() => history.length") == entries
    assert kept_page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    assert kept_page.locator("input:not([type=hidden]), textarea, select").count() == 0


def test_more_time_is_asked_for_after_a_minute_and_ends_by_itself(kept_page):
    tap(kept_page)
    kept_page.get_by_role("button", name="I need more time").click()
    for _ in range(2):
        kept_page.clock.fast_forward(60_100)
        expect(kept_page.get_by_role("dialog", name="Do you need more time?")).to_be_visible()
        kept_page.get_by_role("button", name="Yes, more time").click()
        expect(kept_page.locator(".band__words")).to_have_text(WELCOME)
    kept_page.clock.fast_forward(60_100)
    kept_page.clock.fast_forward(20_100)
    expect(kept_page.get_by_role("heading", level=1)).to_have_text("The Life Rooms, Walton")
    expect(kept_page.get_by_role("dialog")).to_have_count(0)


def test_a_queue_of_fifteen_is_through_within_45_seconds_with_one_tap_each(kept_page):
    kept_page.clock.resume()
    began = kept_page.evaluate("() => Date.now()")
    for number in range(15):
        tap(kept_page, (COURSE, ADVICE, WORK)[number % 3])
        kept_page.clock.fast_forward(2_000)  # until then a touch would correct the last one
    assert kept_page.evaluate("() => Date.now()") - began <= 45_000
    over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(SENT)

    assert [visit.seq for visit in visits()] == list(range(1, 16))


@pytest.mark.both_engines
def test_cut_off_tapped_killed_started_and_tapped_again_yields_thirty_visits(tablet, network):
    page = tablet.open()
    tablet.pair()
    page.goto("/")
    ready(page)
    network.cut()
    moments = [_tapped(page, network, number) for number in range(1, 21)]
    tablet.kill()

    page = tablet.open()
    page.goto("/")
    expect(page.locator(LINE)).to_have_text(waiting(20))
    moments += [_tapped(page, network, number) for number in range(21, 31)]
    network.let_go_by(page, 8_100)
    sealed(page)
    expect(page.locator(LINE)).to_have_text(waiting(30))
    has_given_up(page)
    network.mend()
    network.let_go_by(page, 25_000)
    expect(page.locator(LINE)).to_have_text(SENT)

    stored = visits()
    assert [visit.seq for visit in stored] == list(range(1, 31))
    for visit, (before, after) in zip(stored, moments, strict=True):
        assert before - timedelta(seconds=5) <= visit.tapped_at <= after + timedelta(seconds=5)


def _tapped(page: Page, network: Network, number: int) -> tuple[datetime, datetime]:
    """Tap once the second-touch rule is over; the moments about it. The line tells of it."""
    network.let_go_by(page, 2_000)
    before = network.now()
    tap(page)
    after = network.now()
    expect(page.locator(LINE)).to_have_text(waiting(number))
    return before, after
