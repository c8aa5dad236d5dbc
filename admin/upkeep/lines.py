"""The service's own lines on the public pages, which managers word."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import managers_only, signed_in
from admin.catalogue.lines import change_service_lines
from admin.forms.lines import LinesForm
from admin.upkeep.room import blueprint
from kiosk import clock, lines
from kiosk.database import writing


@blueprint.route("/lines", methods=["GET", "POST"])
@managers_only
def service_lines() -> ResponseReturnValue:
    """Whom people can complain to, who owns the service, and how to reach them."""
    form = LinesForm(data=lines.service_lines())
    if form.validate_on_submit():
        with writing():
            changed = change_service_lines(clock.now(), form.texts(), signed_in())
        flash(_("The lines are changed.") if changed else _("Nothing was changed."))
        return redirect(url_for("upkeep.service_lines"), 303)
    return render_template("admin/upkeep/lines.html", form=form, pals=lines.PALS)
