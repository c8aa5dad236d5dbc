"""The card that lies at the desk: what to do when the screen fails or somebody is upset."""

from flask import render_template
from flask.typing import ResponseReturnValue

from admin.access import site_or_404
from admin.upkeep.room import blueprint
from kiosk.help import CHECKED_ON, HELP_LINES
from kiosk.pins import staff_pin

HOURS = range(9, 17)
DAYS_TO_COUNT = 5


@blueprint.get("/sites/<slug>/desk-card")
def desk_card(slug: str) -> ResponseReturnValue:
    """One A4 sheet: the screen is off, it rests, somebody is upset, count by hand."""
    site = site_or_404(slug)
    return render_template(
        "admin/upkeep/posters/desk_card.html",
        site=site,
        pin=staff_pin(site.id),
        help_lines=HELP_LINES,
        checked_on=CHECKED_ON,
        hours=HOURS,
        days=range(DAYS_TO_COUNT),
    )
