"""The report room."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("report", __name__, url_prefix="/admin")


@blueprint.get("/report")
def page() -> ResponseReturnValue:
    """The first page of this room."""
    return render_template("admin/report/page.html")
