"""A listing: the rows that one figure counts, with their total; to be read in parts and sorted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from flask_babel import gettext as _
from sqlalchemy import SQLColumnExpression
from sqlalchemy.orm import Session

from admin.summaries.rows import AT_ONCE, Found, Query, Row
from admin.summaries.shares import Share
from kiosk.pages import number

Column = SQLColumnExpression[Any]  # Any: dates, numbers and words
# The page says in a language what the file has in this word.
OTHER_COURSES, ALL_COURSES, NO_COURSE = "other courses", "all courses", "no course"


@dataclass(frozen=True)
class Sort:
    """The column by which rows are sorted, and which way."""

    column: str
    descending: bool = False

    @property
    def name(self) -> str:
        """As the address keeps it."""
        return f"-{self.column}" if self.descending else self.column


def share_in_words(count: int, total: int, all_of_them: str) -> str:
    """A whole percentage as it was worked out, `all_of_them` being its total; empty of nothing."""
    percent = Share(count, total).whole_percent
    if percent is None:
        return ""
    return _(
        "%(count)s of %(all_of_them)s = %(percent)s%%",
        count=number(count),
        all_of_them=all_of_them,
        percent=percent,
    )


class Rows(Protocol):
    """Rows that can be read in an order, all of them or a part."""

    @property
    def columns(self) -> Sequence[str]:
        """What the columns are called in a file."""

    def read(
        self, session: Session, sort: Sort | None = None, start: int = 0, length: int | None = None
    ) -> Iterator[Row]:
        """The rows of a part, sorted."""


@dataclass(frozen=True)
class Queried:
    """Rows that the database sorts: `by` says by what for each column, `last` ends it uniquely."""

    columns: Sequence[str]
    chosen: Query
    write: Callable[[Found], Row]
    by: Mapping[str, Column]
    last: Sequence[Column]

    def read(
        self, session: Session, sort: Sort | None = None, start: int = 0, length: int | None = None
    ) -> Iterator[Row]:
        """The rows of a part, sorted."""
        order = list(self.last)
        if sort is not None:
            first = self.by[sort.column]
            if sort.descending:
                order.insert(0, first.desc())
            elif first is not order[0]:
                order.insert(0, first)
        query = self.chosen.order_by(*order).offset(start or None).limit(length)
        found = session.execute(query, execution_options={"yield_per": AT_ONCE})
        yield from map(self.write, found)


@dataclass(frozen=True)
class Listed:
    """Rows that were put together already: counts of groups, days, courses."""

    columns: Sequence[str]
    rows: Sequence[Row]

    def read(
        self, session: Session, sort: Sort | None = None, start: int = 0, length: int | None = None
    ) -> Iterator[Row]:
        """The rows of a part, sorted; equal ones stay in their own order."""
        rows = self.rows
        if sort is not None:
            place = list(self.columns).index(sort.column)
            rows = sorted(rows, key=lambda row: _rank(row[place]), reverse=sort.descending)
        yield from rows[start : None if length is None else start + length]


def _rank(cell: str | int | None) -> tuple[int, int, str]:
    """Numbers by size, before words, which few forms have in the place of a number."""
    return (0, cell, "") if isinstance(cell, int) else (1, 0, str(cell or "").casefold())


@dataclass(frozen=True)
class Listing:
    """What a figure opens to.

    `figure` is the number itself, `heading` names it, `who` begins the sentence of the filter and
    `also` ends it; `how` says how it is counted, `total` what else the rows come to. `rows` is None
    where too few forms are behind the figure to be told of.
    """

    figure: int | Decimal | None
    heading: str
    who: str
    also: Sequence[str]
    how: str
    total: str
    length: int
    rows: Rows | None
