"""The report as Chromium prints it: the published sentences on A4, nothing cut, nothing beside."""

import io
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, Page

from tests import people
from tests.admin.test_report_of_demonstration import PUBLISHED
from tests.browser.walks import signed_in
from tests.conftest import World
from tests.reports import the_published_counts

YEAR = "/admin/report?from=2018-04-01&to=2019-03-31"
A4 = (595, 842)  # 210 × 297 mm in points
HEADINGS = ("Visits", "Learning", "What learners said", "Notes")
CHARTS = {
    "Visits by month.": ["Apr", "Oct", "Mar", "41,200"],
    "Visits by site.": ["Walton", "Bootle", "23,949", "2,350"],
    "Yes, of the forms that answered.": ["The course covered what they need", "They felt valued"],
}


@pytest.fixture
def desk(
    live: str, world: World, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Page]:
    """A manager's desk."""
    context = browser.new_context(**browser_context_args)
    yield signed_in(context, world.app, live, people.a_person("mo@example.org", "manager"))
    context.close()


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_a_pdf_holds_no_address_of_the_rows(desk: Page) -> None:
    the_published_counts()
    desk.goto(YEAR)
    # In its sentence, as the most of a chart, and where it is drawn.
    assert desk.get_by_role("link", name="23,949", exact=True).count() == 2
    assert desk.get_by_role("link", name="23,949, The Life Rooms, Walton").count() == 1

    pdf = pypdf.PdfReader(io.BytesIO(desk.pdf(prefer_css_page_size=True)))

    assert "23,949 visits" in squeezed(" ".join(page.extract_text() for page in pdf.pages))
    links = [str(each.get_object()) for page in pdf.pages for each in page.get("/Annots", [])]
    assert [link for link in links if "/admin/rows" in link] == []


def test_the_demonstration_year_is_printed_word_for_word(desk: Page, world: World) -> None:
    assert world.app.test_cli_runner().invoke(args=["demo"]).exit_code == 0
    desk.goto(YEAR)

    pdf = desk.pdf(prefer_css_page_size=True)

    words = squeezed(" ".join(pages(pdf)))
    places = [words.find(sentence) for sentence in PUBLISHED]
    assert -1 not in places
    assert places == sorted(places)
    assert "The Life Rooms, Bootle opened in January 2019" in words
    assert "n = 1,864; partly: 2 percent" in words
    sides = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert (round(sides.width), round(sides.height)) == A4


def test_only_the_document_is_printed(desk: Page) -> None:
    the_published_counts()
    desk.goto(YEAR)

    words = squeezed(" ".join(pages(desk.pdf(prefer_css_page_size=True))))

    assert words.startswith("REPORT The Life Rooms, April 2018 to March 2019")
    assert words.endswith("and blanks are left out.")
    for aside in ("Before you share it", "Keep this report", "Sign out", "These numbers"):
        assert aside not in words


@pytest.mark.parametrize("height", [297, 250, 215, 190, 170])
def test_no_heading_stands_alone_and_no_chart_is_cut(desk: Page, height: int) -> None:
    the_published_counts()
    desk.goto(YEAR)

    # Other heights of paper put the breaks between pages into other places.
    printed = pages(desk.pdf(width="210mm", height=f"{height}mm"))

    for page in printed:
        last = page.strip().splitlines()[-1].strip()
        assert last not in HEADINGS
        assert not last.startswith(tuple(CHARTS))
    for title, words in CHARTS.items():
        page = next(text for text in printed if title in text)
        for word in words:
            assert word in page


def test_the_file_for_any_browser_is_printed_alike(desk: Page, browser: Browser) -> None:
    the_published_counts()
    desk.goto(YEAR)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Download as web page").click()
    alone = browser.new_page(java_script_enabled=False)
    problems: list[str] = []
    alone.on("console", lambda message: problems.append(message.text))
    alone.on("request", lambda request: problems.append(request.url))
    alone.set_content(download.value.path().read_text())

    there = squeezed(" ".join(pages(alone.pdf(prefer_css_page_size=True))))
    here = squeezed(" ".join(pages(desk.pdf(prefer_css_page_size=True))))

    assert there == here
    assert problems == []
    alone.close()


def test_on_a_phone_a_percentage_stays_in_one_piece(desk: Page) -> None:
    the_published_counts()
    desk.set_viewport_size({"width": 360, "height": 740})
    desk.goto(YEAR)

    heights = desk.locator(".document__chart td.number").evaluate_all(
        """(cells) => cells.filter((cell) => cell.innerText.endsWith("%")).map((cell) => {
             const words = document.createRange();
             words.selectNodeContents(cell);
             return Math.round(words.getBoundingClientRect().height / 20);
           })"""
    )
    assert heights == [1, 1, 1, 1, 1]
