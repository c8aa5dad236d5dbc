"""Every number of the overview and of a comparison opens; the few that do not are named here."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from admin import overview
from admin.wanted import KINDS
from tests import people
from tests.admin.figures_that_open import follow_every_figure, number_in
from tests.admin.numbers_world import OCTOBER, YEAR, many_numbers
from tests.client import Page, words
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
        "Answers show from 5 forms on|fewer than 5 forms|Of fewer than 10 forms no point is drawn|"
        "more than 10 in 100|Where there are fewer than 30|(?:at least|there) 10 forms"
    ),
    "the version of the wording": r"version \d+",
    "what a share is of": "in 10(?=,| people)",
    "where a scale begins": r"The scale begins at \d+ percent",
}
# Where a number is no figure: why, and by its place.
PLACES = {
    "the name of a drawer: see `check_drawers`": "details > summary",
    "a change: both numbers that it lies between open, beside it": (
        ".compared__verdict, .compared__figures td:not(.number), .sides .compared__n"
    ),
    "what a drawing is called, to be read aloud": "svg title, svg desc",
    "the days and the scale beneath and beside a drawing": "svg .chart__label:not(.chart__n)",
    "what there is to see to: a way there, or its ways follow": ".overview__notices li:has(a)",
}
ALL_COURSES = "#courses ~ p > a[href*='/by-course?']"
# What a drawer counts, where the numbers of its name do not open within it.
LISTED = "tr.courses__course, .compared__group"


@pytest.fixture
def manager(client):
    many_numbers()
    return sign_in(client, people.a_person("mo@example.org", "manager"))


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
    met: set[str] = set()
    for address in ADDRESSES:
        page = manager.get(address)
        check_drawers(page)
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
    kinds = set()
    for address in ADDRESSES[:2]:
        kinds |= follow_every_figure(manager, manager.get(address))
    assert kinds == set(KINDS)
