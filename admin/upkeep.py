"""Sites and courses: everything that is kept up."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("upkeep", __name__, url_prefix="/admin")


@blueprint.get("/upkeep")
def page() -> ResponseReturnValue:
    """The first page of this room."""
    return render_template("admin/upkeep/page.html")
