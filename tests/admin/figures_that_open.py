"""Following every figure of a page to its rows, and their file, as a careful reader would."""

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal

from bs4 import BeautifulSoup

from tests.client import Client, Page, words

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def figures(page: Page) -> Iterator[tuple[Decimal, str, str]]:
    """Each figure of a page that opens: its number, its address, its accessible name."""
    for anchor in page.soup.select("a.figure"):
        address = str(anchor["href"])
        # A share of the people opens to them: their number is another.
        is_share = "/people?" in address and words(anchor).endswith("%")
        if address.startswith("/admin/rows/") and not is_share:
            yield number_in(words(anchor)), address, str(anchor.get("aria-label", words(anchor)))


def number_in(text: str) -> Decimal:
    """The first number of a text."""
    found = NUMBER.search(text)
    assert found is not None, f"“{text}” has no number"
    return Decimal(found.group().replace(",", ""))


def file_rows(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of the file that the page at this address offers."""
    path, _, query = address.partition("?")
    text = client.open(f"{path}.csv?{query}", "GET").get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def total_of(address: str, rows: list[dict[str, str]]) -> Decimal | None:
    """What the rows of a file come to, by the plain sum that its kind of figure is."""
    kind = address.partition("?")[0].rpartition("/")[2]
    if kind in ("visits", "people", "headcounts"):
        return sum((Decimal(row["people"]) for row in rows), Decimal(0))
    if kind in ("taps", "open-days", "enrolments", "courses"):
        return Decimal(len(rows))
    if kind == "per-open-day":
        return None
    if "question=" not in address or "answer=" in address:
        return sum((Decimal(row["forms"]) for row in rows), Decimal(0))
    yes, n = (sum(int(row[name]) for row in rows) for name in ("yes", "n"))
    return Decimal((200 * yes + n) // (2 * n))


def opened(client: Client, address: str) -> tuple[Decimal, int]:
    """The number of a page of rows, and how many rows there are from it to the last page.

    Read without the checks that every page gets elsewhere: there are hundreds.
    """
    response = client.open(address, "GET")
    assert response.status_code == 200, address
    page = BeautifulSoup(response.get_data(as_text=True), "lxml")
    heading = page.find("h1")
    assert heading is not None
    rows = len(page.select("table.rows tbody tr"))
    following = [str(a["href"]) for a in page.select("main a") if words(a) == "Next rows"]
    more = opened(client, following[0])[1] if following else 0
    return number_in(words(heading)), rows + more


def follow_every_figure(client: Client, page: Page) -> set[str]:
    """Open each figure: its heading, its rows and its file say the same number. Which kinds."""
    kinds, seen = set(), {}
    for number, address, name in figures(page):
        if address not in seen:
            seen[address] = opened(client, address)
            rows = file_rows(client, address)
            total = total_of(address, rows)
            assert total in (number, None), f"{name}: the file of {address} comes to {total}"
            assert seen[address][1] == len(rows), (
                f"{name}: {address} shows other rows than its file"
            )
        said = seen[address][0]
        assert said == number, f"{name}: {address} says {said}"
        kinds.add(address.partition("?")[0].rpartition("/")[2])
    return kinds
