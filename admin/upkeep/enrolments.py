"""Enrolments of a run: typed in by the day, shown by the day, taken back by the day."""

from datetime import date
from uuid import uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from admin.access import signed_in
from admin.catalogue.enrolments import record_enrolments, retire_enrolments
from admin.forms.enrolments import EnrolmentForm
from admin.summaries.upkeep import enrolments_of
from admin.upkeep.room import blueprint, run_or_404
from kiosk import clock
from kiosk.database import writing


@blueprint.route("/runs/<code>/enrolments", methods=["GET", "POST"])
def enrolments(code: str) -> ResponseReturnValue:
    """How many enrolled, how many of them new, on which day."""
    run, now = run_or_404(code), clock.now()
    form = EnrolmentForm(run.site, now, data={"id": str(uuid4()), "day": clock.local_day(now)})
    if form.validate_on_submit():
        day, total, new = form.day.given, form.total.given, form.new.given
        with writing():
            added = record_enrolments(now, run, form.entry_id(), day, total, new, signed_in())
        flash(_added(total) if added else _there_already(total))
        return redirect(url_for("upkeep.enrolments", code=run.code), 303)
    return render_template(
        "admin/upkeep/runs/enrolments.html",
        run=run,
        form=form,
        enrolments=enrolments_of(run.id),
    )


@blueprint.route("/runs/<code>/enrolments/<day:day>/take-back", methods=["GET", "POST"])
def take_back_enrolments(code: str, day: date) -> ResponseReturnValue:
    """Ask, then take back what was typed in for a day."""
    run = run_or_404(code)
    typed = enrolments_of(run.id).typed_on(day)
    if request.method == "GET":
        if not typed:
            abort(404)
        return render_template("admin/upkeep/runs/take_back.html", run=run, day=day, typed=typed)
    with writing():
        taken = retire_enrolments(clock.now(), run, day, signed_in())
    flash(ngettext("%(num)d enrolment taken back.", "%(num)d enrolments taken back.", taken))
    return redirect(url_for("upkeep.enrolments", code=run.code), 303)


def _added(total: int) -> str:
    return str(ngettext("%(num)d enrolment added.", "%(num)d enrolments added.", total))


def _there_already(total: int) -> str:
    """For the second press on the button."""
    return str(
        ngettext(
            "That %(num)d enrolment is there already. It is counted once.",
            "Those %(num)d enrolments are there already. They are counted once.",
            total,
        )
    )
