"""A site's own days: closed though it usually opens, open though it usually does not."""

from collections.abc import Iterable
from datetime import date

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.access import signed_in, site_or_404
from admin.agenda import coming_meetings
from admin.catalogue import own_days
from admin.forms.own_days import ClosedDayForm, OpenedDayForm
from admin.opening import Closures
from admin.upkeep.room import blueprint
from admin.upkeep.sites import show_site
from kiosk import clock
from kiosk.database import writing
from kiosk.models import Site
from kiosk.pages import day as day_in_words


@blueprint.post("/sites/<slug>/closed-days")
def close_day(slug: str) -> ResponseReturnValue:
    """Note a day on which the site is closed."""
    site = site_or_404(slug)
    form = ClosedDayForm(site, Closures.of(site))
    if not form.validate_on_submit():
        return show_site(site, closed=form)
    day = form.day.given
    with writing():
        closed = own_days.register_closed_day(clock.now(), site, day, form.reason.text, signed_in())
    if not closed:  # somebody else marked it as open meanwhile
        form.day.errors = [form.is_open_then()]
        return show_site(site, closed=form)
    flash(_("%(site)s is closed on %(day)s.", site=site.short_name, day=day_in_words(day)))
    say_meetings([site], day)
    return redirect(url_for("upkeep.site", slug=site.slug), 303)


def say_meetings(sites: Iterable[Site], day: date) -> None:
    """Say how many courses meet on a day that is closed now."""
    if meetings := len(coming_meetings([site.id for site in sites], day, day)):
        flash(
            ngettext(
                "%(num)d course meets on that day. If it does not take place, cancel the date.",
                "%(num)d courses meet on that day. If they do not take place, cancel their dates.",
                meetings,
            ),
            "warning",
        )


@blueprint.post("/sites/<slug>/closed-days/<day:day>/reopen")
def reopen_day(slug: str, day: date) -> ResponseReturnValue:
    """Open a day again that was noted as closed."""
    site = site_or_404(slug)
    with writing():
        own_days.retire_closed_day(clock.now(), site, day, signed_in())
    flash(_("%(day)s is not a closed day any more.", day=day_in_words(day)))
    return redirect(url_for("upkeep.site", slug=site.slug), 303)


@blueprint.post("/sites/<slug>/opened-days")
def open_day(slug: str) -> ResponseReturnValue:
    """Note a day on which the site is open although it usually is not."""
    site, now = site_or_404(slug), clock.now()
    form = OpenedDayForm(site, Closures.of(site), now)
    if not form.validate_on_submit():
        return show_site(site, opened=form)
    day = form.day.given
    with writing():
        opened = own_days.register_opened_day(now, site, day, form.reason.text, signed_in())
    if not opened:  # somebody else marked it as closed meanwhile
        form.day.errors = [form.is_closed_then()]
        return show_site(site, opened=form)
    flash(_("%(site)s is open on %(day)s.", site=site.short_name, day=day_in_words(day)))
    return redirect(url_for("upkeep.site", slug=site.slug), 303)


@blueprint.post("/sites/<slug>/opened-days/<day:day>/take-back")
def take_back_open_day(slug: str, day: date) -> ResponseReturnValue:
    """Take back that the site is open on a day."""
    site = site_or_404(slug)
    with writing():
        own_days.retire_opened_day(clock.now(), site, day, signed_in())
    flash(_("%(day)s is not marked as open any more.", day=day_in_words(day)))
    return redirect(url_for("upkeep.site", slug=site.slug), 303)
