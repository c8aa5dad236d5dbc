"""“Was Walton open?”: days on which people came in though the site counts as closed."""

from collections import Counter
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in, site_or_404
from admin.catalogue import own_days
from admin.opening import Closures
from admin.summaries.doubted_days import doubted_days, what_came
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.database import writing
from kiosk.models import Site
from kiosk.pages import day as day_in_words


@blueprint.get("/sites/<slug>/was-it-open")
def days_in_doubt(slug: str) -> ResponseReturnValue:
    """The days of one year to ask about, the newest unless another is chosen, with the answers."""
    site = site_or_404(slug)
    closures = Closures.of(site)
    asked = doubted_days([site], {site.id: closures}, clock.today()).get(site.id, [])
    years = dict(sorted(Counter(day.year for day in asked).items(), reverse=True))
    chosen = request.args.get("year", type=int)
    year = chosen if chosen in years else next(iter(years), None)
    return render_template(
        "admin/upkeep/sites/days_in_doubt.html",
        site=site,
        days=what_came(site, closures, [day for day in asked if day.year == year]),
        years=years,
        year=year,
    )


@blueprint.post("/sites/<slug>/was-it-open/<day:day>/yes")
def was_open(slug: str, day: date) -> ResponseReturnValue:
    """Yes, it was open: the day is an open day."""
    site, doubted, closures = _doubted(slug, day)
    if doubted is not None:
        usual = closures.opens_usually(doubted)
        with writing():
            own_days.register_was_open(clock.now(), site, doubted, usual, signed_in())
        flash(_("%(site)s was open on %(day)s.", site=site.short_name, day=day_in_words(doubted)))
    return redirect(url_for("upkeep.days_in_doubt", slug=site.slug, year=day.year), 303)


@blueprint.post("/sites/<slug>/was-it-open/<day:day>/no")
def was_closed(slug: str, day: date) -> ResponseReturnValue:
    """No, but people came in: the visits stay, and nobody is asked again."""
    site, doubted, _closures = _doubted(slug, day)
    if doubted is not None:
        with writing():
            own_days.register_came_in(clock.now(), site, doubted, signed_in())
        named = day_in_words(doubted)
        flash(_("%(day)s stays closed. Its visits stay, and nobody is asked again.", day=named))
    return redirect(url_for("upkeep.days_in_doubt", slug=site.slug, year=day.year), 303)


def _doubted(slug: str, day: date) -> tuple[Site, date | None, Closures]:
    """A site and a day on which it is in doubt; None for a day that was answered already."""
    site = site_or_404(slug)
    closures = Closures.of(site)
    asked = doubted_days([site], {site.id: closures}, clock.today()).get(site.id, ())
    return site, day if day in asked else None, closures
