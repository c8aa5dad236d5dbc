"""From the text of a file to its rows: any separator, columns in any order, limits kept."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from admin.imports.refusals import FileRefusedError, Refusal

MOST_ROWS = 50_000
MOST_COLUMNS = 64
SEPARATORS = (",", ";", "\t")
_NOT_SHOWN = 60  # a heading longer than this is no heading

Record = tuple[int, list[str]]


@dataclass(frozen=True)
class Line:
    """One row of the file: where it begins, and the cells of the columns that are known."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """The rows of a file, its columns that are not known, and the rows of another length."""

    unknown: tuple[str, ...]
    lines: tuple[Line, ...]
    ragged: tuple[Refusal, ...]


def read_table(text: str, known: Collection[str], needed: Sequence[str]) -> Table:
    """The rows of CSV, or of what was copied from a spreadsheet.

    Raises FileRefusedError where the headings do not fit, or where the file has no end of rows.
    """
    text, separator = _separated(text, known)
    records = _records(text, separator)
    _number, headings = next(records, (0, []))
    names = [as_column(heading) for heading in headings]
    _check_headings(headings, names, known, needed)
    places = {name: place for place, name in enumerate(names) if name in known}
    unknown = [heading.strip() for heading, name in zip(headings, names, strict=True)]
    lines: list[Line] = []
    ragged: list[Refusal] = []
    for number, cells in records:
        if len(lines) + len(ragged) == MOST_ROWS:
            raise FileRefusedError(
                _("There are more than 50,000 rows. Split them into files of 50,000 or fewer.")
            )
        if refusal := _other_length(number, cells, len(headings)):
            ragged.append(refusal)
        else:
            lines.append(Line(number, {name: cells[place] for name, place in places.items()}))
    if not lines and not ragged:
        raise FileRefusedError(
            _("There are headings but no rows beneath them. Add the rows, then try again.")
        )
    named = tuple(each for each in unknown if each and as_column(each) not in known)
    return Table(named, tuple(lines), tuple(ragged))


def as_column(heading: str) -> str:
    """“Tapped at”, “tapped-at” and “TAPPED_AT” are the column tapped_at."""
    return "_".join(heading.replace("-", " ").replace("_", " ").split()).casefold()


def _separated(text: str, known: Collection[str]) -> tuple[str, str]:
    """The text from its headings on, and what separates its cells.

    Spreadsheets may say it in a first line of their own, “sep=;”.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    told = first.strip().strip('"')
    if told.lower().startswith("sep=") and told[4:] in (",", ";"):
        return text.replace(first, "", 1), told[4:]

    def fits(separator: str) -> tuple[int, int]:
        headings = next(csv.reader([first], delimiter=separator), [])
        return sum(as_column(heading) in known for heading in headings), len(headings)

    try:
        return text, max(SEPARATORS, key=fits)
    except csv.Error:
        return text, ","


def _records(text: str, separator: str) -> Iterator[Record]:
    """Each row that has anything in it, with the line at which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise FileRefusedError(_malformed(begins, str(problem))) from problem


def _malformed(line: int, problem: str) -> str:
    if "field limit" in problem:
        return _(
            "A cell on line %(line)s is far too long. Perhaps a quotation mark is opened there and "
            "never closed. Put it right in a spreadsheet and save the file again.",
            line=line,
        )
    return _(
        "The quotation marks on line %(line)s do not close where a cell ends. Put them right in a "
        "spreadsheet and save the file again.",
        line=line,
    )


def _check_headings(
    headings: Sequence[str], names: Sequence[str], known: Collection[str], needed: Sequence[str]
) -> None:
    if len(headings) > MOST_COLUMNS:
        raise FileRefusedError(
            _("There are more than 64 columns. Keep only the columns that are needed.")
        )
    for name in known:
        if names.count(name) > 1:
            raise FileRefusedError(
                _("The column %(name)s stands there twice. Take one of them out.", name=name)
            )
    missing = [name for name in needed if name not in names]
    if missing:
        raise FileRefusedError(
            _(
                "These columns are missing: %(missing)s. The first line must name the columns; it "
                "reads: %(found)s.",
                missing=", ".join(missing),
                found=", ".join(heading.strip()[:_NOT_SHOWN] for heading in headings),
            )
        )


def _other_length(number: int, cells: list[str], wanted: int) -> Refusal | None:
    """A spreadsheet may leave empty cells at the end of a row; anything else is a slip."""
    while len(cells) > wanted and not cells[-1].strip():
        cells.pop()
    if len(cells) == wanted:
        return None
    return Refusal(
        number,
        _(
            "This row has %(found)s cells, but there are %(wanted)s headings. Look for a separator "
            "inside a cell: such a cell needs quotation marks around it.",
            found=len(cells),
            wanted=wanted,
        ),
    )
