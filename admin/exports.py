"""Files of the figures and of the rows behind them, as CSV that a spreadsheet opens safely."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from admin.access import signed_in
from admin.audit import record_audit
from admin.choices import Choice, choice_of_address
from admin.periods import Period
from admin.summaries import comments_rows, rows, summarise
from admin.summaries.table import summary_rows
from kiosk import clock
from kiosk.database import db, writing

blueprint = Blueprint("exports", __name__, url_prefix="/admin/export")

BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet takes UTF-8 for Windows-1252
# Text that begins so would be run as a formula, or break out of its cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
Cell = str | int | float | None


class Kind(NamedTuple):
    """What a file holds: its columns, and what reads its rows."""

    columns: Sequence[str]
    read: Callable[[Session, Period, Sequence[int]], Iterator[rows.Row]]


KINDS = {
    "visits": Kind(rows.VISITS, rows.visit_rows),
    "headcounts": Kind(rows.HEADCOUNTS, rows.headcount_rows),
    "evaluations": Kind(rows.EVALUATIONS, rows.evaluation_rows),
    "enrolments": Kind(rows.ENROLMENTS, rows.enrolment_rows),
}


@blueprint.get("/summary.csv")
def summary() -> ResponseReturnValue:
    """The figures of a period: a row for each site, and one for all of them."""
    choice = _choice()
    _note("summary", choice)
    table = summary_rows(summarise(choice.period, choice.sites, choice.today))
    return _file("summary", choice, list(table[0]), ([*row.values()] for row in table))


@blueprint.get("/<any(visits, headcounts, evaluations, enrolments):kind>.csv")
def records(kind: str) -> ResponseReturnValue:
    """The rows that the figures of a period count."""
    choice = _choice()
    _note(kind, choice)
    return _file(kind, choice, KINDS[kind].columns, _read(kind, choice, db.engine))


def _read(kind: str, choice: Choice, engine: Engine) -> Iterator[rows.Row]:
    """The rows while they are being sent: by then the request and its session have ended."""
    with Session(engine) as session:
        yield from KINDS[kind].read(session, choice.period, [site.id for site in choice.sites])


@blueprint.get("/comments.csv")
def comments() -> ResponseReturnValue:
    """What learners wrote: for the team, or, with `&view=shared`, what may leave it."""
    choice = _choice()
    shared = request.args.get("view") == comments_rows.SHARED
    kind = "comments-to-share" if shared else "comments"
    columns = comments_rows.SHARED_COMMENTS if shared else comments_rows.COMMENTS
    _note(kind.replace("-", " "), choice)
    return _file(kind, choice, columns, _read_comments(shared, choice, db.engine))


def _read_comments(shared: bool, choice: Choice, engine: Engine) -> Iterator[rows.Row]:
    read = comments_rows.shared_comment_rows if shared else comments_rows.comment_rows
    with Session(engine) as session:
        yield from read(session, choice.period, [site.id for site in choice.sites], choice.today)


def _choice() -> Choice:
    """The period and sites in the address; a file of some other period would mislead."""
    choice = choice_of_address()
    if choice.problem:
        abort(400)
    return choice


def _note(kind: str, choice: Choice) -> None:
    """Keep who took which file, in a transaction of its own."""
    sites = ",".join(site.slug for site in choice.sites)
    only = choice.sites[0] if len(choice.sites) == 1 else None
    with writing():
        record_audit(
            clock.now(),
            f"exported {kind}",
            f"{choice.period.first} to {choice.period.last}",
            person=signed_in(),
            site=only,
            sites=sites,
        )


def _file(
    kind: str, choice: Choice, columns: Sequence[str], table: Iterable[Sequence[Cell]]
) -> Response:
    name = f"{kind}-{choice.period.first}-to-{choice.period.last}.csv"
    return Response(
        _lines(columns, table),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class _Line:
    """A file that gives back the line just written."""

    def write(self, line: str) -> str:
        return line


def _lines(columns: Sequence[str], table: Iterable[Sequence[Cell]]) -> Iterator[str]:
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow(columns)
    for row in table:
        line: str = writer.writerow([inert(cell) for cell in row])
        yield line


def inert(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
