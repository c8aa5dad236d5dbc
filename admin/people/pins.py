"""The PIN of the staff corner of a site's screens."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in, site_or_404
from admin.audit import record_audit
from admin.catalogue.pins import change_staff_pin
from admin.people.room import blueprint
from kiosk import clock
from kiosk.database import writing


@blueprint.post("/screens/pin/<slug>")
def change_pin(slug: str) -> ResponseReturnValue:
    """Make a PIN; an earlier one ends as soon as a screen has heard of it."""
    site, now = site_or_404(slug), clock.now()
    with writing():
        change_staff_pin(site, now)
        record_audit(now, "made a PIN for the staff corner", person=signed_in(), site=site)
    flash(
        _(
            "%(site)s has a new PIN. Its screens know it once they are next online; "
            "print the desk card again.",
            site=site.short_name,
        )
    )
    return redirect(url_for("people.screens"), 303)
