"""Figures from elsewhere: what other systems count, entered by staff for the report."""

from flask import render_template
from flask.typing import ResponseReturnValue

from admin.access import visible_sites
from admin.summaries.elsewhere_list import list_elsewhere
from admin.upkeep.room import blueprint


@blueprint.get("/elsewhere")
def elsewhere() -> ResponseReturnValue:
    """Every figure that the person may read, by its days."""
    listed = list_elsewhere(visible_sites())
    return render_template("admin/upkeep/elsewhere/list.html", listed=listed)
