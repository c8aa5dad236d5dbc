"""Feedback on the paired screen, kept there: answered without network, sent behind, forgotten."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, update

from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Evaluation, Installation
from tests import people
from tests.browser.sending import kept
from tests.browser.tablet import SENT, Network, Tablet, over, ready, tap
from tests.browser.test_earlier_pairings import BROKEN
from tests.browser.test_local_first import has_given_up
from tests.browser.test_sync_from_the_screen import KEPT

COURSES = "Which course have you been to?"
COURSE = "Mindfulness for beginners"
ANSWERS = ("Yes", "Partly", "No", "Not sure", "Yes")
STORED = ("yes", "partly", "no", "not_applicable", "yes")
# Everything that this device could keep of anybody, in words.
ALL_KEPT = """
async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href];
  for (const {name} of await indexedDB.databases()) {
    const open = indexedDB.open(name);
    await new Promise(done => { open.onsuccess = done; });
    for (const store of open.result.objectStoreNames) {
      if (store === 'facts') continue;
      const asked = open.result.transaction([store]).objectStore(store).getAll();
      await new Promise(done => { asked.onsuccess = done; });
      kept.push(JSON.stringify(asked.result));
    }
    open.result.close();
  }
  return kept.join(' ');
}
"""


@pytest.fixture
def page(tablet: Tablet, network: Network) -> Page:
    """The paired screen at rest; one course meets today."""
    people.a_run(days=(clock.local_day(network.now()),))
    page = tablet.open()
    tablet.pair()
    page.goto("/")
    ready(page)
    return page


def begin(page: Page) -> None:
    page.get_by_role("link", name="Course feedback").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(COURSES)


def touch(page: Page, answer: str, then: str) -> None:
    page.get_by_role("button", name=re.compile(rf"^{answer}\b(?! sure)")).click()
    expect(page.get_by_text(then, exact=True)).to_be_visible()


def answer_all(page: Page, course: str = COURSE, answers: tuple[str, ...] = ANSWERS) -> None:
    touch(page, course, "Question 1 of 5")
    thanks = "Thank you" if set(answers) != {"Skip"} else "Nothing was sent"
    for number, answer in enumerate(answers, 2):
        touch(page, answer, f"Question {number} of 5" if number < 6 else thanks)


def answered(row: Evaluation) -> tuple[str | None, ...]:
    return (
        row.covered_needs,
        row.environment_suitable,
        row.tutor_met_expectations,
        row.could_discuss_opportunities,
        row.felt_valued,
    )


def arrived(page: Page, number: int) -> list[Evaluation]:
    """What the service has, once all has left the device."""
    for _ in range(100):
        if len(kept()) == number and page.evaluate(KEPT, "evaluations") == 0:
            break
        page.wait_for_timeout(50)
    return kept()


def shape(row: Evaluation) -> dict[str, Any]:
    """All that is kept of an evaluation but its id."""
    columns = Evaluation.__table__.columns
    return {column.key: getattr(row, column.key) for column in columns if column.key != "id"}


def test_answers_given_without_network_arrive_once_when_it_is_back(page, network):
    network.cut()
    begin(page)
    answer_all(page)
    expect(page.get_by_text("Your answers are kept. Nobody knows they are yours.")).to_be_visible()
    assert kept() == []
    page.get_by_role("link", name="Back to the welcome screen").click()
    expect(page.locator("#sync-line")).to_have_text("1 form waiting to send.")
    has_given_up(page)
    network.mend()
    page.clock.fast_forward(25_000)
    expect(page.locator("#sync-line")).to_have_text(SENT)

    assert [answered(row) for row in kept()] == [STORED]
    assert page.evaluate(KEPT, "evaluations") == 0


def test_answers_are_the_same_whether_the_screen_or_the_service_asked(page):
    begin(page)
    answer_all(page)
    (mine,) = arrived(page, 1)
    page.add_init_script("Object.defineProperty(self, 'BroadcastChannel', {value: undefined})")
    page.goto("/screen/feedback")
    answer_all(page)
    expect(page.get_by_text("Your answers are with us.")).to_be_visible()

    ours, theirs = [shape(row) for row in kept()]
    assert ours == theirs
    assert (mine.run_id is not None, mine.method, mine.wording) == (True, "kiosk", 1)


def test_acknowledged_answers_leave_the_device_while_thanks_are_shown(page):
    begin(page)
    answer_all(page)

    assert [answered(row) for row in arrived(page, 1)] == [STORED]
    assert page.evaluate(KEPT, "evaluations") == 0
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    expect(page.locator("svg.qr")).to_have_count(1)


def test_two_people_in_a_row_are_two_forms(page, network):
    network.cut()
    for answers in (ANSWERS, ANSWERS):
        begin(page)
        expect(page.locator(".big--chosen")).to_have_count(0)
        answer_all(page, answers=answers)
        page.get_by_role("link", name="Back to the welcome screen").click()
    has_given_up(page)
    network.mend()
    page.clock.fast_forward(25_000)
    expect(page.locator("#sync-line")).to_have_text(SENT)

    assert [answered(row) for row in kept()] == [STORED, STORED]


def test_a_form_abandoned_half_way_is_written_nowhere_and_the_screen_rests(page):
    before = page.evaluate(ALL_KEPT)
    begin(page)
    touch(page, COURSE, "Question 1 of 5")
    touch(page, "Partly", "Question 2 of 5")
    assert page.evaluate(ALL_KEPT).replace("/screen/feedback", "/") == before
    page.clock.fast_forward(60_100)
    expect(page.get_by_role("dialog", name="Do you need more time?")).to_be_visible()
    page.clock.fast_forward(20_100)
    expect(page.get_by_role("button", name="A course or group")).to_be_visible()

    assert page.evaluate(ALL_KEPT) == before
    for _ in range(3):
        page.go_back()
        expect(page.get_by_role("heading", level=1)).not_to_contain_text("Did the")
        expect(page.locator(".big--chosen")).to_have_count(0)
    assert kept() == []


def test_more_time_keeps_the_question_and_what_was_answered(page):
    begin(page)
    touch(page, COURSE, "Question 1 of 5")
    touch(page, "Partly", "Question 2 of 5")
    page.clock.fast_forward(60_100)
    page.get_by_role("button", name="Yes, more time").click()
    expect(page.get_by_text("Question 2 of 5")).to_be_visible()
    touch(page, "Back", "Question 1 of 5")
    expect(page.locator(".big--chosen")).to_contain_text("Partly")
    expect(page.locator(".big--chosen")).to_contain_text("your answer")


def test_all_skipped_keeps_nothing_and_says_so(page):
    begin(page)
    answer_all(page, answers=("Skip",) * 5)

    expect(page.get_by_text("Every question was skipped, and that is fine.")).to_be_visible()
    assert page.evaluate(KEPT, "evaluations") == 0
    assert kept() == []


def test_a_quick_second_touch_answers_no_second_question(page):
    begin(page)
    touch(page, COURSE, "Question 1 of 5")
    page.get_by_role("button", name=re.compile("^Yes")).dblclick()
    expect(page.get_by_text("Question 2 of 5")).to_be_visible()


def test_courses_of_yesterday_are_not_offered_without_network(page, network):
    begin(page)
    network.cut()
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=1))
    page.goto("/screen/feedback")
    expect(page.get_by_role("heading", level=1)).to_have_text(COURSES)
    expect(page.get_by_role("button", name=COURSE)).to_have_count(0)
    answer_all(page, "My course")
    network.ahead += timedelta(days=1)
    network.mend()
    page.clock.set_fixed_time(network.now())
    page.goto("/")

    (row,) = arrived(page, 1)
    assert (row.run_id, row.held_on) == (None, clock.local_day(network.now()))


def test_answers_that_cannot_be_kept_are_not_thanked_for_and_have_a_plain_way(page):
    begin(page)
    page.evaluate("() => { IDBObjectStore.prototype.put = () => { throw new Error(); }; }")
    touch(page, COURSE, "Question 1 of 5")
    for number, answer in enumerate(ANSWERS[:4], 2):
        touch(page, answer, f"Question {number} of 5")
    touch(page, ANSWERS[4], "Please tell a member of staff")
    assert kept() == []
    page.get_by_role("button", name="Try to send them another way").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")

    assert [answered(row) for row in kept()] == [STORED]


def test_where_the_storage_does_not_open_the_first_touch_leads_to_the_plain_way(page):
    begin(page)
    installation = page.evaluate("() => document.body.dataset.installation")
    page.add_init_script(BROKEN.replace("NAME", f"kiosk-{installation}"))
    page.goto("/screen/feedback")
    touch(page, COURSE, "Question 1 of 5")
    assert page.locator("[name=given]").count() == 1  # a page of the server


def test_a_group_is_called_a_group_and_the_size_of_the_text_stays(page, network):
    people.a_run("Choir", code="AAAAAA", kind="group", days=(clock.local_day(network.now()),))
    page.goto("/screen/feedback")
    network.cut()
    page.goto("/?size=large")
    expect(page.locator("html")).to_have_attribute("data-text-size", "large")
    begin(page)
    touch(page, "Choir", "Question 1 of 5")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Did the group cover what you needed?"
    )
    expect(page.locator("html")).to_have_attribute("data-text-size", "large")


def test_a_screen_that_is_no_longer_paired_says_what_it_still_keeps(page, network):
    network.cut()
    for _ in range(2):
        begin(page)
        answer_all(page)
        page.get_by_role("link", name="Back to the welcome screen").click()
    tap(page)
    over(page)
    has_given_up(page)
    with writing():
        db.session.execute(update(Installation).values(ended_at=func.now()))
    network.mend()
    page.goto("/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, come on in")
    expect(page.locator(".resting__staff > p:visible")).to_have_text(
        [
            "For staff: Pair this screen Sign in",
            "1 visit is still kept on this device. Pair it again to send it.",
            "2 course feedback forms are still kept on this device. Pair it again to send them.",
        ]
    )
