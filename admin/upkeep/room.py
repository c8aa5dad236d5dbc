"""The room “Sites and courses”: its blueprint and its first page, which leads to everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from admin import agenda
from admin.access import may_see, signed_in, visible_sites
from admin.choices import default_period
from admin.opening import Closures, closures_of, counts_days_by_use
from admin.summaries.waiting import waiting_counts
from kiosk import clock
from kiosk.codes import read_code
from kiosk.models import CourseRun, Site
from kiosk.timetable import run_by_code

blueprint = Blueprint("upkeep", __name__, url_prefix="/admin/upkeep")

DAYS_AHEAD = 6  # with today, a week


@dataclass(frozen=True)
class SiteCard:
    """One site on the first page: what meets there, what waits, where to go."""

    site: Site
    closed_today: str | None
    today: Sequence[agenda.Coming]
    coming: Sequence[agenda.Coming]
    closing: Sequence[agenda.RunLine]
    undated: Sequence[agenda.RunLine]
    waiting: int
    waiting_link: str | None
    to_print: Sequence[tuple[str, str]]
    to_type: Sequence[tuple[str, str]]


def run_or_404(code: str) -> CourseRun:
    """A run of a visible site by its code; to somebody who may not see it, it does not exist."""
    read = read_code(code)
    run = run_by_code(read) if read else None
    if run is None or not may_see(run.site_id):
        abort(404)
    return run


@blueprint.app_template_filter("day_short")
def day_short(value: date) -> str:
    """Wed 25 Nov."""
    return str(format_date(value, "EEE d MMM"))


# Any: what `url_for` takes
def links_that_exist(wanted: Sequence[tuple[str, str]], **values: Any) -> Sequence[tuple[str, str]]:
    """Of (label, endpoint) pairs those that this application serves, as (label, address)."""
    return [
        (label, url_for(endpoint, **values))
        for label, endpoint in wanted
        if endpoint in current_app.view_functions
    ]


@blueprint.get("")
def page() -> ResponseReturnValue:
    """The first page of this room."""
    sites, today = visible_sites(), clock.today()
    lines = [
        (_("Words on the public pages"), "upkeep.service_lines"),
        (_("Bank holidays"), "upkeep.bank_holidays_now"),
        (_("Merge two courses"), "upkeep.merge"),
    ]
    return render_template(
        "admin/upkeep/page.html",
        cards=_cards(sites, today),
        today=today,
        period=default_period(today)[1],
        service_links=links_that_exist(lines) if signed_in().is_manager else (),
    )


def _cards(sites: Sequence[Site], today: date) -> list[SiteCard]:
    ids = [site.id for site in sites]
    meetings = agenda.coming_meetings(ids, today, today + timedelta(days=DAYS_AHEAD))
    closing = agenda.runs_about_to_close(ids, today)
    undated = agenda.runs_without_dates(ids, today)
    waiting = waiting_counts(ids)
    closures = closures_of(sites)
    return [
        SiteCard(
            site=site,
            closed_today=_closed_today(site, closures[site.id], today),
            today=[m for m in meetings if m.site_id == site.id and m.meets_on == today],
            coming=[m for m in meetings if m.site_id == site.id and m.meets_on != today],
            closing=[run for run in closing if run.site_id == site.id],
            undated=[run for run in undated if run.site_id == site.id],
            waiting=waiting[site.id],
            waiting_link=_link("upkeep.waiting", site),
            to_print=to_print(site),
            to_type=to_type(site),
        )
        for site in sites
    ]


def _closed_today(site: Site, closures: Closures, today: date) -> str | None:
    """Why a site is closed today: a word for the badge, or None where it is open."""
    if site.opened_on > today:
        return _("Not open yet")
    if site.closed_on and site.closed_on < today:
        return _("Closed for good")
    if reason := closures.reason(today):
        return _("Closed today: %(reason)s", reason=reason)
    if counts_days_by_use(site) or closures.opens(today):
        return None
    return _("Closed today")


def _link(endpoint: str, site: Site) -> str | None:
    return next((link for _label, link in links_that_exist([("", endpoint)], slug=site.slug)), None)


def to_print(site: Site) -> Sequence[tuple[str, str]]:
    """What the staff of a site print: labels and addresses."""
    wanted = [
        (_("Today’s courses on one sheet"), "upkeep.today_sheet"),
        (_("Permanent poster"), "upkeep.site_poster"),
        (_("Paper form"), "upkeep.site_paper"),
        (_("Card for the desk"), "upkeep.desk_card"),
    ]
    return links_that_exist(wanted, slug=site.slug)


def to_type(site: Site) -> Sequence[tuple[str, str]]:
    """What the staff of a site type in by hand: labels and addresses."""
    wanted = [
        (_("Type in paper forms"), "upkeep.type_paper"),
        (_("Count by hand"), "upkeep.count_by_hand"),
        (_("Mistaken taps"), "upkeep.strikes"),
    ]
    return links_that_exist(wanted, slug=site.slug)
