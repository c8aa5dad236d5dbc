"""Switching the rule of few off for one report, by a manager, with a reason; and on again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import managers_only, signed_in
from admin.catalogue.reports import record_exception, retire_exception
from admin.choices import Choice
from admin.forms.reports import ExceptionForm
from admin.report.room import blueprint, choice_or_400, made, note
from admin.summaries.every_site import listed
from admin.summaries.rule_exceptions import exception_for
from kiosk import clock
from kiosk.database import writing


@blueprint.route("/report/rule", methods=["GET", "POST"])
@managers_only
def rule() -> ResponseReturnValue:
    """Say what the rule is for, and switch it off for exactly the report in the address."""
    choice, form = choice_or_400(), ExceptionForm()
    if form.validate_on_submit():
        return _switch_off(choice, form.reason.text)
    return render_template(
        "admin/report/rule.html",
        choice=choice,
        title=made(choice).report.title,
        exception=exception_for(choice.period, choice.sites),
        form=form,
    ), 422 if form.errors else 200


def _switch_off(choice: Choice, reason: str) -> ResponseReturnValue:
    if exception_for(choice.period, choice.sites) is None:
        with writing():
            record_exception(choice.period, listed(choice.sites), reason, signed_in(), clock.now())
            note("let answers of few forms show in a report", choice, reason=reason)
    flash(_("The rule is switched off for this report. Every file of it says so."))
    return _back(choice)


@blueprint.post("/report/rule/on")
@managers_only
def rule_on() -> ResponseReturnValue:
    """Let the rule hold again."""
    choice = choice_or_400()
    exception = exception_for(choice.period, choice.sites)
    if exception is not None:
        with writing():
            retire_exception(exception, clock.now())
            note("hid answers of few forms in a report again", choice)
    flash(_("The rule holds again for this report."))
    return _back(choice)


def _back(choice: Choice) -> ResponseReturnValue:
    return redirect(url_for("report.page", **choice.exact), 303)  # type: ignore[arg-type]  # its values
