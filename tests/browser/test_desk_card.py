"""The card at the desk is one sheet of A4, at every site, whatever its name."""

from playwright.sync_api import Browser

from kiosk.database import db, writing
from tests import people
from tests.browser.test_printed import pages_of, signed_in
from tests.conftest import World

LONG = (
    "Ask whoever sits at the round table by the window on the ground floor, or ring the bell. " * 2
)


def test_the_card_is_one_page(
    browser: Browser, browser_context_args: dict[str, str], world: World, live: str
) -> None:
    with world.app.app_context(), writing():
        site = people.site("central-and-south-liverpool")
        site.desk_line = LONG.strip()
        db.session.add(site)
    context = signed_in(browser, browser_context_args, world)
    page = context.new_page()

    for slug in ("walton", "central-and-south-liverpool"):
        page.goto(f"/admin/upkeep/sites/{slug}/desk-card")
        assert pages_of(page.pdf(prefer_css_page_size=True)) == 1, slug
    context.close()
