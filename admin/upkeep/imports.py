"""Imports: choose or paste a file, look at what it would add, confirm, undo for 30 days."""

import csv
import io

from flask import Response, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.access import signed_in, visible_sites
from admin.audit import days_of_the_log
from admin.forms.imports import ImportForm
from admin.imports import (
    KINDS,
    MOST_BYTES,
    FileRefusedError,
    Judgement,
    Places,
    judge,
    listing,
    undoing,
    waiting,
)
from admin.imports.near_twins import near_twins
from admin.imports.writing import ClashError, write
from admin.spans import days_in_words
from admin.summaries.courses_side_by_side import titles_at
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.database import db
from kiosk.models import Import
from kiosk.pages import number

MOST_DOUBTS_SHOWN = 20
BODY_LIMIT = MOST_BYTES + 512 * 1024  # the file with what the form wraps around it
BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet takes UTF-8 for Windows-1252


@blueprint.url_value_preprocessor
def _allow_files(endpoint: str | None, values: object) -> None:
    """Let a file through to this one page, for somebody who has signed in.

    Before any hook, since the guard reads the form to find its token.
    """
    if endpoint == "upkeep.imports" and "person_id" in session:
        request.max_content_length = request.max_form_memory_size = BODY_LIMIT


@blueprint.route("/imports", methods=["GET", "POST"])
def imports() -> ResponseReturnValue:
    """Choose a file, or paste rows; what is refused is told here, the rest goes to its preview."""
    form = ImportForm()
    judgement = _judged(form) if form.validate_on_submit() else None
    if judgement and not judgement.refusals:
        token = waiting.keep(
            judgement.kind.name, form.file_name, form.content, signed_in().id, clock.now()
        )
        return redirect(url_for("upkeep.check_import", token=token), 303)
    return render_template(
        "admin/upkeep/imports/imports.html",
        form=form,
        judgement=judgement,
        kinds=KINDS,
        listed=listing.imports_seen_by(signed_in()),
        today=clock.today(),
        everything=days_of_the_log(clock.today()),
    )


def _judged(form: ImportForm) -> Judgement | None:
    try:
        return judge(KINDS[str(form.kind.data)], form.content, _places())
    except FileRefusedError as problem:
        field = form.file if form.upload else form.pasted
        field.errors = [str(problem)]
        return None


def _places() -> Places:
    """The sites that the person at this page may add to."""
    if signed_in().is_manager:
        return Places.at(clock.now())
    return Places.at(clock.now(), frozenset(site.id for site in visible_sites()))


@blueprint.route("/imports/check/<token>", methods=["GET", "POST"])
def check_import(token: str) -> ResponseReturnValue:
    """What a file would add; and, when it is confirmed, adding it."""
    file = waiting.find(token, signed_in().id, clock.now())
    if file is None:
        flash(_("That file does not wait any more. It was added or left, or a day has passed."))
        return redirect(url_for("upkeep.imports"), 303)
    judgement = judge(KINDS[file.kind], file.content, _places())
    if request.method == "POST" and judgement.may_be_added:
        try:
            record = write(judgement, clock.now(), file.name, signed_in())
        except ClashError:
            flash(_("Something changed meanwhile. Look again, then confirm."), "warning")
            return redirect(url_for("upkeep.check_import", token=token), 303)
        waiting.forget(file)
        added = record.rows_added
        flash(
            ngettext("One row was added.", "%(rows)s rows were added.", added, rows=number(added))
        )
        return redirect(url_for("upkeep.one_import", import_id=record.id), 303)
    return render_template(
        "admin/upkeep/imports/check.html",
        file=file,
        judgement=judgement,
        lines=listing.lines_by_site(judgement),
        rows=listing.first_rows(judgement),
        near=near_twins(judgement.batch.titles, titles_at(site.id for site in visible_sites())),
        doubts=sorted(judgement.kind.doubts(judgement.batch)),
        most_doubts=MOST_DOUBTS_SHOWN,
        span=days_in_words,
    )


@blueprint.post("/imports/check/<token>/leave")
def leave_import(token: str) -> ResponseReturnValue:
    """Forget a file without adding it."""
    file = waiting.find(token, signed_in().id, clock.now())
    if file is not None:
        waiting.forget(file)
        flash(_("Nothing was added."))
    return redirect(url_for("upkeep.imports"), 303)


@blueprint.get("/imports/<int:import_id>")
def one_import(import_id: int) -> ResponseReturnValue:
    """One import: what it added, and its undo."""
    record = _import_or_404(import_id)
    return render_template(
        "admin/upkeep/imports/one_import.html",
        record=record,
        kind=KINDS[record.kind],
        may_be_undone=undoing.may_be_undone(record, clock.now()),
        until=clock.local_day(record.imported_at + undoing.UNDO_WITHIN),
        imported_on=clock.local_day(record.imported_at),
        undone_on=clock.local_day(record.undone_at) if record.undone_at else None,
    )


@blueprint.post("/imports/<int:import_id>/undo")
def undo_import(import_id: int) -> ResponseReturnValue:
    """Take an import back."""
    record = _import_or_404(import_id)
    page = redirect(url_for("upkeep.one_import", import_id=import_id), 303)
    if not undoing.may_be_undone(record, clock.now()):
        return page
    stayed = undoing.undo(record, clock.now(), signed_in())
    if stayed is not None:
        flash(_("Undone. What this import added is gone again."))
        for sentence in stayed.sentences:
            flash(sentence, "warning")
    return page


def _import_or_404(import_id: int) -> Import:
    """An import of the person's own sites; a coordinator's also needs to be their own."""
    record, person = db.session.get(Import, import_id), signed_in()
    if record is None:
        abort(404)
    if not person.is_manager:
        seen = {site.id for site in visible_sites()}
        places = listing.sites_of([import_id])[import_id]
        if record.imported_by_id != person.id or not places <= seen:
            abort(404)
    return record


@blueprint.get("/imports/columns")
def import_columns() -> ResponseReturnValue:
    """What each kind of file holds, column by column."""
    return render_template("admin/upkeep/imports/columns.html", kinds=KINDS)


@blueprint.get("/imports/example/<kind>.csv")
def import_example(kind: str) -> ResponseReturnValue:
    """A file to fill in: the headings of a kind, and one row as an example."""
    if kind not in KINDS:
        abort(404)
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(column.name for column in KINDS[kind].columns)
    writer.writerow(column.example for column in KINDS[kind].columns)
    return Response(
        BYTE_ORDER_MARK + sheet.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{kind}.csv"'},
    )
