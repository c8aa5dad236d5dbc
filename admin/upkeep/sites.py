"""Sites: their particulars, hours, closed days and own words."""

from datetime import date

from babel.dates import get_day_names
from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select

from admin.access import managers_only, signed_in, site_or_404, visible_sites
from admin.agenda import coming_meetings
from admin.catalogue import places
from admin.forms.sites import ClosedDayForm, NewSiteForm, SiteForm, WordsForm
from admin.opening import bank_holidays, counts_days_by_use
from admin.summaries.upkeep import recorded_days
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Site
from kiosk.pages import day as day_in_words


@blueprint.get("/sites/<slug>")
def site(slug: str) -> ResponseReturnValue:
    """One site: what it says, when it opens, when it is closed."""
    return _show(site_or_404(slug))


@blueprint.post("/sites/<slug>/words")
def change_words(slug: str) -> ResponseReturnValue:
    """Word the site's own lines."""
    site, form = site_or_404(slug), WordsForm()
    if not form.validate_on_submit():
        return _show(site, words=form)
    with writing():
        places.change_site_words(
            clock.now(), site, form.welcome_line.text, form.desk_line.text, signed_in()
        )
    flash(_("Saved. The screens show it the next time they load."))
    return redirect(url_for("upkeep.site", slug=site.slug), 303)


@blueprint.post("/sites/<slug>/closed-days")
def close_day(slug: str) -> ResponseReturnValue:
    """Note a day on which the site is closed."""
    site, form = site_or_404(slug), ClosedDayForm()
    if not form.validate_on_submit():
        return _show(site, closed=form)
    day = form.day.given
    with writing():
        places.register_closed_day(clock.now(), site, day, form.reason.text, signed_in())
    _say_closed(site, day)
    return redirect(url_for("upkeep.site", slug=site.slug), 303)


def _say_closed(site: Site, day: date) -> None:
    flash(_("%(site)s is closed on %(day)s.", site=site.short_name, day=day_in_words(day)))
    if meetings := len(coming_meetings([site.id], day, day)):
        flash(
            ngettext(
                "%(num)d course meets on that day. If it does not take place, cancel the date.",
                "%(num)d courses meet on that day. If they do not take place, cancel their dates.",
                meetings,
            ),
            "warning",
        )


@blueprint.post("/sites/<slug>/closed-days/<day>/reopen")
def reopen_day(slug: str, day: str) -> ResponseReturnValue:
    """Open a day again that was noted as closed."""
    site, closed_on = site_or_404(slug), _day_or_404(day)
    with writing():
        places.retire_closed_day(clock.now(), site, closed_on, signed_in())
    flash(_("%(day)s is not a closed day any more.", day=day_in_words(closed_on)))
    return redirect(url_for("upkeep.site", slug=site.slug), 303)


@blueprint.route("/sites/<slug>/change", methods=["GET", "POST"])
def change_site(slug: str) -> ResponseReturnValue:
    """Name, address, opening and week of a site, for managers."""
    site = site_or_404(slug)  # first: of a site elsewhere nobody learns even that it is closed
    if not signed_in().is_manager:
        abort(403)
    form = SiteForm(_names() - {site.name}, site, recorded_days(site.id))
    if form.validate_on_submit():
        with writing():
            places.change_site(clock.now(), site, form.particulars(), signed_in())
        flash(_("Saved."))
        return redirect(url_for("upkeep.site", slug=site.slug), 303)
    return render_template("admin/upkeep/sites/change.html", site=site, form=form)


@blueprint.route("/sites/add", methods=["GET", "POST"])
@managers_only
def add_site() -> ResponseReturnValue:
    """Add a site."""
    form = NewSiteForm(_names(), {site.slug for site in visible_sites()} | {"add"})
    if form.validate_on_submit():
        with writing():
            site = places.register_site(
                clock.now(), form.slug.text, form.particulars(), signed_in()
            )
        flash(_("%(site)s is added.", site=site.short_name))
        return redirect(url_for("upkeep.site", slug=site.slug), 303)
    return render_template("admin/upkeep/sites/change.html", site=None, form=form)


def _show(
    site: Site, words: WordsForm | None = None, closed: ClosedDayForm | None = None
) -> ResponseReturnValue:
    today = clock.today()
    return render_template(
        "admin/upkeep/sites/site.html",
        site=site,
        words=words or WordsForm(obj=site, formdata=None),
        closed=closed or ClosedDayForm(formdata=None),
        form=words or closed,
        closed_days=[closed for closed in site.closed_days if closed.day.year >= today.year - 1],
        bank_holidays=[
            (year, sorted(bank_holidays(year).items())) for year in (today.year, today.year + 1)
        ],
        by_use=counts_days_by_use(site),
        weekdays=get_day_names("wide", locale=get_locale()),
    )


def _names() -> set[str]:
    return set(db.session.scalars(select(Site.name).order_by(Site.id)))


def _day_or_404(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)
