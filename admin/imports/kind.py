"""What every kind of file has in common: its columns, its rows, and how they are written.

Any: the columns of a query over some kind's records.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from flask_babel.speaklater import LazyString
from sqlalchemy import Select

from admin.imports.cells import Cells
from admin.imports.insertions import Insertion
from admin.imports.titles import Titles
from kiosk.database import db
from kiosk.models import Site


@dataclass(frozen=True)
class Column:
    """One column of a kind: whether it must be there, what to write in it, an example."""

    name: str
    needed: bool
    says: LazyString
    example: str


@dataclass(frozen=True)
class Row:
    """What one row says, once it is read. `site` is a slug."""

    site: str

    def values(self) -> dict[str, object]:
        """Each column with what it says."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A row with the line at which it began and the id under which it is kept."""

    line: int
    source_id: str
    row: R


@dataclass(frozen=True)
class Batch(Generic[R]):
    """What is to be written: the new rows, and all that they lean on."""

    entries: Sequence[Entry[R]]
    sites: Mapping[str, Site]
    titles: Titles
    received_on: date


class Kind(ABC, Generic[R]):
    """One kind of file, from its cells to its records."""

    row: type[R]
    name: ClassVar[str]
    label: ClassVar[LazyString]
    short: ClassVar[LazyString]
    columns: ClassVar[tuple[Column, ...]]

    @abstractmethod
    def read(self, cells: Cells) -> R:
        """What a row says; its problems are kept in `cells`."""

    @abstractmethod
    def kept(self) -> Select[*tuple[Any, ...]]:
        """The records: the id of each, then what it says in the order of its row."""

    def stored(self, source_ids: Sequence[str]) -> Iterator[tuple[str, R]]:
        """The rows that are kept under some ids."""
        query = self.kept()
        rows: Any = db.session.execute(query.where(query.selected_columns[0].in_(source_ids)))
        for source_id, *values in rows:
            yield source_id, self.row(*values)

    @abstractmethod
    def insertions(self, batch: Batch[R]) -> Sequence[Insertion]:
        """The statements that add the rows, prepared."""

    @abstractmethod
    def days(self, row: R) -> tuple[date, date]:
        """The first and the last day that a row is about."""

    def shown(self, row: R) -> dict[str, object]:
        """Each column with what it says, as people read it."""
        return row.values()

    def people(self, row: R) -> int | None:
        """How many people a row counts; None where it counts none."""
        return None

    def title(self, row: R) -> str | None:
        """The course that a row names; None where this kind names none."""
        return None

    def differing(self, row: R, stored: R) -> list[str]:
        """The columns in which two rows of the same id differ."""
        there = stored.values()
        return [name for name, value in row.values().items() if value != there[name]]

    def under_own_key(self, row: R, titles: Titles) -> R:
        """The row with its course under the course's own key, so that spellings compare alike."""
        return row

    def clashes(self, entries: Sequence[Entry[R]], titles: Titles) -> Iterable[tuple[int, str]]:
        """Rows that cannot stand beside others, with the reason."""
        return ()

    def doubts(self, batch: Batch[R]) -> Iterable[tuple[int, str]]:
        """What to look at before rows are added, by line: nothing that refuses them."""
        return ()

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that must be there."""
        return tuple(column.name for column in self.columns if column.needed)

    @property
    def known(self) -> tuple[str, ...]:
        """Every column that is read."""
        return tuple(column.name for column in self.columns)
