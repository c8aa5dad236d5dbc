"""Of a clock that was wrong for a while, nothing is believed that it said then."""

from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import update

from kiosk.database import db, writing
from kiosk.models import Installation, Visit
from tests.browser.tablet import COURSE, SENT, WORK, Network, sealed, tap, visits
from tests.browser.test_local_first import LINE, has_given_up

HOUR_MS = 3_600_000


def test_a_clock_that_was_set_back_and_put_right_before_its_visits_were_sent_is_not_believed(
    kept_page, network
):
    network.let_go_by(kept_page, 2_000)
    heard(kept_page, network)
    network.cut()
    network.let_go_by(kept_page, 2 * HOUR_MS)
    kept_page.clock.set_system_time(network.now() - timedelta(milliseconds=HOUR_MS))
    before = network.now()
    tap(kept_page, WORK)
    network.let_go_by(kept_page, 8_100)
    sealed(kept_page)
    kept_page.clock.set_system_time(network.now())
    has_given_up(kept_page)
    network.mend()
    network.let_go_by(kept_page, 25_000)
    expect(kept_page.locator(LINE)).to_have_text(SENT)

    earlier, later = visits()
    assert (earlier.purpose, earlier.marks) == ("learning", "")
    assert (later.purpose, later.marks) == ("employment", "age")
    assert abs(later.tapped_at - before) <= timedelta(seconds=5)


def test_what_a_wrong_clock_said_is_not_said_again_to_a_restored_service(kept_page, network):
    heard(kept_page, network)
    beat(kept_page, network, 2 * HOUR_MS)
    wrong = timedelta(milliseconds=HOUR_MS)
    kept_page.clock.set_system_time(network.now() - wrong)
    beat(kept_page, network)  # that it is wrong now
    before = network.now()
    heard(kept_page, network, WORK)
    assert abs(visits()[1].tapped_at - before) <= timedelta(seconds=5)
    kept_page.clock.set_system_time(network.now())
    beat(kept_page, network)  # and that it is right
    with writing():
        db.session.execute(Visit.__table__.delete())
        db.session.execute(update(Installation).values(last_seq=None, last_tapped_at=None))
    network.let_go_by(kept_page, 61_000)
    for _ in range(100):
        if len(visits()) == 2:
            break
        kept_page.wait_for_timeout(50)

    earlier, later = visits()
    assert (earlier.purpose, earlier.marks) == ("learning", "")
    assert (later.purpose, later.marks) == ("employment", "age")
    assert abs(later.tapped_at - before) <= timedelta(seconds=5)


def beat(page: Page, network: Network, ms: int = 61_000) -> None:
    """Time goes by, and the service hears how the screen is."""
    with page.expect_response("**/sync"):
        network.let_go_by(page, ms)
    has_given_up(page)


def heard(page: Page, network: Network, tile: str = COURSE) -> None:
    """One visit is sent, and the service has answered."""
    tap(page, tile)
    network.let_go_by(page, 8_100)
    sealed(page)
    expect(page.locator(LINE)).to_have_text(SENT)
