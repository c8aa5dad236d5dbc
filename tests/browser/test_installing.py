"""Installing a screen: its pictures, and whether it keeps what it is given."""

import base64
import io
import json
import shutil
from datetime import timedelta

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page, expect
from sqlalchemy import select

from kiosk.database import db
from kiosk.devices import pairing_code_hash
from kiosk.models import AuditEntry, Installation, PairingCode
from tests import people
from tests.browser.tablet import SENT, Tablet, over, ready, tap, visits
from tests.client import Client
from tests.staff import sign_in

TOLD = ".strip__line b"
DRAWN = """
async address => {
  const picture = new Image(512, 512);
  picture.src = address;
  await picture.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 512, height: 512 });
  canvas.getContext('2d').drawImage(picture, 0, 0, 512, 512);
  return canvas.toDataURL().split(',')[1];
}
"""


def paired_by_hand(tablet: Tablet) -> Page:
    """Type the code of a new screen, as staff do."""
    code = PairingCode(
        code_hash=pairing_code_hash("7Q2M-4X8P"),
        site_id=people.site("walton").id,
        expires_at=tablet.network.now() + timedelta(hours=1),
    )
    people.add(code)
    page = tablet.open()
    page.goto("/pair")
    page.get_by_label("Pairing code").fill("7Q2M-4X8P")
    page.get_by_role("button", name="Pair this screen").click()
    assert tablet.context
    tablet.cookies = [
        {"name": one["name"], "value": one["value"], "url": tablet.network.address}
        for one in tablet.context.cookies()
        if one["name"] == "kiosk"
    ]
    return page


def forgets_all(tablet: Tablet) -> None:
    """A paired screen that has sent one visit is switched off, and its storage is lost."""
    page = paired_by_hand(tablet)
    page.get_by_role("button", name="Not now").click()
    tap(page)
    over(page)
    expect(page.locator("#sync-line")).to_have_text(SENT)
    tablet.close()
    shutil.rmtree(tablet.folder)


def pairings() -> list[Installation]:
    db.session.rollback()
    query = select(Installation).order_by(Installation.paired_at, Installation.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def heading(page: Page) -> str:
    expect(page.locator(TOLD)).to_be_visible()
    return page.locator(TOLD).inner_text()


def test_after_pairing_it_asks_to_be_switched_off_and_on_and_says_that_it_keeps(tablet):
    page = paired_by_hand(tablet)
    assert heading(page) == "Now switch this screen off and on."
    page.get_by_role("button", name="Not now").click()
    ready(page)
    tap(page)
    over(page)
    expect(page.locator("#sync-line")).to_have_text(SENT)
    assert pairings()[-1].storage == "new"
    page.reload()
    ready(page)
    expect(page.locator(TOLD)).to_have_count(0)
    tablet.kill()

    page = tablet.open()
    page.goto("/")
    assert heading(page) == "This screen is ready."
    page.get_by_role("button", name="Good").click()
    tap(page)
    over(page)
    expect(page.locator("#sync-line")).to_have_text(SENT)

    assert [visit.seq for visit in visits()] == [1, 2]
    assert pairings()[-1].storage == "kept"


def test_what_it_says_goes_by_itself_since_visitors_need_the_screen(tablet):
    page = paired_by_hand(tablet)
    expect(page.locator(TOLD)).to_be_visible()
    page.clock.fast_forward(60_100)
    expect(page.locator(TOLD)).to_have_count(0)
    tap(page)


def test_a_screen_that_forgot_says_so_and_numbers_its_visits_anew(tablet):
    forgets_all(tablet)

    page = tablet.open()
    page.goto("/")
    assert heading(page) == "This screen forgets."
    page.get_by_role("button", name="Go on all the same").click()
    tap(page)
    over(page)
    expect(page.locator("#sync-line")).to_have_text(SENT)

    first, second = pairings()
    assert [(visit.seq, visit.installation_id) for visit in visits()] == [
        (1, first.id),
        (1, second.id),
    ]
    assert first.ended_at is not None
    assert (first.kiosk_id, second.storage) == (second.kiosk_id, "lost")
    why = db.session.scalars(select(AuditEntry.details).order_by(AuditEntry.id.desc())).first()
    assert why == {"by": "screen", "why": "its storage was lost"}


def test_a_screen_that_forgot_goes_on_though_it_does_not_hear_of_its_new_pairing(tablet):
    forgets_all(tablet)

    def lose(route):
        route.fetch()
        route.abort()

    page = tablet.open()
    page.route("**/screen/again", lose)
    page.goto("/")
    ready(page)
    assert len(pairings()) == 2
    tap(page)
    over(page)
    page.goto("/")
    expect(page.locator("#sync-line")).to_have_text(SENT)
    assert len(visits()) == 2


def test_the_screens_page_says_whether_it_keeps_what_it_is_given(kept_page, tablet):
    tap(kept_page)
    over(kept_page)
    expect(kept_page.locator("#sync-line")).to_have_text(SENT)
    (installation,) = pairings()
    staff = Client(tablet.network.app)
    sign_in(staff, people.a_person("manager@example.org", "manager"))
    page = staff.get("people.one_screen", kiosk_id=installation.kiosk_id)

    assert "What it keeps not tried yet: switch it off and on." in page.text
    assert "Switch it off and on once, to see that it keeps its visits" in page.text


def test_the_pictures_of_an_installed_screen_are_the_drawn_one(kept_page, network):
    manifest = kept_page.locator("[rel=manifest]").get_attribute("href")
    apple = kept_page.locator("[rel=apple-touch-icon]").get_attribute("href")
    icons = json.loads(kept_page.request.get(manifest).text())["icons"]
    sizes = {}
    for address in {icon["src"] for icon in icons if icon["type"] == "image/png"} | {apple}:
        answer = kept_page.request.get(address)
        assert answer.headers["cache-control"] == "public, max-age=86400"
        sizes[address] = Image.open(io.BytesIO(answer.body()))
    whole = manifest.replace("kiosk.webmanifest", "icon-whole.svg")
    drawn = kept_page.evaluate(DRAWN, whole)
    expected = Image.open(io.BytesIO(base64.b64decode(drawn))).convert("RGB")
    ours = sizes["/screen/icon-512.png"].convert("RGB")

    assert {address: picture.size[0] for address, picture in sizes.items()} == {
        "/screen/icon-180.png": 180,
        "/screen/icon-192.png": 192,
        "/screen/icon-512.png": 512,
    }
    assert max(ImageStat.Stat(ImageChops.difference(expected, ours)).mean) < 1


def test_there_are_pictures_of_these_sizes_only(client):
    client.get("/screen/icon-9999.png", status=404)


def test_a_screen_asks_to_stay_alight_and_asks_again_when_it_is_seen_again(tablet: Tablet):
    page = tablet.open()
    tablet.pair()
    page.add_init_script(
        "self.asked = []; Object.defineProperty(navigator, 'wakeLock',"
        " { value: { request: async kind => { self.asked.push(kind); } } });"
    )
    page.goto("/")
    ready(page)
    assert page.evaluate("() => self.asked") == ["screen"]

    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("() => self.asked") == ["screen", "screen"]
