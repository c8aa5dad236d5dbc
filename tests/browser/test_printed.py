"""What is printed, in a real browser: each code is read back from the page as people see it."""

import io
import re
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from kiosk.database import db, writing
from kiosk.models import StaffPin
from tests import people
from tests.client import Client
from tests.conftest import World
from tests.staff import sign_in

LONG = "Confidence, communication and looking after yourself through writing, stories and poems"
A4 = (595, 842)  # 210 × 297 mm in points


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Light or dark: a code stays black on white."""
    return str(request.param)


@pytest.fixture
def desk(
    browser: Browser, browser_context_args: dict[str, str], world: World, live: str
) -> Iterator[Page]:
    """A manager's browser at the desk."""
    context = signed_in(browser, browser_context_args, world)
    yield context.new_page()
    context.close()


def signed_in(
    browser: Browser, options: dict[str, str], world: World, **more: object
) -> BrowserContext:
    client = sign_in(Client(world.app), people.a_person("amina@example.org", role="manager"))
    cookie = client.flask.get_cookie("staff", domain="localhost", path="/admin")
    context = browser.new_context(**options, **more)
    context.add_cookies(
        [{"name": "staff", "value": cookie.value, "domain": "127.0.0.1", "path": "/admin"}]
    )
    return context


def codes(page: Page) -> list[str]:
    """Every code that a camera finds on the page, from top to bottom."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot(full_page=True))))
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_poster_is_read_by_a_camera(
    browser: Browser, browser_context_args: dict[str, str], world: World, live: str, scheme: str
) -> None:
    people.a_run(code="7Q2M4X")
    context = signed_in(browser, browser_context_args, world, color_scheme=scheme)
    page = context.new_page()

    for path in ("poster", "slide", "slide?view=whole"):
        page.goto(f"/admin/upkeep/runs/7Q2M4X/{path}")
        assert codes(page) == ["HTTP://LOCALHOST/F/7Q2M4X"], path
    page.goto("/admin/upkeep/sites/walton/poster")
    assert codes(page) == ["HTTP://LOCALHOST/F/AT/WALTON"]
    context.close()


def test_todays_sheet_is_read_by_a_camera(desk: Page) -> None:
    people.a_run("Mindfulness", code="AAAAAA")
    people.a_run("Singing", code="BBBBBB")
    people.a_run(LONG, code="CCCCCC", room="Computer suite, first floor")
    people.a_run("Yoga", code="DDDDDD")

    desk.goto("/admin/upkeep/sites/walton/today")

    assert codes(desk) == [
        "HTTP://LOCALHOST/F/AAAAAA",
        "HTTP://LOCALHOST/F/BBBBBB",
        "HTTP://LOCALHOST/F/CCCCCC",
        "HTTP://LOCALHOST/F/DDDDDD",
    ]


@pytest.mark.parametrize(
    ("path", "pages"),
    [
        ("runs/7Q2M4X/poster", 1),
        ("runs/7Q2M4X/slide", 1),
        ("runs/7Q2M4X/slide?view=whole", 1),
        ("sites/central-and-south-liverpool/poster", 1),
        ("sites/central-and-south-liverpool/today", 1),
        ("sites/walton/today", 1),
        ("sites/walton/desk-card", 1),
        ("runs/7Q2M4X/paper", 1),
        ("sites/central-and-south-liverpool/paper", 1),
        ("runs/7Q2M4X/paper?size=large", 2),
        ("sites/central-and-south-liverpool/paper?size=large", 2),
    ],
)
def test_what_is_printed_fits_its_paper(desk: Page, path: str, pages: int) -> None:
    for number in range(3):
        people.a_run(f"{LONG} {number}", "central-and-south-liverpool", f"AAAAA{number}")
    people.a_run(f"{LONG}, with a walk by the docks", "central-and-south-liverpool", "7Q2M4X")
    with writing():  # which its desk card tells
        db.session.add(StaffPin(site_id=people.site("walton").id, pin="480213", made_at=people.NOW))

    desk.goto(f"/admin/upkeep/{path}")
    pdf = desk.pdf(prefer_css_page_size=True)
    desk.emulate_media(media="print")
    spilt = desk.evaluate(
        """() => [...document.querySelectorAll(".sheet, .sheet *")].filter(part =>
            part.getBoundingClientRect().bottom >
              part.closest(".sheet").getBoundingClientRect().bottom + 1
            || part.closest(".sheet").scrollWidth > part.closest(".sheet").clientWidth
        ).map(part => part.className)"""
    )
    broken = desk.evaluate(
        """() => [...document.querySelectorAll(".paper__foot bdi, .poster__code bdi")].filter(
            code => code.getClientRects().length > 1).map(code => code.textContent)"""
    )

    assert pages_of(pdf) == pages
    assert spilt == []
    assert broken == []


def test_a_poster_is_a4_with_a_code_of_at_least_60_mm(desk: Page) -> None:
    people.a_run(code="7Q2M4X")
    desk.goto("/admin/upkeep/runs/7Q2M4X/poster")

    pdf = desk.pdf(prefer_css_page_size=True)
    desk.emulate_media(media="print")
    svg = desk.locator(".qr")
    box, modules = svg.bounding_box(), int(svg.get_attribute("viewBox").split()[2])

    sides = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups()
    assert tuple(round(float(side)) for side in sides) == A4
    # Without its white border, four modules on each side.
    assert box["width"] * 25.4 / 96 * (modules - 8) / modules >= 60


def test_only_the_sheet_is_printed(desk: Page) -> None:
    people.a_run(code="7Q2M4X")
    desk.goto("/admin/upkeep/runs/7Q2M4X/poster")
    desk.emulate_media(media="print")

    for words in ("Back to", "This code takes forms until", "Sign out", "Print"):
        assert not desk.get_by_text(words).first.is_visible(), words
    warning = desk.get_by_text("A phone cannot open this address. Set KIOSK_PUBLIC_URL")
    assert warning.is_visible()


def test_the_button_prints(desk: Page) -> None:
    people.a_run(code="7Q2M4X")
    desk.add_init_script("window.print = () => { document.title = 'printed'; };")
    desk.goto("/admin/upkeep/runs/7Q2M4X/poster")

    desk.get_by_role("button", name="Print").click()

    assert desk.title() == "printed"


def test_the_longest_unbroken_title_stays_on_its_page(desk: Page) -> None:
    people.a_run("W" * 120, code="7Q2M4X")

    desk.goto("/admin/upkeep/runs/7Q2M4X/poster")
    cut_off = desk.evaluate(
        """() => [...document.querySelectorAll(".printed__bar *, .sheet")].filter(
            part => part.clientWidth && part.scrollWidth > part.clientWidth + 1
        ).map(part => part.className || part.tagName)"""
    )

    assert cut_off == []
    assert pages_of(desk.pdf(prefer_css_page_size=True)) == 1
