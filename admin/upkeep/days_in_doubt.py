"""“Was Walton open?”: days on which people came in though the site counts as closed."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in, site_or_404
from admin.catalogue import own_days
from admin.opening import Closures
from admin.summaries.doubted_days import doubted_days, doubted_days_of
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.database import writing
from kiosk.models import Site
from kiosk.pages import day as day_in_words


@blueprint.get("/sites/<slug>/was-it-open")
def days_in_doubt(slug: str) -> ResponseReturnValue:
    """The days to ask about, each with its three answers."""
    site = site_or_404(slug)
    days = doubted_days_of(site, Closures.of(site), clock.today())
    return render_template("admin/upkeep/sites/days_in_doubt.html", site=site, days=days)


@blueprint.post("/sites/<slug>/was-it-open/<day:day>/yes")
def was_open(slug: str, day: date) -> ResponseReturnValue:
    """Yes, it was open: the day is an open day."""
    site, doubted, closures = _doubted(slug, day)
    if doubted is not None:
        usual = closures.opens_usually(doubted)
        with writing():
            own_days.register_was_open(clock.now(), site, doubted, usual, signed_in())
        flash(_("%(site)s was open on %(day)s.", site=site.short_name, day=day_in_words(doubted)))
    return redirect(url_for("upkeep.days_in_doubt", slug=site.slug), 303)


@blueprint.post("/sites/<slug>/was-it-open/<day:day>/no")
def was_closed(slug: str, day: date) -> ResponseReturnValue:
    """No, but people came in: the visits stay, and nobody is asked again."""
    site, doubted, _closures = _doubted(slug, day)
    if doubted is not None:
        with writing():
            own_days.register_came_in(clock.now(), site, doubted, signed_in())
        named = day_in_words(doubted)
        flash(_("%(day)s stays closed. Its visits stay, and nobody is asked again.", day=named))
    return redirect(url_for("upkeep.days_in_doubt", slug=site.slug), 303)


def _doubted(slug: str, day: date) -> tuple[Site, date | None, Closures]:
    """A site and a day on which it is in doubt; None for a day that was answered already."""
    site = site_or_404(slug)
    closures = Closures.of(site)
    asked = doubted_days([site], {site.id: closures}, clock.today()).get(site.id, ())
    return site, day if day in asked else None, closures
