"""Files of the figures and of the rows behind them, which a spreadsheet opens safely."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import IO, Any, Protocol

from flask import Blueprint, Response, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from sqlalchemy import Engine

from admin.access import managers_only, signed_in
from admin.audit import record_audit
from admin.choices import Choice, choice_of_address
from admin.file_words import GROUPS, NAMES
from admin.summaries.table import Cell
from admin.tables import SHARED_KINDS, SUMMED_KINDS, Table
from admin.workbooks import Sheet, write_workbook
from kiosk import clock
from kiosk.database import db, writing

blueprint = Blueprint("exports", __name__, url_prefix="/admin/export")

BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet takes UTF-8 for Windows-1252
# Text that begins so would be run as a formula, or break out of its cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHARED = "shared"
FOR_MANAGERS = ("people", "screens", "log")  # as their pages are
KINDS = ", ".join(kind for kind in NAMES if kind not in FOR_MANAGERS)
PART = 65_536


class File(Protocol):
    """What can be taken away: its name, its period and sites, its words and its sheets."""

    @property
    def name(self) -> str:
        """What the file and the log call it."""

    @property
    def choice(self) -> Choice:
        """Of which days and sites it is."""

    @property
    def part(self) -> Mapping[str, str]:
        """Which of the records are in it, for the log."""

    def sheets(self, engine: Engine) -> Sequence[Sheet]:
        """Its rows, the CSV’s first."""

    def about(self, now: datetime) -> Iterable[tuple[str, str | date]]:
        """What the first sheet of a workbook says of it."""


@blueprint.app_template_global("export_groups")
def export_groups() -> list[tuple[LazyString, Mapping[str, LazyString]]]:
    """The kinds of file that this person may take: what each is called, under what they are of."""
    closed = () if signed_in().is_manager else FOR_MANAGERS
    return [
        (heading, {kind: name for kind, name in kinds.items() if kind not in closed})
        for heading, kinds in GROUPS
    ]


@blueprint.app_template_global("export_address")
def export_address(kind: str, ending: str, **asked: Any) -> str:  # Any: what `url_for` takes
    """Where a file of a kind is taken: a page has forty, alike but for their kind and ending."""
    made: dict[str, str] = g.setdefault("export_addresses", {})
    if (key := str(asked)) not in made:
        made[key] = url_for("exports.records", kind="summary", **asked)
    return made[key].replace("/summary.csv", f"/{kind}.{ending}", 1)


@blueprint.get(f"/<any({KINDS}):kind>.csv")
def records(kind: str) -> ResponseReturnValue:
    """The figures of a period, or the rows that they count; with `&view=shared` what may leave."""
    return csv_of(_table(kind))


@blueprint.get(f"/<any({KINDS}):kind>.xlsx")
def workbook(kind: str) -> ResponseReturnValue:
    """The same as a workbook, whose first sheet says what it holds."""
    return workbook_of(_table(kind))


@blueprint.get(f"/<any({', '.join(FOR_MANAGERS)}):name>.<any(csv, xlsx):ending>")
@managers_only
def for_managers(name: str, ending: str) -> ResponseReturnValue:
    """Who may sign in, the screens and the log, for those who may read their pages."""
    return (csv_of if ending == "csv" else workbook_of)(_table(name))


def workbook_of(file: File) -> Response:
    """A file as a workbook; that it was taken is noted."""
    _note(file)
    book = write_workbook(file.about(clock.now()), file.sheets(db.engine))
    disposition = f'attachment; filename="{_name(file, "xlsx")}"'
    return Response(_parts(book), content_type=XLSX, headers={"Content-Disposition": disposition})


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    """The file, a part at a time; it is gone when it has been sent."""
    with file:
        while part := file.read(PART):
            yield part


def _table(kind: str) -> Table:
    """The file in the address; one of some other period or view would mislead."""
    choice, view = choice_of_address(), request.args.get("view", "")
    if choice.problem or view not in ("", SHARED):
        abort(400)
    if view == SHARED and kind not in SHARED_KINDS:
        abort(_no_rows_to_share(kind))
    return Table(kind, choice, shared=view == SHARED)


def _no_rows_to_share(kind: str) -> Response:
    sentence = _("Rows stay inside the team.")
    if kind in SUMMED_KINDS:
        sentence += " " + _("The summary to share has the counts.")
    page = render_template(
        "errors/error.html", heading=_("There is no file of these to share"), sentence=sentence
    )
    return Response(page, 404)


def _note(file: File) -> None:
    """Keep who took which file, in a transaction of its own."""
    choice = file.choice
    with writing():
        record_audit(
            clock.now(),
            f"exported {file.name.replace('-', ' ')}",
            f"{choice.period.first} to {choice.period.last}",
            person=signed_in(),
            site=choice.sites[0] if len(choice.sites) == 1 else None,
            sites=",".join(site.slug for site in choice.sites),
            **file.part,
        )


def _name(file: File, ending: str) -> str:
    return f"{file.name}-{file.choice.period.first}-to-{file.choice.period.last}.{ending}"


def csv_of(file: File) -> Response:
    """A file as CSV; that it was taken is noted."""
    _note(file)
    return Response(
        _lines(file.sheets(db.engine)[0]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_name(file, "csv")}"'},
    )


class _Line:
    """A file that gives back the line just written."""

    def write(self, line: str) -> str:
        return line


def _lines(sheet: Sheet) -> Iterator[str]:
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow(sheet.columns)
    for row in sheet.rows:
        line: str = writer.writerow([inert(cell) for cell in row])
        yield line


def inert(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
