"""The report room: where the figures of the annual report are read today."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from admin.periods import named_period
from kiosk import clock

blueprint = Blueprint("report", __name__, url_prefix="/admin")


@blueprint.get("/report")
def page() -> ResponseReturnValue:
    """Leads to the figures of the last whole year, from which the report is written."""
    return render_template("admin/report/page.html", year=named_period("last-year", clock.today()))
