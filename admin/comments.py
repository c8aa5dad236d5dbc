"""The comments room."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("comments", __name__, url_prefix="/admin")


@blueprint.get("/comments")
def page() -> ResponseReturnValue:
    """The first page of this room."""
    return render_template("admin/comments/page.html")
