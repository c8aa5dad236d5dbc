"""The comments room: how many comments are kept, until they can be read here."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from admin.access import visible_sites
from admin.summaries.comments import comments_by_site
from kiosk import clock

blueprint = Blueprint("comments", __name__, url_prefix="/admin")


@blueprint.get("/comments")
def page() -> ResponseReturnValue:
    """How many comments are kept for each site."""
    counts = comments_by_site(visible_sites(), clock.today())
    return render_template("admin/comments/page.html", counts=counts)
