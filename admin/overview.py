"""The overview: figures of any period and sites."""

from babel.dates import get_day_names
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.access import signed_in
from admin.choices import Choice, choice_of_address
from admin.comparing import in_full, in_short
from admin.opening import closures_of
from admin.periods import Period
from admin.rows.addresses import Opens
from admin.sentences import not_fully_counted
from admin.summaries import summarise
from admin.summaries.adding_up import what_does_not_add_up
from admin.summaries.bars import lines, lines_by_site
from admin.summaries.by_course import (
    MOST_ON_OVERVIEW,
    SHOWN_OF_MANY,
    forms_without_a_course,
    said_by_course,
)
from admin.summaries.charts.columns import columns
from admin.summaries.charts.over_time import over_time
from admin.summaries.charts.purposes import purpose_bars, purposes_gist
from admin.summaries.charts.rows import rows
from admin.summaries.charts.said import gists_at, said_by_all, said_by_site
from admin.summaries.charts.said_over_time import said_chart
from admin.summaries.charts.said_rows import said_rows
from admin.summaries.checks import checks_by_site
from admin.summaries.checks_lines import screen_saw
from admin.summaries.course_rows import course_rows, site_rows
from admin.summaries.figures import SiteFigures
from admin.summaries.hours import hours_table, open_weekdays
from admin.summaries.notices import first_lines
from admin.summaries.said_over_time import said_over_time
from kiosk import clock
from kiosk.questions import NOT_RECORDED, PURPOSES, QUESTIONS

blueprint = Blueprint("overview", __name__, url_prefix="/admin")

PURPOSE_ROWS = (
    *((purpose.label, purpose.value) for purpose in PURPOSES),
    (_l("Not recorded"), NOT_RECORDED),
)


@blueprint.get("/")
def page() -> ResponseReturnValue:
    """Every figure of the period and sites in the address."""
    choice = choice_of_address()
    closures = closures_of(choice.visible)
    summary = summarise(choice.period, choice.sites, choice.today, closures)
    courses = said_by_course(choice.period, choice.sites, MOST_ON_OVERVIEW, SHOWN_OF_MANY)
    times = columns(over_time(choice.period, choice.sites, choice.today, closures))
    opened = open_weekdays(choice.period, choice.sites, choice.today, closures)
    came_for = purpose_bars(summary.total, PURPOSE_ROWS)
    return render_template(
        "admin/overview/page.html",
        choice=choice,
        opens=Opens(choice),
        summary=summary,
        total=summary.total,
        badges={each.site.id: badge(each, summary.period) for each in summary.sites},
        disagreeing=what_does_not_add_up(summary),
        screens_saw=_screens_saw(choice),
        not_fully_counted=not_fully_counted,
        hours=hours_table(summary.total, opened),
        questions=QUESTIONS,
        purposes=PURPOSE_ROWS,
        weekdays=get_day_names(locale=get_locale()),
        said_lines=lines(summary.total.questions),
        said_chart=said_by_all(summary.total.questions),
        said_at=lines_by_site(summary),
        times=times,
        times_lying=rows(times),
        purpose_bars=came_for,
        purposes_gist=purposes_gist(came_for[: len(PURPOSES)]),
        said_sites=said_by_site(summary),
        site_rows=site_rows(summary),
        said_gists=gists_at(summary),
        courses=courses,
        course_rows=course_rows(courses.courses),
        without_course=forms_without_a_course(choice.period, choice.sites),
        compared=in_short(choice, closures, summary),
        first=first_lines(choice.visible, signed_in(), clock.now(), closures),
        errors=[("from", choice.problem)] if choice.problem else [],
    )


def _screens_saw(choice: Choice) -> dict[int, str]:
    """By site, what the checks of the period say of its screens; only where they are enough."""
    checks = checks_by_site(choice.period, choice.sites, clock.now())
    said = {site_id: screen_saw(of_site) for site_id, of_site in checks.items()}
    return {site_id: sentence for site_id, sentence in said.items() if sentence}


@blueprint.get("/by-course")
def by_course() -> ResponseReturnValue:
    """What learners said of each course and each run."""
    choice = choice_of_address()
    courses = said_by_course(choice.period, choice.sites)
    return render_template(
        "admin/overview/by_course.html",
        choice=choice,
        opens=Opens(choice),
        courses=courses,
        course_rows=course_rows(courses.courses),
        questions=QUESTIONS,
        errors=[("from", choice.problem)] if choice.problem else [],
    )


@blueprint.get("/compare")
def compare() -> ResponseReturnValue:
    """Every figure beside earlier ones, sites side by side, the five questions over time."""
    choice = choice_of_address()
    closures = closures_of(choice.visible)
    times = said_over_time(choice.period, choice.sites, choice.today)
    chart = said_chart(times)
    return render_template(
        "admin/overview/compare.html",
        choice=choice,
        opens=Opens(choice),
        page=in_full(choice, closures, badge),
        not_fully_counted=not_fully_counted,
        times=times,
        chart=chart,
        lying=said_rows(chart),
        questions=QUESTIONS,
        errors=[("from", choice.problem)] if choice.problem else [],
    )


def badge(each: SiteFigures, period: Period) -> str:
    """Says that a site could not be open for the whole period; empty where it could."""
    if each.opens_later:
        day = format_date(each.site.opened_on, "d MMMM yyyy")
        is_open_now = each.site.opened_on <= clock.today()
        return _("opened %(day)s", day=day) if is_open_now else _("opens %(day)s", day=day)
    if each.closed_before:
        return _("closed %(day)s", day=format_date(each.site.closed_on, "d MMMM yyyy"))
    pattern = "d MMMM" if period.first.year == period.last.year else "d MMMM yyyy"
    opened = format_date(each.opened_within, pattern) if each.opened_within else ""
    closed = format_date(each.closed_within, pattern) if each.closed_within else ""
    if opened and closed:
        return _("%(first)s to %(last)s", first=opened, last=closed)
    if opened:
        return _("from %(day)s", day=opened)
    return _("until %(day)s", day=closed) if closed else ""
