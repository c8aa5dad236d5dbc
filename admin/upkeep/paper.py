"""Typing in paper forms."""

from contextlib import suppress
from datetime import date
from uuid import UUID, uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.access import signed_in, site_or_404
from admin.audit import record_audit
from admin.forms.paper import PaperForm, PaperFormOfRun, PaperFormWithoutRun, days_met
from admin.summaries.paper import typed_in
from admin.summaries.runs_met import A_YEAR, runs_met
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.codes import read_code
from kiosk.database import writing
from kiosk.models import CourseRun, Site
from kiosk.pages import day_and_year, number
from kiosk.questions import ANSWERS, QUESTION_NAMES, WORDING
from kiosk.records.evaluations import GivenEvaluation, record_evaluation
from kiosk.timetable import run_by_code

UNKNOWN = "unknown"  # no code reads so: codes have six characters


@blueprint.route("/sites/<slug>/paper-forms", methods=["GET", "POST"])
def type_paper(slug: str) -> ResponseReturnValue:
    """Choose whose forms these are; then type one after another."""
    site = site_or_404(slug)
    wanted = request.args.get("run", "").strip()
    run = None if wanted == UNKNOWN else _run_at(site, wanted)
    today = clock.today()
    days = days_met(run, today) if run else []
    if wanted != UNKNOWN and not days:
        return _choose(site, wanted, run)
    form: PaperForm = PaperFormOfRun(run, days) if run else PaperFormWithoutRun(site, today)
    if form.validate_on_submit():
        _record(form, site, run)
        held = f"{form.day():%Y-%m-%d}"
        return redirect(url_for("upkeep.type_paper", slug=slug, run=wanted, held=held), 303)
    if not form.is_submitted():
        _begin(form, request.args.get("held", ""))
    return _page(form, site, run)


def _page(form: PaperForm, site: Site, run: CourseRun | None) -> str:
    return render_template(
        "admin/upkeep/paper/type_paper.html",
        site=site,
        run=run,
        wanted=run.code if run else UNKNOWN,
        form=form,
        answers=ANSWERS,
        questions=[form[name] for name in QUESTION_NAMES],
    )


def _choose(site: Site, wanted: str, run: CourseRun | None) -> str:
    """The page on which the run is chosen; it says why a code that was typed did not do."""
    today = clock.today()
    errors = []
    if run is not None:
        errors = [("run", _("This course has not met here in the last year. Choose another."))]
    elif wanted:
        errors = [("run", _("No course here has that code. Check it, or choose from the list."))]
    return render_template(
        "admin/upkeep/paper/choose_run.html",
        site=site,
        runs=runs_met(site.id, today - A_YEAR, today),
        unknown=UNKNOWN,
        typed=wanted,
        errors=errors,
    )


def _run_at(site: Site, typed: str) -> CourseRun | None:
    code = read_code(typed)
    run = run_by_code(code) if code else None
    return run if run is not None and run.site_id == site.id else None


def _begin(form: PaperForm, held: str) -> None:
    """A fresh form, on the day of the one before."""
    form.id.data = str(uuid4())
    with suppress(ValueError):  # an address that somebody changed: no day is kept
        form.keep_day(date.fromisoformat(held))


def _record(form: PaperForm, site: Site, run: CourseRun | None) -> None:
    today, held_on, run_id = clock.today(), form.day(), run.id if run else None
    given = GivenEvaluation(
        id=_id(form.id.data),
        site_id=site.id,
        run_id=run_id,
        held_on=held_on,
        wording=WORDING,
        answers=form.answers(),
        good=form.good.data or "",
        better=form.better.data or "",
        do_not_share=form.do_not_share.data,
        method="paper",
    )
    title = run.course.title if run else "course not known"
    subject = f"{title}, {day_and_year(held_on)}"
    with writing():
        before = typed_in(site.id, run_id, held_on)
        record_evaluation(given, today)
        typed = typed_in(site.id, run_id, held_on)
        if typed > before:
            record_audit(
                clock.now(), "typed in a paper form", subject, person=signed_in(), site=site
            )
    flash(
        ngettext(
            "Saved. %(typed)s form typed in so far.",
            "Saved. %(typed)s forms typed in so far.",
            typed,
            typed=number(typed),
        )
    )


def _id(typed: str | None) -> UUID:
    """The id that the page gave the form; a fresh one where somebody spoilt it."""
    try:
        return UUID(typed or "")
    except ValueError:
        return uuid4()
