"""The overview: figures of any period and sites."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("overview", __name__, url_prefix="/admin")


@blueprint.get("/")
def page() -> ResponseReturnValue:
    """The first page of this room."""
    return render_template("admin/overview/page.html")
