"""The first day of a site, from an empty instance to its first figures, on both databases."""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from kiosk.clock import local_day, system_clock
from tests.people import PASSWORD
from tests.serving import Served

TILE = "A course or group"
SECONDS_BETWEEN_TAPS = 2.3


@pytest.fixture
def served(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    """The service as `make run` starts it, on a new instance and an empty database."""
    url = ""
    if engine == "postgresql":
        server = request.getfixturevalue("postgresql")
        name = f"first_day_{uuid.uuid4().hex[:8]}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        url = re.sub(r"/rooms_\w+", f"/{name}", server)
    one = Served(tmp_path, url)
    yield one
    one.stop()


@pytest.fixture
def opens(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own for each person, at the service's address."""
    contexts = []

    def open_one(width: int, height: int) -> Page:
        context = browser.new_context(
            base_url=served.address,
            viewport={"width": width, "height": height},
            has_touch=width < 1200,
        )
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


class Manager:
    """Somebody who sets the service up, at a desk."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begins(self, link: str) -> None:
        self.page.goto(link)
        self.page.get_by_label("Name").fill("First Manager")
        self.page.get_by_label("E-mail address").fill("first@example.org")
        self.page.get_by_label("Choose a password").fill(PASSWORD)
        self.page.get_by_role("button", name="Begin").click()

    def goes_to(self, room: str) -> None:
        self.page.get_by_role("navigation").get_by_role("link", name=room).click()

    def adds_a_course_run_today(self, title: str) -> None:
        self.goes_to("Sites and courses")
        self.page.get_by_role("link", name="Add a course run").click()
        self.page.get_by_label("Title").fill(title)
        self.page.get_by_label("Site").select_option(label="Walton")
        self.page.get_by_label("Date, or first date").fill(local_day(system_clock()).isoformat())
        self.page.get_by_label("Starts at").fill("00:00")
        self.page.get_by_role("button", name="Add this run").click()

    def decodes_the_poster(self, folder: Path) -> str:
        self.page.get_by_role("link", name="Poster", exact=True).click()
        picture = folder / "poster.png"
        self.page.screenshot(path=picture, full_page=True)
        (code,) = zxingcpp.read_barcodes(Image.open(picture))
        return code.text

    def makes_a_pairing_code(self) -> str:
        self.goes_to("People and screens")
        self.page.get_by_role("link", name="Screens", exact=True).click()
        self.page.get_by_role("link", name="Pair a new screen").click()
        self.page.get_by_label("Site").select_option(label="Walton")
        self.page.get_by_label("Name").fill("Front door")
        self.page.get_by_role("button", name="Make a pairing code").click()
        found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", self.page.inner_text("main"))
        assert found, self.page.inner_text("main")
        return found.group()


class Learner:
    """Somebody with a phone, after a course."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def opens(self, address: str) -> None:
        self.page.goto(address)

    def answers_every_question(self, answer: str) -> None:
        groups = self.page.get_by_role("group").filter(has=self.page.get_by_role("radio"))
        assert groups.count() == 5
        for number in range(5):
            groups.nth(number).get_by_text(answer, exact=True).click()
        self.page.get_by_role("button", name="Send").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Thank you")


def pairs(screen: Page, code: str) -> None:
    screen.goto("/pair")
    screen.get_by_role("textbox").fill(code)
    screen.get_by_role("button", name="Pair this screen").click()


def taps_three_times(screen: Page) -> None:
    for _ in range(3):
        screen.get_by_role("button", name=TILE).click()
        expect(screen.get_by_text("Your visit is counted. No name needed.")).to_be_visible()
        # Real seconds: within two, a second touch of a tile is the same person's.
        screen.wait_for_timeout(SECONDS_BETWEEN_TAPS * 1000)


@pytest.mark.both_engines
def test_the_first_day_of_a_site(served: Served, opens, tmp_path):
    manager = Manager(opens(1280, 900))
    manager.begins(served.set_up_link)
    manager.adds_a_course_run_today("Mindfulness for beginners")
    run_page = manager.page.url
    address = manager.decodes_the_poster(tmp_path)
    pairing_code = manager.makes_a_pairing_code()

    screen = opens(1080, 1920)
    pairs(screen, pairing_code)
    taps_three_times(screen)
    expect(screen.locator("#sync-line")).to_have_text("All visits sent", timeout=20_000)

    learner = Learner(opens(360, 740))
    learner.opens(address)
    learner.answers_every_question("Yes")
    learner.page.get_by_role("link", name="Someone else’s turn").click()
    learner.answers_every_question("Partly")

    assert address == address.upper()
    sees_three_visits_and_half(manager)
    figures = json.loads(served.flask(*summary_of_today()))
    total = figures["total"]
    assert total["visits"] == total["taps"] == 3
    assert total["evaluations"] == 2
    for question in total["questions"].values():
        assert (question["n"], question["yes"], question["partly"]) == (2, 1, 1)
        assert question["percent"] == 50.0
    sees_nothing_of_walton(served, opens(1280, 900), run_page)


def summary_of_today() -> list[str]:
    today = local_day(system_clock()).isoformat()
    return ["summary", "--from", today, "--to", today, "--json"]


def sees_three_visits_and_half(manager: Manager) -> None:
    manager.goes_to("Overview")
    sites = manager.page.get_by_role("table", name="Visits by site")
    walton = sites.get_by_role("row").filter(
        has=manager.page.get_by_role("rowheader", name="Walton")
    )
    expect(walton.get_by_role("cell").first).to_have_text("3")
    learners = manager.page.get_by_role("table", name="All the forms")
    cells = learners.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
    assert cells[:5] == ["1", "1", "0", "2", "50%"]


def sees_nothing_of_walton(served: Served, page: Page, run_page: str) -> None:
    words = ("people", "add", "bootle@example.org", "--name", "Bo", "--role", "coordinator")
    served.flask(*words, "--site", "bootle", "--password-stdin", typed=PASSWORD + "\n")
    page.goto("/admin/")
    page.get_by_label("E-mail address").fill("bootle@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "Walton" not in page.inner_text("body")
    assert "Mindfulness" not in page.inner_text("body")
    for hidden in (run_page, "/admin/?site=walton", "/admin/upkeep/sites/walton"):
        answer = page.goto(hidden)
        assert answer is not None
        assert answer.status == 404, hidden
