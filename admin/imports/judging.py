"""Judging a file: every row read, every refusal told, and what there is to add. Writes nothing."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from admin.imports.cells import LONGEST_ID, Cells
from admin.imports.decoding import read_text
from admin.imports.kind import Batch, Entry, Kind, Row
from admin.imports.places import Places
from admin.imports.refusals import More, Refusal, alike
from admin.imports.tables import Line, Table, read_table
from admin.imports.titles import Titles
from admin.imports.words import in_words
from kiosk.clock import local_day
from kiosk.database import db
from kiosk.models import Import

AnyKind = Kind[Any]  # Any: each kind has rows of its own
Progress = Callable[[int, int], None]
_A_TIME = 1000  # ids asked for in one query, and rows between two tellings of progress


@dataclass(frozen=True)
class Judgement:
    """What a file says and what would become of it. Nothing can be added where a row is refused."""

    kind: AnyKind
    digest: str
    rows_read: int
    unknown: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    batch: Batch[Any]  # Any: the rows of this kind
    already: int
    imported_at: datetime | None

    @property
    def imported_on(self) -> date | None:
        """The day on which these same rows were imported, where nothing of them is missing."""
        return local_day(self.imported_at) if self.imported_at else None

    @property
    def refused_alike(self) -> tuple[list[Refusal], list[More]]:
        """The refusals to be read, and of those like them the lines."""
        return alike(self.refusals)

    @property
    def may_be_added(self) -> bool:
        """Whether there is anything to add, and nothing refused."""
        return not self.refusals and bool(self.batch.entries)


@dataclass
class _Read:
    """The rows so far: those that could be read, with their ids, and what was refused."""

    rows: list[tuple[int, str, Row]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True)
class _Kept:
    """What the rows are held against; `live` where a file of these same rows stands imported."""

    file: str
    live: bool
    titles: Titles
    places: Places


def judge(
    kind: AnyKind, content: bytes, places: Places, progress: Progress = lambda done, of: None
) -> Judgement:
    """Read and judge a file. Raises FileRefusedError where it cannot be read as a whole."""
    table = read_table(read_text(content), kind.known, kind.needed)
    read = _read_rows(kind, table, places, progress)
    digest = _digest(kind, read.rows)
    imported_at = _imported_at(digest)
    titles = Titles.of(title for *_about, row in read.rows if (title := kind.title(row)))
    kept = _Kept(_in_short(digest), imported_at is not None, titles, places)
    entries, already = _sorted_out(kind, read, kept)
    read.refusals += [Refusal(line, why) for line, why in kind.clashes(entries, titles)]
    named = [kind.title(entry.row) for entry in entries]
    titles = Titles(titles.known, _only_new(titles, [name for name in named if name]))
    return Judgement(
        kind=kind,
        digest=digest,
        rows_read=len(table.lines) + len(table.ragged),
        unknown=table.unknown,
        refusals=tuple(sorted(read.refusals, key=lambda refusal: refusal.line)),
        batch=Batch(entries, places.by_slug, titles, places.today),
        already=already,
        imported_at=None if entries else imported_at,
    )


def _only_new(titles: Titles, named: Iterable[str]) -> dict[str, str]:
    keys = {titles.key(name) for name in named}
    return {key: title for key, title in titles.new.items() if key in keys}


def _read_rows(kind: AnyKind, table: Table, places: Places, progress: Progress) -> _Read:
    read = _Read(refusals=list(table.ragged))
    for done, line in enumerate(table.lines, 1):
        cells = Cells(line.cells, places)
        row, id = kind.read(cells), _own_id(line, cells)
        if cells.problems:
            read.refusals.append(Refusal(line.number, " ".join(cells.problems)))
        else:
            read.rows.append((line.number, id, row))
        if done % _A_TIME == 0 or done == len(table.lines):
            progress(done, len(table.lines))
    return read


def _own_id(line: Line, cells: Cells) -> str:
    id = line.cells.get("id", "").strip()
    if len(id) > LONGEST_ID:
        cells.refuse("id", _("An id has 100 characters at most. Shorten it."))
    return id


def _digest(kind: AnyKind, rows: Sequence[tuple[int, str, Row]]) -> str:
    """The SHA-256 of the kind and of what its rows say, in order, however they were written."""
    said = [kind.name, [[id, *row.values().values()] for _line, id, row in rows]]
    return hashlib.sha256(json.dumps(said, default=_written).encode()).hexdigest()


def _in_short(digest: str) -> str:
    """96 bits of a digest in 16 characters: they begin the id of each row, in an index too."""
    return base64.urlsafe_b64encode(bytes.fromhex(digest)[:12]).decode()


def _written(value: object) -> str:
    if isinstance(value, date):  # a moment is one, too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no one way to be written.")


def _imported_at(digest: str) -> datetime | None:
    """When these same rows were imported, if they were and that was not undone."""
    query = select(Import.imported_at).where(Import.digest == digest, Import.undone_at.is_(None))
    return db.session.scalars(query.order_by(Import.id.desc())).first()


def _sorted_out(kind: AnyKind, read: _Read, kept: _Kept) -> tuple[list[Entry[Any]], int]:
    """The rows to add, and how many are kept already; an id with other values is refused.

    A row without an id of its own is the same row wherever its file is the same, whatever staff
    have put right in what is kept of it.
    """
    ids = [id for _line, id, _row in read.rows]
    source_ids = [id or f"{kept.file}:{number}" for number, id in enumerate(ids, 1)]
    known = dict(_stored(kind, source_ids, kept.titles))
    # Of a file with some ids, an import that stands may have added the rows with ids alone.
    without = {source_id for source_id, id in zip(source_ids, ids, strict=True) if not id}
    same = kept.live and (not any(ids) or not without.isdisjoint(known))
    entries, already = [], 0
    for (line, id, row), source_id in zip(read.rows, source_ids, strict=True):
        folded = kind.under_own_key(row, kept.titles)
        other = known.get(source_id)
        if not id and (same or other):
            already += 1
        elif other is None:
            known[source_id] = folded
            entries.append(Entry(line, source_id, row))
        elif names := kind.differing(folded, other):
            told = _differs(kind, source_id, names, folded, other, kept.places)
            read.refusals.append(Refusal(line, told))
        else:
            already += 1
    return entries, already


def _stored(kind: AnyKind, source_ids: Sequence[str], titles: Titles) -> Iterator[tuple[str, Row]]:
    for start in range(0, len(source_ids), _A_TIME):
        for source_id, row in kind.stored(source_ids[start : start + _A_TIME]):
            yield source_id, kind.under_own_key(row, titles)


def _differs(
    kind: AnyKind, id: str, names: Sequence[str], row: Row, other: Row, places: Places
) -> str:
    """Both values of an id that stands for two different rows."""
    there, here = kind.shown(other), kind.shown(row)
    kept_at = places.by_slug.get(other.site)
    if kept_at is None or not places.may_add_to(kept_at):
        return _("The id “%(id)s” is taken by another row. Use another id.", id=id)
    both = "; ".join(
        _(
            "%(column)s is “%(here)s” here and “%(there)s” there",
            column=name,
            here=in_words(here[name]),
            there=in_words(there[name]),
        )
        for name in names
    )
    return _(
        "The id “%(id)s” stands for another row already: %(both)s. Put the row right, or give it "
        "another id.",
        id=id,
        both=both,
    )
