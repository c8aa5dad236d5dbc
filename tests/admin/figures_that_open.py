"""Following every figure of a page to its rows, and their file, as a careful reader would."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl

from lxml import html

from admin.summaries.shape import WEEKDAYS
from kiosk.database import db
from tests.client import Client, Page, words

GIVEN = {"from", "to", "site", "question", "purpose", "hour", "run"}  # to a statement
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def figures(page: Page) -> Iterator[tuple[Decimal, str, str]]:
    """Each figure of a page that opens: its number, its address, its accessible name."""
    return (
        (number_in(text), address, name)
        for text, address, name in _opening(page)
        if not _is_divided(text, address)
    )


def ratios(page: Page) -> Iterator[tuple[Decimal, str, str]]:
    """The same of those that open to the rows of a number that was divided."""
    return (
        (number_in(text), address, name)
        for text, address, name in _opening(page)
        if _is_divided(text, address)
    )


def _opening(page: Page) -> Iterator[tuple[str, str, str]]:
    for anchor in page.soup.select("a.figure"):
        text, address = words(anchor), str(anchor["href"])
        if address.startswith("/admin/rows/"):
            yield text, address, str(anchor.get("aria-label", text))


def one_of_each_kind(found: Iterable[tuple[Decimal, str, str]]) -> list[tuple[Decimal, str, str]]:
    """Of figures whose rows one and the same statement finds, the first; of SQLite's all of them.

    That each address finds what its figure says is in the statements, which both engines have;
    that PostgreSQL reads a statement alike is seen with any days, site and question.
    """
    if db.engine.dialect.name == "sqlite":
        return list(found)
    first: dict[object, tuple[Decimal, str, str]] = {}
    for figure in found:
        path, _, query = figure[1].partition("?")
        asked = [(name, "" if name in GIVEN else value) for name, value in parse_qsl(query)]
        first.setdefault((path, *asked), figure)
    return list(first.values())


def _is_divided(text: str, address: str) -> bool:
    """People, or the forms with one answer, in percent or for each day."""
    return ("/people?" in address or "&answer=" in address) and ("%" in text or "." in text)


def number_in(text: str) -> Decimal:
    """The first number of a text."""
    found = NUMBER.search(text)
    assert found is not None, f"“{text}” has no number"
    return Decimal(found.group().replace(",", ""))


class Reader:
    """Somebody who opens every figure: what they have read of one world they keep beside them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._read: dict[str, str] = {}

    def text(self, address: str) -> str:
        """What is at an address; without the checks of every page, as there are hundreds."""
        if address not in self._read:
            response = self._client.open(address, "GET")
            assert response.status_code == 200, address
            self._read[address] = response.get_data().decode("utf-8-sig")
        return self._read[address]

    def page(self, address: str) -> Any:
        """The elements of a page."""
        return html.fromstring(self.text(address))


def file_rows(reader: Reader, address: str) -> list[dict[str, str]]:
    """The rows of the file that the page at this address offers."""
    path, _, query = address.partition("?")
    text = reader.text(f"{path}.csv?{query}")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def total_of(address: str, rows: list[dict[str, str]]) -> Decimal | None:
    """What the rows of a file come to, by the plain sum that its kind of figure is."""
    kind = address.partition("?")[0].rpartition("/")[2]
    if kind in ("visits", "people", "headcounts"):
        return sum((Decimal(row["people"]) for row in rows), Decimal(0))
    if kind == "checks":
        return _total_of_checks(address, rows)
    if kind in ("taps", "open-days", "enrolments", "courses"):
        return Decimal(len(rows))
    if kind == "per-open-day":
        return None
    if "question=" not in address or "answer=" in address:
        return sum((Decimal(row["forms"]) for row in rows), Decimal(0))
    yes, n = (sum(int(row[name]) for row in rows) for name in ("yes", "n"))
    return Decimal((200 * yes + n) // (2 * n))


def _total_of_checks(address: str, rows: list[dict[str, str]]) -> Decimal:
    if "of=" not in address:
        return Decimal(len(rows))
    people, seen = (sum(int(row[name]) for row in rows) for name in ("people", "screen_saw"))
    in_ten = (20 * seen + people) // (2 * people)
    return Decimal({"people": people, "seen": seen, "share": in_ten}[address.rpartition("=")[2]])


def opened(reader: Reader, address: str) -> tuple[Decimal, int]:
    """The number of a page of rows, and how many rows there are from it to the last page."""
    page = reader.page(address)
    heading = " ".join(page.find(".//h1").text_content().split())
    rows = len(page.xpath("//table[contains(@class, 'rows')]/tbody/tr"))
    following = page.xpath("//main//a[normalize-space() = 'Next rows']/@href")
    more = opened(reader, following[0])[1] if following else 0
    return number_in(heading), rows + more


def follow_every_figure(client: Client, *pages: Page) -> set[str]:
    """Open each figure: its heading, its rows and its file say the same number. Which kinds."""
    kinds, seen, reader = set(), {}, Reader(client)
    for number, address, name in one_of_each_kind(chain.from_iterable(map(figures, pages))):
        if address not in seen:
            seen[address] = opened(reader, address)
            rows = file_rows(reader, address)
            total = total_of(address, rows)
            assert total in (number, None), f"{name}: the file of {address} comes to {total}"
            assert seen[address][1] == len(rows), (
                f"{name}: {address} shows other rows than its file"
            )
        said = seen[address][0]
        assert said == number, f"{name}: {address} says {said}"
        kinds.add(address.partition("?")[0].rpartition("/")[2])
    for number, address, name in one_of_each_kind(chain.from_iterable(map(ratios, pages))):
        part, whole = opened(reader, address)[0], _divided_by(reader, address)
        places = Decimal("1") if "&weekday=" not in address else Decimal("0.1")
        percent = part if "&weekday=" in address else 100 * part
        said = (percent / whole).quantize(places, ROUND_HALF_UP)
        assert said == number, f"{name}: {part} of {whole} at {address}"
        assert _divided(reader, address) == number, f"{name}: how it divides, at {address}"
    return kinds


def _divided(reader: Reader, address: str) -> Decimal | None:
    """The number that a page of rows works out itself, of what by how many."""
    [told, *_others] = reader.page(address).xpath(
        "//section[@aria-labelledby='rows']/p[not(@class)]"
    )
    _before, equals, number = told.text_content().rpartition(" = ")
    return number_in(number) if equals else None


def _divided_by(reader: Reader, address: str) -> Decimal:
    """By how many: the people of all purposes, the forms that answered, or the days."""
    if "&weekday=" not in address:
        whole = re.sub("&answer=.*", "&answer=answered", re.sub("&purpose=.*", "", address))
        return opened(reader, whole)[0]
    days, _, weekday = address.replace("/people?", "/open-days?").partition("&weekday=")
    asked = WEEKDAYS.index(weekday.partition("&")[0])
    opens = {row["open_on"] for row in file_rows(reader, days)}
    return Decimal(sum(date.fromisoformat(day).weekday() == asked for day in opens))
