"""The room “Sites and courses”: its blueprint and its first page, which leads to everything."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("upkeep", __name__, url_prefix="/admin/upkeep")


@blueprint.get("")
def page() -> ResponseReturnValue:
    """The first page of this room."""
    return render_template("admin/upkeep/page.html")
