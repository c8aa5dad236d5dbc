"""Every number of the pages of figures opens; the few that do not are named here."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from admin import overview
from admin.wanted import KINDS
from tests import people
from tests.admin.figures_that_open import follow_every_figure, number_in
from tests.admin.numbers_world import OCTOBER, YEAR, many_numbers
from tests.client import Client, Page, words
from tests.elsewhere import a_figure
from tests.staff import sign_in

ADDRESSES = (
    f"/admin/?{OCTOBER}",
    f"/admin/compare?{OCTOBER}",
    f"/admin/?{OCTOBER}&site=walton",
    f"/admin/by-course?{OCTOBER}",
    f"/admin/?{YEAR}",
    f"/admin/compare?{YEAR}",
    "/admin/compare?from=2026-10-05&to=2026-10-11",
    "/admin/?period=today",
    f"/admin/report?{OCTOBER}",
    f"/admin/report?{YEAR}",
    "/admin/report?from=2026-07-01&to=2026-09-30",
    "/admin/report?from=2025-10-01&to=2026-09-30",
    f"/admin/comments?{OCTOBER}",
    "/admin/upkeep/sites/walton/count",
    f"/admin/upkeep/sites/walton/count?{OCTOBER}",
)
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
NUMBER = r"\d[\d,.]*%?"
# What is no figure: as it is written, and why it counts no rows.
NO_FIGURES = {
    "a day, a month or a year": (
        rf"(?:\b\d{{1,2}} (?:(?:to|and) \d{{1,2}} )?)?\b{MONTH}(?: \d{{4}})?"
    ),
    "how long ago": "52 weeks earlier",
    "a time of the day": r"\b\d\d:00\b",
    "the code of a run": r"\([0-9A-Z]{6}\)",
    "from how many on something is told": (
        "Answers show from 5 forms on|fewer than 5 forms|answers show from 10 forms|"
        "Answers of fewer than 10 forms are not shown|Of fewer than 10 forms no point is drawn|"
        "more than 10 in 100|Where there are fewer than 30|(?:at least|there|had) 10 forms"
    ),
    "the version of the wording": r"version \d+",
    "what a share is of": "in 10(?=,| people)",
    "where a scale begins": r"The scale begins at \d+ percent",
    "what parts add up to: each of them opens, above": (
        r"The parts add up to [\d,]+: [\d,]+ fewer than the [\d,]+ stated"
    ),
    "the number that another was rounded to": "rounded to 5",
    "within how many days comments are to be read": "read within 3 working days",
    "how long the oldest has waited": r"has waited \d+ of 3 working days",
}
# Where a number is no figure: why, and by its place.
PLACES = {
    "the name of a drawer: see `check_drawers`": "details > summary",
    "a change: both numbers that it lies between open, beside it": (
        ".compared__verdict, .compared__figures td:not(.number), .sides .compared__n"
    ),
    "what a drawing is called, to be read aloud": "svg title, svg desc",
    "the days and the scale beneath and beside a drawing": "svg .chart__label:not(.chart__n)",
    "what there is to see to: a way there, or its ways follow": (
        ".overview__notices li:has(a), .report__doubts li:has(a)"
    ),
    "a number that is drawn: see `check_drawings`": "svg .document__value",
    "the days beneath a drawing of the report": "svg .document__words",
    "the mark of a footnote": "sup > a",
    "what somebody wrote": ".comment__words",
    "how many are listed: see `check_lists`": ".standing__site a, #list",
    "how many wait too long: which would tell the day on which each came": (
        ".standing__site .badge--warning"
    ),
    "the rows themselves: each count by hand, and what the screen saw in its time": (
        ".task__list tbody"
    ),
}
ALL_COURSES = "#courses ~ p > a[href*='/by-course?']"
# What a drawer counts, where the numbers of its name do not open within it.
LISTED = "tr.courses__course, .compared__group"


@pytest.fixture
def manager(client):
    many_numbers()
    return sign_in(client, people.a_person("mo@example.org", "manager"))


def words_and_figures() -> None:
    """Comments that nobody has read, one of them that somebody worries about; and figures."""
    run = people.a_run("Painting", code="DDDDD2", days=(date(2026, 10, 6),))
    for count in range(3):
        people.an_evaluation(run, date(2026, 10, 6), good=f"All {count} of us came")
    a_figure(days=(date(2026, 10, 1), date(2026, 10, 31)))


def rest_of(text: str, met: set[str]) -> str:
    """A text without the numbers that are no figures."""
    for reason, written in NO_FIGURES.items():
        text, found = re.subn(written, "…", text)
        met |= {reason} if found else set()
    return text


def check_drawers(page: Page) -> None:
    """Each number in the name of a drawer opens within it, or is how many it lists."""
    for name in page.soup.select("details > summary"):
        drawer = name.parent
        assert drawer is not None
        opening = {number_in(words(figure)) for figure in drawer.select("a.figure")}
        days = re.findall(rf"\d {MONTH} \d{{4}}", " ".join(map(words, drawer.select("p"))))
        listed = {Decimal(len(drawer.select(LISTED))), Decimal(len(days))}
        for number in re.findall(NUMBER, rest_of(words(name), set())):
            assert number_in(number) in opening | listed, words(name)


def check_drawings(page: Page) -> None:
    """Each number that is drawn in the report lies under the way to its rows."""
    for drawing in page.soup.select("svg:has(.document__value)"):
        drawn = [words(each) for each in drawing.select(".document__value") if words(each) != "–"]
        names = [str(each["aria-label"]) for each in drawing.select("a.figure[href]")]
        assert drawn == [name.split(", ")[0] for name in names]


def check_lists(client: Client, page: Page) -> None:
    """How many comments there are is how many the list shows, here or where the number leads."""
    listed = len(page.soup.select("article.comment"))
    for heading in page.soup.select("#list"):
        assert number_in(words(heading)) == listed
    for way in page.soup.select(".standing__site a[href*='show=']"):
        found = client.get(str(way["href"])).soup
        assert number_in(words(way)) == len(found.select("article.comment"))


def closed(page: Page, met: set[str]) -> Iterator[str]:
    """Each text with a number that does not open; which kinds of no figures were met."""
    for figure in page.soup.select("a.figure[href]"):
        figure.replace_with("…")
    for reason, place in PLACES.items():
        for found in page.soup.select(place):
            met |= {reason} if re.search(r"\d", words(found)) else set()
            found.decompose()
    assert page.soup.body is not None
    for text in page.soup.body.find_all(string=True):
        rest = rest_of(" ".join(text.split()), met)
        if re.search(r"\d", rest):
            yield rest


def test_every_number_opens_but_those_that_are_no_figures(manager):
    words_and_figures()
    met: set[str] = set()
    for address in ADDRESSES:
        page = manager.get(address)
        check_drawers(page)
        check_drawings(page)
        check_lists(manager, page)
        found = list(closed(page, met))
        assert not found, f"{address}: {found}"
    assert met == {*NO_FIGURES, *PLACES}, "a kind that is nowhere needs no exception"


def test_of_many_courses_their_number_leads_to_as_many(manager, monkeypatch):
    monkeypatch.setattr(overview, "MOST_ON_OVERVIEW", 1)
    page = manager.get(ADDRESSES[0])
    [way] = page.soup.select(ALL_COURSES)

    every = manager.get(str(way["href"]))

    assert number_in(words(way)) == len(every.soup.select("tr.courses__course")) == 2
    way.decompose()
    check_drawers(page)
    assert list(closed(page, set())) == []


def test_each_of_them_opens_to_the_rows_it_counts(manager):
    pages = [manager.get(address) for address in ADDRESSES[:2]]

    assert follow_every_figure(manager, *pages) == set(KINDS)
