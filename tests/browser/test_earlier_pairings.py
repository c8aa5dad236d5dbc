"""What an earlier pairing left on a device is sent from there, and stands in nobody's way."""

from playwright.sync_api import Page, expect
from sqlalchemy import delete, func, update

from kiosk.database import db, writing
from kiosk.models import Installation, ScreenDay, Visit, VisitTally
from tests.browser.tablet import COURSE, SENT, WORK, Tablet, over, ready, tap, visits
from tests.browser.test_local_first import LINE, sent, waiting
from tests.browser.test_sync_from_the_screen import three_sent

BROKEN = """
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, version) {
    if (name === 'NAME') throw new DOMException('It is broken.', 'UnknownError');
    return open.call(this, name, version);
  };
"""


def paired_anew(page: Page, tablet: Tablet, address: str = "/") -> str:
    """Pair the device again, and open a page of its new pairing.

    No page of the old one is open meanwhile: what it still hears would bring its cookie back. And
    a slow service is not waited for, see worker.js.
    """
    page.goto("about:blank")
    pairing = tablet.pair(name="Front door again")
    for _ in range(5):
        page.goto(address)
        if page.evaluate("() => document.body.dataset.installation") == pairing:
            return pairing
    raise AssertionError(pairing)


def test_after_pairing_again_the_queue_goes_under_the_pairing_that_made_it(tablet, network):
    page = tablet.open()
    first = tablet.pair()
    page.goto("/")
    ready(page)
    network.cut()
    tap(page, COURSE)
    over(page)
    network.mend()
    with writing():
        db.session.execute(update(Installation).values(ended_at=func.now()))
    second = paired_anew(page, tablet)
    tap(page, WORK)
    over(page)
    sent(page)

    made = {visit.purpose: (str(visit.installation_id), visit.seq) for visit in visits()}
    assert made["employment"] == (second, 1)
    assert made["learning"][1] == 1
    assert first != second


def test_a_service_restored_to_before_the_pairing_gets_back_what_it_had(kept_page, tablet):
    three_sent(kept_page)
    with writing():
        for table in (VisitTally, Visit, ScreenDay, Installation):
            db.session.execute(delete(table))
    kept_page.goto("/")
    expect(kept_page.get_by_role("heading", level=1)).to_have_text("Welcome, come on in")
    paired_anew(kept_page, tablet)
    ready(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(SENT)

    assert [visit.seq for visit in visits()] == [1, 2, 3]


def test_the_line_speaks_of_what_an_earlier_pairing_left_here_and_sends_it(
    kept_page, tablet, network
):
    network.cut()
    tap(kept_page)
    over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(waiting(1))
    kept_page.route("**/sync", lambda route: route.fulfill(status=503, body="{}"))
    network.mend()
    paired_anew(kept_page, tablet)
    ready(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(waiting(1))
    kept_page.unroute("**/sync")
    sent(kept_page)

    assert len(visits()) == 1


def test_an_earlier_store_that_cannot_be_read_stops_no_other(kept_page, tablet):
    earlier = kept_page.evaluate("() => document.body.dataset.installation")
    kept_page.add_init_script(BROKEN.replace("NAME", f"kiosk-{earlier}"))
    paired_anew(kept_page, tablet)
    ready(kept_page)
    tap(kept_page)
    over(kept_page)
    expect(kept_page.locator(LINE)).to_have_text(
        "Something kept here earlier cannot be read. Please tell a member of staff."
    )

    assert len(visits()) == 1
