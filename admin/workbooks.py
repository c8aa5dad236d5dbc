"""Workbooks (XLSX): a first sheet that says what they hold, then real numbers and dates."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import IO

from flask_babel import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | None
# Columns whose text is a day or a moment: a spreadsheet shall sort and reckon with it.
DAYS = {
    *("opened_on", "visited_on", "held_on", "open_on", "enrolled_on", "entered_on", "from", "to"),
    *("day", "raised_on", "passed_on", "settled_on", "added_on", "shown_until", "taken_back_on"),
    *("switched_off_on", "last_signed_in_on", "stopped_on", "put_away_on", "paired_on"),
    *("unpaired_on", "struck_on", "put_back_on", "imported_on", "undone_on"),
}
MOMENTS = {
    *("counted_from", "counted_to", "starts_at", "ends_at", "at", "from_at", "to_at"),
    *("last_seen_at", "kept_at"),
}
ROWS_A_SHEET = 1_000_000  # a sheet ends at 1,048,576
OPTIONS = {"constant_memory": True, "in_memory": False}


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the names of its columns, and its rows, read once."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_workbook(about: Iterable[tuple[str, str | date]], sheets: Iterable[Sheet]) -> IO[bytes]:
    """A workbook in a temporary file without a name; nothing but a row at a time is in memory."""
    # No `with`: the file outlives this function, until it has been sent.
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
    workbook = Workbook(file, OPTIONS)
    workbook.use_zip64()
    formats = {
        "head": workbook.add_format({"bold": True, "bottom": 1}),
        "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "wrapped": workbook.add_format({"text_wrap": True, "valign": "top"}),
    }
    _write_about(workbook.add_worksheet(_("About")), about, formats)
    for sheet in sheets:
        _write_sheet(workbook, sheet, formats)
    workbook.close()
    file.seek(0)
    return file


def _write_about(
    page: Worksheet, about: Iterable[tuple[str, str | date]], formats: Mapping[str, Format]
) -> None:
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
    for place, (name, value) in enumerate(about):
        page.write_string(place, 0, name, formats["head"])
        if isinstance(value, datetime):
            page.write_datetime(place, 1, value, formats["moment"])
        elif isinstance(value, date):
            page.write_datetime(place, 1, datetime.combine(value, time()), formats["day"])
        else:
            page.write_string(place, 1, value, formats["wrapped"])


def _write_sheet(workbook: Workbook, sheet: Sheet, formats: Mapping[str, Format]) -> None:
    rows = iter(sheet.rows)
    number = 1
    while True:
        name = sheet.name if number == 1 else f"{sheet.name} {number}"
        written = _write_page(workbook.add_worksheet(name), sheet.columns, rows, formats)
        if written < ROWS_A_SHEET:
            return
        number += 1


def _write_page(
    page: Worksheet,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    formats: Mapping[str, Format],
) -> int:
    """Write the head and as many rows as one sheet takes; how many these were."""
    page.freeze_panes(1, 0)
    page.set_column(0, len(columns) - 1, 16)
    for across, name in enumerate(columns):
        page.write_string(0, across, name, formats["head"])
    down = 0
    for down, row in enumerate(islice(rows, ROWS_A_SHEET), start=1):
        for across, (name, cell) in enumerate(zip(columns, row, strict=True)):
            if isinstance(cell, str):
                _write_text(page, down, across, name, cell, formats)
            elif cell is not None:
                page.write_number(down, across, cell)
    return down


def _write_text(
    page: Worksheet, down: int, across: int, name: str, text: str, formats: Mapping[str, Format]
) -> None:
    """A day or a moment as what it is; every other text as text, never as a formula or a link."""
    if not text:
        return
    if name in DAYS:
        page.write_datetime(down, across, datetime.fromisoformat(text), formats["day"])
    elif name in MOMENTS:
        page.write_datetime(down, across, datetime.fromisoformat(text), formats["moment"])
    else:
        page.write_string(down, across, text)
