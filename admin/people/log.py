"""The log: who changed, exported or signed in to what, newest first."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import visible_sites
from admin.audit import days_of_the_log, kinds_of_entries, log_page
from admin.catalogue.staff import everybody
from admin.forms.staff import LogForm, choices
from admin.paging import page_asked
from admin.people.room import blueprint
from kiosk import clock


@blueprint.get("/log")
def log() -> ResponseReturnValue:
    """One page of the log, of everything or of one person, site or kind."""
    form = LogForm(request.args)
    people = ((str(one.id), one.name) for one in everybody())
    sites = ((str(site.id), site.short_name) for site in visible_sites())
    form.person.choices = choices([("", _("Everybody")), *people])
    form.site.choices = choices([("", _("All sites")), *sites])
    form.action.choices = choices([("", _("Everything")), *((k, k) for k in kinds_of_entries())])
    number = page_asked()
    chosen = {"person": form.person.data, "site": form.site.data, "action": form.action.data}
    page = log_page(
        number, _number(form.person.data), _number(form.site.data), form.action.data or ""
    )
    kept = {name: value for name, value in chosen.items() if value}
    return render_template(
        "admin/people/log.html",
        form=form,
        log=page,
        kept=kept,
        everything=days_of_the_log(clock.today()),
    )


def _number(text: str | None) -> int | None:
    """The number that a choice stands for; None for “all”, or for what is no choice of ours."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
