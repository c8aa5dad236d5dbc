"""The meetings of a run: cancelled in two taps, restored, added, the series ended."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.access import signed_in
from admin.catalogue import meetings as catalogue
from admin.forms.courses import MeetingForm, StopForm
from admin.opening import Closures
from admin.upkeep.room import blueprint, run_or_404
from kiosk import clock
from kiosk.database import writing
from kiosk.models import CourseRun, Meeting
from kiosk.pages import day as day_in_words


@blueprint.route("/runs/<code>/meetings/<int:meeting_id>/cancel", methods=["GET", "POST"])
def cancel_meeting(code: str, meeting_id: int) -> ResponseReturnValue:
    """Ask, then cancel one date."""
    run = run_or_404(code)
    meeting = _meeting_or_404(run, meeting_id)
    if request.method == "GET":
        return render_template("admin/upkeep/runs/cancel.html", run=run, meeting=meeting)
    with writing():
        catalogue.cancel_meeting(clock.now(), run, meeting, signed_in())
        catalogue.extend_open_ended(clock.today())
    flash(_("%(day)s is cancelled.", day=day_in_words(meeting.meets_on)))
    return redirect(url_for("upkeep.run", code=run.code), 303)


@blueprint.post("/runs/<code>/meetings/<int:meeting_id>/restore")
def restore_meeting(code: str, meeting_id: int) -> ResponseReturnValue:
    """Let a cancelled date take place after all."""
    run = run_or_404(code)
    meeting = _meeting_or_404(run, meeting_id)
    with writing():
        catalogue.restore_meeting(clock.now(), run, meeting, signed_in())
    flash(_("%(day)s takes place after all.", day=day_in_words(meeting.meets_on)))
    return redirect(url_for("upkeep.run", code=run.code), 303)


@blueprint.route("/runs/<code>/meetings/add", methods=["GET", "POST"])
def add_meeting(code: str) -> ResponseReturnValue:
    """Add one date to a run."""
    run, now = run_or_404(code), clock.now()
    form = MeetingForm(run, now, data=_usual_times(run))
    if form.validate_on_submit():
        day, starts, ends = form.day.given, form.starts.given, form.ends.data
        with writing():
            added = catalogue.add_meeting(now, run, day, starts, ends, signed_in())
        if added:
            flash(_("%(day)s is added.", day=day_in_words(day)))
            if reason := Closures.of(run.site).reason(day):
                flash(_("The site is closed on that day: %(reason)s.", reason=reason), "warning")
            return redirect(url_for("upkeep.run", code=run.code), 303)
        form.day.errors = [_("It already meets then, or that date was cancelled. Restore it.")]
    return render_template("admin/upkeep/runs/add_date.html", run=run, form=form)


@blueprint.route("/runs/<code>/stop", methods=["GET", "POST"])
def stop_run(code: str) -> ResponseReturnValue:
    """Give a series without end its last date."""
    run, now = run_or_404(code), clock.now()
    if not run.open_ended:
        return redirect(url_for("upkeep.run", code=run.code), 303)
    form = StopForm(data={"last_on": clock.local_day(now)})
    if form.validate_on_submit():
        with writing():
            catalogue.stop_series(now, run, form.last_on.given, signed_in())
        flash(_("It ends on %(day)s.", day=day_in_words(form.last_on.given)))
        return redirect(url_for("upkeep.run", code=run.code), 303)
    return render_template("admin/upkeep/runs/stop.html", run=run, form=form)


@blueprint.route("/runs/<code>/cancel", methods=["GET", "POST"])
def cancel_run(code: str) -> ResponseReturnValue:
    """Ask, then cancel every date that is still to come."""
    run = run_or_404(code)
    if request.method == "GET":
        return render_template("admin/upkeep/runs/cancel_all.html", run=run)
    with writing():
        cancelled = catalogue.cancel_coming(clock.now(), run, signed_in())
    flash(ngettext("%(num)d date is cancelled.", "%(num)d dates are cancelled.", cancelled))
    return redirect(url_for("upkeep.run", code=run.code), 303)


def _meeting_or_404(run: CourseRun, meeting_id: int) -> Meeting:
    for meeting in run.meetings:
        if meeting.id == meeting_id:
            return meeting
    abort(404)


def _usual_times(run: CourseRun) -> dict[str, object]:
    if not run.meetings:
        return {}
    last = run.meetings[-1]
    return {
        "starts": last.starts_at.astimezone(clock.LONDON).time(),
        "ends": last.ends_at.astimezone(clock.LONDON).time() if last.ends_at else None,
    }
