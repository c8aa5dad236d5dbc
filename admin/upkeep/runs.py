"""Course runs: added, copied, started now, shown, changed, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin import agenda
from admin.access import signed_in, site_or_404, visible_sites
from admin.catalogue import courses as catalogue
from admin.catalogue import meetings
from admin.forms.courses import ONCE, UNKNOWN, UNTIL, WITHOUT_END, ChangeRunForm, RunForm, StartForm
from admin.opening import Closures
from admin.series import WEEK, Series
from admin.summaries.upkeep import RunEnrolments, enrolments_of, forms_of
from admin.upkeep.room import blueprint, links_that_exist, run_or_404
from kiosk import clock
from kiosk.database import writing
from kiosk.models import CourseRun, Meeting
from kiosk.pages import day_and_year
from kiosk.timetable import closes_on, held_meetings

MOST_SKIPPED_NAMED = 4


@dataclass(frozen=True)
class MeetingLine:
    """One date of a run, and why the site is closed on it, if it is."""

    meeting: Meeting
    closed: str | None


@dataclass(frozen=True)
class RunPage:
    """One run as its page shows it."""

    run: CourseRun
    address: str
    links: Sequence[tuple[str, str]]
    coming: Sequence[MeetingLine]
    past: Sequence[MeetingLine]
    stops_on: date | None
    stops_soon: bool
    stopped: bool
    forms: int
    enrolments: RunEnrolments
    may_be_removed: bool


@blueprint.get("/runs/<code>")
def run(code: str) -> ResponseReturnValue:
    """One course run: its code, its dates, what is printed of it, its enrolments."""
    run = run_or_404(code)
    return render_template("admin/upkeep/runs/run.html", page=_run_page(run, clock.today()))


def _run_page(run: CourseRun, today: date) -> RunPage:
    closures = Closures.of(run.site)
    lines = [MeetingLine(m, closures.reason(m.meets_on)) for m in run.meetings]
    stops_on = None if run.open_ended or not held_meetings(run) else closes_on(run)
    return RunPage(
        run=run,
        address=f"{current_app.config['SETTINGS'].public_url}/f/{run.code}",
        links=links_that_exist(_printed(), code=run.code),
        coming=[line for line in lines if line.meeting.meets_on >= today],
        past=[line for line in reversed(lines) if line.meeting.meets_on < today],
        stops_on=stops_on,
        stops_soon=stops_on is not None
        and today <= stops_on <= today + timedelta(days=agenda.WARN_DAYS),
        stopped=stops_on is not None and stops_on < today,
        forms=forms_of(run.id),
        enrolments=enrolments_of(run.id),
        may_be_removed=not catalogue.has_records(run),
    )


def _printed() -> list[tuple[str, str]]:
    return [
        (_("Poster"), "upkeep.run_poster"),
        (_("Slide for the end"), "upkeep.run_slide"),
        (_("Paper form"), "upkeep.run_paper"),
        (_("QR code as SVG"), "upkeep.run_qr_svg"),
        (_("QR code as PNG"), "upkeep.run_qr_png"),
    ]


@blueprint.route("/runs/add", methods=["GET", "POST"])
def add_run() -> ResponseReturnValue:
    """Add a course run."""
    slug = request.args.get("site", "")
    chosen = {"site": site_or_404(slug).slug} if slug else {}
    form = RunForm(visible_sites(), clock.now(), data=chosen)
    return _added(form, None)


@blueprint.route("/runs/<code>/copy", methods=["GET", "POST"])
def copy_run(code: str) -> ResponseReturnValue:
    """Copy last term: the same run on new dates, with a code of its own."""
    run = run_or_404(code)
    form = RunForm(visible_sites(), clock.now(), data=_next_term(run, clock.today()))
    return _added(form, run)


def _added(form: RunForm, copied: CourseRun | None) -> ResponseReturnValue:
    if not form.validate_on_submit():
        titles = agenda.titles_known([site.id for site in visible_sites()])
        return render_template(
            "admin/upkeep/runs/add.html", form=form, copied=copied, titles=titles
        )
    now, series = clock.now(), form.series()
    plan = form.plan(series)
    with writing():
        there = catalogue.run_like(plan)
        run = there or catalogue.register_run(now, plan, signed_in())
        meetings.extend_open_ended(clock.local_day(now))
    if there:
        _say_there(run)
    else:
        flash(_("Added. Its code is %(code)s.", code=run.code))
        _say_skipped(run, series)
        _say_course(run, form)
    return redirect(url_for("upkeep.run", code=run.code), 303)


def _say_there(run: CourseRun) -> None:
    flash(_("This run is there already, so nothing was added. Its code is %(code)s.",
            code=run.code), "warning")  # fmt: skip
    flash(_("Is yours another one? Give it another room or another time."), "warning")


def _say_skipped(run: CourseRun, series: Series) -> None:
    """Say which days were left out; of a single date, that the site is closed."""
    if series.skipped:
        named = [
            _("%(day)s: %(reason)s", day=day_and_year(skipped.day), reason=skipped.reason)
            for skipped in series.skipped[:MOST_SKIPPED_NAMED]
        ]
        if more := len(series.skipped) - len(named):
            named.append(_("%(more)d more days", more=more))
        flash(_("The site is closed on these days, so it skips them. %(days)s.",
                days="; ".join(named)), "warning")  # fmt: skip
    closures = Closures.of(run.site)
    if len(series.days) == 1 and (reason := closures.reason(series.days[0])):
        flash(_("The site is closed on that day: %(reason)s.", reason=reason), "warning")


def _say_course(run: CourseRun, form: RunForm) -> None:
    """Say what the course is that was known already, where it differs from what was typed."""
    if run.course.title_key != catalogue.title_key(form.title.text):
        typed, title = form.title.text, run.course.title
        flash(_("“%(typed)s” is called “%(title)s” here.", typed=typed, title=title), "warning")
    if run.course.kind == form.kind.data:
        return
    flash(
        _("“%(title)s” is already known as a group, so this is a group.", title=run.course.title)
        if run.course.kind == "group"
        else _("“%(title)s” is already known as a course, so this is a course.",
               title=run.course.title),
        "warning",
    )  # fmt: skip


def _next_term(run: CourseRun, today: date) -> dict[str, object]:
    """What the copy begins with: everything as it was, the dates moved on by whole weeks."""
    about: dict[str, object] = {
        "site": run.site.slug,
        "title": run.course.title,
        "kind": run.course.kind,
        "room": run.room,
        "tutor": run.tutor,
        "repeats": UNKNOWN,
    }
    held = held_meetings(run) or run.meetings
    if not held:
        return about
    first, last = held[0], held[-1]
    begins = _same_weekday_after(
        first.meets_on, today if run.open_ended else max(today, last.meets_on)
    )
    about["repeats"] = WITHOUT_END if run.open_ended else UNTIL if len(held) > 1 else ONCE
    about["first_on"] = begins
    if about["repeats"] == UNTIL:
        about["last_on"] = begins + (last.meets_on - first.meets_on)
    about["starts"] = last.starts_at.astimezone(clock.LONDON).time()
    about["ends"] = last.ends_at.astimezone(clock.LONDON).time() if last.ends_at else None
    return about


def _same_weekday_after(day: date, after: date) -> date:
    weeks = max(0, (after - day).days // 7 + 1)
    return day + weeks * WEEK


@blueprint.route("/runs/start", methods=["GET", "POST"])
def start_run() -> ResponseReturnValue:
    """Start a run now: a title, a time to end, and its poster is ready."""
    slug, sites, now = request.args.get("site", ""), visible_sites(), clock.now()
    form = StartForm(sites, now, data={"site": site_or_404(slug).slug} if slug else {})
    if form.validate_on_submit():
        plan, ends_at = form.plan(), form.ends_at()
        with writing():
            there = catalogue.run_on_now(plan, now)
            run = there or catalogue.start_run(now, plan, ends_at, signed_in())
        flash(_("It is on now. Its poster is ready below."))
        return redirect(url_for("upkeep.run", code=run.code), 303)
    titles = agenda.titles_known([site.id for site in sites])
    return render_template("admin/upkeep/runs/start.html", form=form, titles=titles)


@blueprint.route("/runs/<code>/change", methods=["GET", "POST"])
def change_run(code: str) -> ResponseReturnValue:
    """Another room, tutor or time."""
    run, now = run_or_404(code), clock.now()
    form = ChangeRunForm(data=_as_it_is(run, clock.local_day(now)))
    if form.validate_on_submit() and _changed(run, form):
        flash(_("Saved."))
        return redirect(url_for("upkeep.run", code=run.code), 303)
    return render_template("admin/upkeep/runs/change.html", run=run, form=form)


def _as_it_is(run: CourseRun, today: date) -> dict[str, object]:
    about: dict[str, object] = {"room": run.room, "tutor": run.tutor, "first_on": today}
    if run.meetings:
        shown = next((m for m in run.meetings if m.meets_on >= today), run.meetings[-1])
        about["starts"] = shown.starts_at.astimezone(clock.LONDON).time()
        about["ends"] = shown.ends_at.astimezone(clock.LONDON).time() if shown.ends_at else None
    return about


def _changed(run: CourseRun, form: ChangeRunForm) -> bool:
    """Save; where a day has two meetings that one time would make one, say so and save nothing."""
    now, first, starts = clock.now(), form.first_on.given, form.starts.data
    before = _as_it_is(run, clock.local_day(now))
    moves = any(before.get(name) != form[name].data for name in ("starts", "ends", "first_on"))
    if starts is not None and moves and meetings.meets_twice_a_day(run, first):
        form.starts.errors = [_("It meets twice on one of these days. Cancel or add single dates.")]
        return False
    with writing():
        catalogue.change_run(now, run, form.room.text, form.tutor.text, signed_in())
        if starts is not None and moves:
            meetings.change_times(now, run, first, starts, form.ends.data, signed_in())
        meetings.extend_open_ended(clock.local_day(now))
    return True


@blueprint.route("/runs/<code>/remove", methods=["GET", "POST"])
def remove_run(code: str) -> ResponseReturnValue:
    """Remove a run that received nothing; one that did can be cancelled instead."""
    run = run_or_404(code)
    if request.method == "GET":
        removable = not catalogue.has_records(run)
        return render_template("admin/upkeep/runs/remove.html", run=run, removable=removable)
    with writing():
        removed = catalogue.remove_run(clock.now(), run, signed_in())
    if not removed:
        return redirect(url_for("upkeep.remove_run", code=run.code), 303)
    flash(_("%(title)s, code %(code)s, is removed.", title=run.course.title, code=run.code))
    return redirect(url_for("upkeep.courses"), 303)
