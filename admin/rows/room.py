"""The pages of rows: each figure opens to exactly those that it counts."""

from functools import partial

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.exports import csv_of, workbook_of
from admin.paging import page_asked
from admin.rows.files import RowsFile
from admin.rows.parts import part_of
from admin.rows.words import filter_in_words
from admin.summaries.listings import listing_of
from admin.wanted import KINDS, wanted

blueprint = Blueprint("rows", __name__, url_prefix="/admin/rows")
FILES = ", ".join(f'"{kind}"' for kind in KINDS)


def page(kind: str) -> ResponseReturnValue:
    """The rows behind one figure, the filter in words, and how they are counted."""
    asked = wanted(kind)
    listing = listing_of(asked)
    sort, number = request.args.get("sort", ""), page_asked()
    return render_template(
        "admin/rows/page.html",
        choice=asked.choice,
        endpoint=f"rows.{kind}",
        filters=asked.filters,
        wanted=asked,
        listing=listing,
        sentence=filter_in_words(listing, asked),
        part=part_of(asked, listing, listing.rows, sort, number) if listing.rows else None,
        errors=[("from", asked.choice.problem)] if asked.choice.problem else [],
    )


# An endpoint for each kind: their addresses need nothing else, as those of other rooms.
for name in KINDS:
    blueprint.add_url_rule(f"/{name}", endpoint=name, view_func=partial(page, name))


@blueprint.get(f"/<any({FILES}):kind>.<any(csv, xlsx):ending>")
def file(kind: str, ending: str) -> ResponseReturnValue:
    """The same rows, all of them, to be taken away."""
    asked = wanted(kind)
    if asked.choice.problem:
        abort(400)
    listing = listing_of(asked)
    if listing.rows is None:
        abort(404)
    rows = RowsFile(asked, listing, listing.rows)
    return csv_of(rows) if ending == "csv" else workbook_of(rows)
