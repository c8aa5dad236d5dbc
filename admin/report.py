"""The report room: the annual report's sentences for a period, to read, print and take away."""

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from admin.access import signed_in
from admin.audit import record_audit
from admin.choices import Choice, choice_of_address
from admin.sentences import Report, as_text, write_report
from admin.summaries import summarise
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Site

blueprint = Blueprint("report", __name__, url_prefix="/admin")


@blueprint.get("/report")
def page() -> ResponseReturnValue:
    """The report's sentences for the period and sites in the address."""
    choice = choice_of_address()
    return render_template(
        "admin/report/page.html",
        choice=choice,
        report=_report(choice),
        errors=[("from", choice.problem)] if choice.problem else [],
    )


@blueprint.get("/report.txt")
def text() -> ResponseReturnValue:
    """The same sentences as a file of plain text."""
    choice = choice_of_address()
    if choice.problem:
        abort(400)
    with writing():
        record_audit(
            clock.now(),
            "exported report",
            f"{choice.period.first} to {choice.period.last}",
            person=signed_in(),
            site=choice.sites[0] if len(choice.sites) == 1 else None,
            sites=",".join(site.slug for site in choice.sites),
        )
    response = Response(as_text(_report(choice)), content_type="text/plain; charset=utf-8")
    name = f"report-{choice.period.first}-to-{choice.period.last}.txt"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _report(choice: Choice) -> Report:
    every_site = db.session.scalars(select(Site).order_by(Site.opened_on, Site.id)).all()
    return write_report(
        summarise(choice.period, choice.sites, choice.today), every_site, choice.today
    )
