"""The report on the screen, with what a careful colleague would ask beside it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from admin.choices import choice_of_address
from admin.documents.web import drawings
from admin.forms.reports import KeepForm
from admin.report.room import blueprint, made
from admin.rows.addresses import Opens
from admin.summaries.before_sharing import doubts


@blueprint.get("/report")
def page() -> ResponseReturnValue:
    """The report of the period and sites in the address."""
    choice = choice_of_address()
    found = made(choice)
    return render_template(
        "admin/report/page.html",
        choice=choice,
        report=found.report,
        opens=Opens(choice),
        drawings=drawings(found.report),
        exception=found.exception,
        doubts=doubts(found.summary, found.elsewhere, found.answers, choice.today),
        keep=KeepForm(),
        errors=[("from", choice.problem)] if choice.problem else [],
    )
