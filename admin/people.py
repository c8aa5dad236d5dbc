"""People and screens: managers only."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("people", __name__, url_prefix="/admin")


@blueprint.get("/people")
def page() -> ResponseReturnValue:
    """The first page of this room."""
    return render_template("admin/people/page.html")
