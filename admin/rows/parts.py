"""One part of the rows behind a figure: a hundred of them, sorted by a column, and the way on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from admin.rows.words import COLUMNS, NUMBERS, cells, shown_columns
from admin.summaries.listings import Listing, Sort
from admin.summaries.listings.listing import Rows
from admin.wanted import Wanted
from kiosk.database import db
from kiosk.pages import number

A_PAGE = 100
# By what rows are sorted while nobody says otherwise.
BEGINS_WITH: Mapping[str, str] = {
    "visits": "from",
    "people": "visited_on",
    "taps": "visited_on",
    "headcounts": "counted_from",
    "checks": "counted_from",
    "open-days": "open_on",
    "per-open-day": "open_on",
    "evaluations": "month",
    "enrolments": "enrolled_on",
    "courses": "course",
}


@dataclass(frozen=True)
class Head:
    """The head of a column: what it is called, how it is sorted now, and how a touch sorts it."""

    label: LazyString
    is_number: bool
    sorted: str
    sort: str


@dataclass(frozen=True)
class Part:
    """Some of the rows as they are shown; `sort` and `number` are kept in the address."""

    heads: Sequence[Head]
    rows: Sequence[Sequence[str]]
    words: str
    sort: str
    number: int
    has_more: bool


def part_of(wanted: Wanted, listing: Listing, rows: Rows, sort: str, asked: int) -> Part:
    """The rows of one page, in the order asked for; beyond the last page stands the last."""
    chosen = _sort(sort, rows) or Sort(BEGINS_WITH[wanted.kind])
    pages = max(1, -(-listing.length // A_PAGE))
    page = min(max(1, asked), pages)
    start = (page - 1) * A_PAGE
    names = {site.slug: site.short_name for site in wanted.choice.sites}
    read = rows.read(db.session(), chosen, start, A_PAGE)
    found = [cells(rows.columns, row, names) for row in read]
    return Part(
        heads=[_head(name, chosen) for name in shown_columns(rows.columns)],
        rows=found,
        words=_(
            "Rows %(first)s to %(last)s of %(all)s",
            first=number(start + 1),
            last=number(start + len(found)),
            all=number(listing.length),
        ),
        sort=chosen.name,
        number=page,
        has_more=page < pages,
    )


def _sort(text: str, rows: Rows) -> Sort | None:
    column = text.removeprefix("-")
    return Sort(column, text.startswith("-")) if column in shown_columns(rows.columns) else None


def _head(name: str, chosen: Sort) -> Head:
    is_number = name in NUMBERS
    if name != chosen.column:
        # The largest numbers are what one looks for first.
        return Head(COLUMNS[name], is_number, "", Sort(name, is_number).name)
    way = "descending" if chosen.descending else "ascending"
    return Head(COLUMNS[name], is_number, way, Sort(name, not chosen.descending).name)
