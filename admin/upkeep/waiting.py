"""Forms that wait for a course."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.access import signed_in, site_or_404
from admin.audit import record_audit
from admin.catalogue.waiting import (
    FormsOfADay,
    leave_without_course,
    register_course,
    wait_again,
)
from admin.forms.waiting import WhichCourseForm
from admin.summaries.runs_met import A_YEAR, runs_met
from admin.summaries.waiting import waiting_on, without_course
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.database import writing
from kiosk.models import CourseRun, Site
from kiosk.pages import day_and_year, number
from kiosk.timetable import run_by_code


@blueprint.get("/sites/<slug>/waiting")
def waiting(slug: str) -> ResponseReturnValue:
    """The forms of a site without a course: a number for each date, and nothing else."""
    site = site_or_404(slug)
    groups = without_course(site.id)
    return render_template(
        "admin/upkeep/waiting/waiting.html",
        site=site,
        waiting=[group for group in groups if not group.left],
        left=[group for group in groups if group.left],
    )


@blueprint.route("/sites/<slug>/waiting/<day:held>", methods=["GET", "POST"])
def waiting_of_day(slug: str, held: date) -> ResponseReturnValue:
    """Give all of a date's forms to a course of the site."""
    site = site_or_404(slug)
    forms = waiting_on(site.id, held)
    form = _form(site, held)
    if forms == 0:  # somebody else found their course meanwhile
        return redirect(url_for("upkeep.waiting", slug=slug), 303)
    if form.validate_on_submit():
        run = run_by_code(form.code.data)
        if run is not None and _assign(site, held, run, form.seen()):
            return redirect(url_for("upkeep.waiting", slug=slug), 303)
        return redirect(url_for("upkeep.waiting_of_day", slug=slug, held=held), 303)
    form.forms.data = str(forms)
    return render_template(
        "admin/upkeep/waiting/waiting_of_day.html",
        site=site,
        held_on=held,
        forms=forms,
        form=form,
    )


@blueprint.post("/sites/<slug>/waiting/<day:held>/leave")
def leave_waiting(slug: str, held: date) -> ResponseReturnValue:
    """Let all of a date's forms stay without a course."""
    site = site_or_404(slug)
    seen = request.form.get("forms", -1, int)
    day = day_and_year(held)
    with writing():
        left = leave_without_course(FormsOfADay(site.id, held), seen)
        if left:
            _note("left forms without a course", day, site, seen)
    if not left:
        _say_changed()
        return redirect(url_for("upkeep.waiting_of_day", slug=slug, held=held), 303)
    flash(_("The forms of %(day)s stay without a course. They still count for the site.", day=day))
    return redirect(url_for("upkeep.waiting", slug=slug), 303)


@blueprint.post("/sites/<slug>/waiting/<day:held>/again")
def wait_for_course(slug: str, held: date) -> ResponseReturnValue:
    """Let forms that were left without a course wait for one again."""
    site = site_or_404(slug)
    day = day_and_year(held)
    with writing():
        forms = wait_again(FormsOfADay(site.id, held))
        if forms:
            _note("let forms wait for a course again", day, site, forms)
    flash(_("The forms of %(day)s wait for a course again.", day=day))
    return redirect(url_for("upkeep.waiting", slug=slug), 303)


def _form(site: Site, held_on: date) -> WhichCourseForm:
    met = runs_met(site.id, held_on, held_on)
    return WhichCourseForm(met, runs_met(site.id, held_on - A_YEAR, held_on))


def _assign(site: Site, held_on: date, run: CourseRun, seen: int) -> bool:
    subject = f"{run.course.title}, {day_and_year(held_on)}"
    with writing():
        done = register_course(FormsOfADay(site.id, held_on), run, seen)
        if done:
            _note("gave waiting forms to a course", subject, site, seen)
    if not done:
        _say_changed()
        return False
    flash(
        ngettext(
            "Done. %(forms)s form belongs to %(course)s now.",
            "Done. %(forms)s forms belong to %(course)s now.",
            seen,
            forms=number(seen),
            course=run.course.title,
        )
    )
    return True


def _note(action: str, subject: str, site: Site, forms: int) -> None:
    record_audit(clock.now(), action, subject, person=signed_in(), site=site, forms=forms)


def _say_changed() -> None:
    flash(
        _("Another form of that day came in meanwhile. Look at the number and choose again."),
        "warning",
    )
