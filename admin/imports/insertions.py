"""Rows made ready for the database driver, so that the write transaction does nothing else.

As many rows go into each statement as it takes: SQLite then begins its triggers and rules once
for all of them, which takes a third of the time. PostgreSQL copies them all in one, and so counts
them into its tallies once, not a row at a time. And the rows come in the order of the database's
own indexes, so that each of its pages is written once: in no order at all, 50,000 forms take
twice as long.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Select, Table, bindparam, insert, literal_column, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement

from kiosk.database import Base, db
from kiosk.models import Course, CourseRun


@dataclass(frozen=True)
class Lookup:
    """A column that holds the key of another record, known only once that is there too."""

    column: str
    keys: Select[str, int]


# In the rows these columns hold a code or a folded title, in the table the id of what it means.
RUN_OF_CODE = Lookup("run_id", select(CourseRun.code, CourseRun.id))
COURSE_OF_KEY = Lookup("course_id", select(Course.title_key, Course.id))
MOST_VALUES = 32_000  # in one statement: SQLite takes 32,766
_PLACE = re.compile(r"%\((\w+)\)s")
_IMPORT = "0 + 0"  # stands for the import's id, which is known only inside the transaction


@dataclass(frozen=True)
class _Statement:
    """An insert of one row as the driver takes it, in two parts, and the order of its values."""

    head: str
    row: str
    order: Sequence[str]

    def of(self, rows: int, import_id: int) -> str:
        """The insert of so many rows."""
        row = self.row.replace(_IMPORT, str(int(import_id)))
        return self.head + ", ".join([row] * rows)


class Insertion:
    """Rows of one table. What the driver takes is worked out beforehand, all but new ids."""

    def __init__(
        self,
        model: type[Base],
        rows: Sequence[Mapping[str, object]],
        lookup: Lookup | None = None,
    ) -> None:
        """Prepare rows whose columns are all the same."""
        self._lookup = lookup
        self._table = model.__tablename__
        self._chunks: list[list[object]] = []
        if rows:
            assert isinstance(model.__table__, Table)  # noqa: S101  # it is; its type says less
            self._statement = _statement(model.__table__, list(rows[0]))
            self._chunks = list(_chunks(model.__table__, rows, self._statement.order))

    def write(self, connection: Connection, import_id: int) -> None:
        """Add the rows to the open write transaction, as rows of this import."""
        if self._lookup and self._chunks:
            self._fill_in(self._lookup, connection)
        if connection.dialect.name == "postgresql" and self._chunks:
            self._copy(connection, import_id)
            return
        for values in self._chunks:
            many = self._statement.of(len(values) // len(self._statement.order), import_id)
            connection.exec_driver_sql(many, tuple(values))

    def _copy(self, connection: Connection, import_id: int) -> None:
        """All the rows in one statement of PostgreSQL's, which takes them as they come."""
        order = self._statement.order
        columns = ", ".join((*order, "import_id"))
        try:
            with (
                closing(connection.connection.cursor()) as cursor,
                cursor.copy(f"COPY {self._table} ({columns}) FROM STDIN") as copy,
            ):
                for values in self._chunks:
                    for at in range(0, len(values), len(order)):
                        copy.write_row((*values[at : at + len(order)], import_id))
        except connection.dialect.loaded_dbapi.IntegrityError as problem:
            raise IntegrityError("COPY", None, problem) from problem

    def _fill_in(self, lookup: Lookup, connection: Connection) -> None:
        ids = {key: id for key, id in connection.execute(lookup.keys)}  # noqa: C416  # typed pairs
        order = self._statement.order
        for values in self._chunks:
            for place in range(order.index(lookup.column), len(values), len(order)):
                values[place] = ids[str(values[place])]


def numbered(
    rows: Iterable[dict[str, Any]],  # Any: what a column holds, and sorts by
    order: Sequence[str],
) -> Sequence[dict[str, Any]]:
    """The rows in the order of some columns, and so of their random ids; among equals, in none.

    So neither the key nor an index tells more of a row's place in its file than these columns do.
    """
    mixed = sorted(rows, key=lambda row: (*(row[name] for name in order), uuid4()))
    for row, id in zip(mixed, sorted(uuid4() for _row in mixed), strict=True):
        row["id"] = id
    return mixed


def _statement(table: Table, names: Sequence[str]) -> _Statement:
    values: dict[str, ColumnElement[Any]] = {name: bindparam(name) for name in names}
    values["import_id"] = literal_column(_IMPORT)
    # Inline: PostgreSQL would otherwise be asked to give the new ids back.
    compiled = insert(table).values(values).inline().compile(dialect=db.engine.dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101  # it is; its type says less
    head, values_word, row = str(compiled).partition(" VALUES ")
    order = compiled.positiontup or _PLACE.findall(row)
    return _Statement(head + values_word, _PLACE.sub("%s", row), order)


def _chunks(
    table: Table, rows: Sequence[Mapping[str, object]], order: Sequence[str]
) -> Iterator[list[object]]:
    """The values that each statement takes, all its rows in one, as the driver's own."""
    makers = [(name, _maker(table, name)) for name in order]
    together = MOST_VALUES // len(order)
    for start in range(0, len(rows), together):
        some = rows[start : start + together]
        yield [make(row[name]) if make else row[name] for row in some for name, make in makers]


def _maker(table: Table, name: str) -> Any:  # Any: SQLAlchemy's processors are not typed
    """What turns a value of a column into the driver's own; None where it is that already."""
    dialect = db.engine.dialect
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
