"""Sites: their particulars, hours, own days and own words."""

from datetime import date

from babel.dates import get_day_names
from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select

from admin.access import managers_only, signed_in, site_or_404, visible_sites
from admin.catalogue import places
from admin.forms.own_days import ClosedDayForm, OpenedDayForm
from admin.forms.sites import NewSiteForm, SiteForm, WordsForm
from admin.opening import Closures, counts_days_by_use
from admin.periods import Period
from admin.summaries.doubted_days import doubted_days
from admin.summaries.upkeep import recorded_days
from admin.upkeep.room import blueprint, to_print, to_type
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Site


@blueprint.get("/sites/<slug>")
def site(slug: str) -> ResponseReturnValue:
    """One site: what it says, when it opens, when it is closed."""
    return show_site(site_or_404(slug))


@blueprint.post("/sites/<slug>/words")
def change_words(slug: str) -> ResponseReturnValue:
    """Word the site's own lines."""
    site, form = site_or_404(slug), WordsForm()
    if not form.validate_on_submit():
        return show_site(site, words=form)
    with writing():
        places.change_site_words(
            clock.now(), site, form.welcome_line.text, form.desk_line.text, signed_in()
        )
    flash(_("Saved. The screens show it the next time they load."))
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


def show_site(
    site: Site,
    words: WordsForm | None = None,
    closed: ClosedDayForm | None = None,
    opened: OpenedDayForm | None = None,
) -> ResponseReturnValue:
    """The page of a site; a form that was refused stands on it as it was sent."""
    now, today = clock.now(), clock.today()
    closures = Closures.of(site)
    listed = Period(date(today.year - 1, 1, 1), date(today.year + 1, 12, 31))
    return render_template(
        "admin/upkeep/sites/site.html",
        site=site,
        words=words or WordsForm(obj=site, formdata=None),
        closed=closed or ClosedDayForm(site, closures, sent=False),
        opened=opened or OpenedDayForm(site, closures, now, sent=False),
        form=words or closed or opened,
        to_print=to_print(site),
        to_type=to_type(site),
        listed=listed,
        closed_days=sorted(item for item in closures.closed.items() if item[0] >= listed.first),
        opened_days=sorted(item for item in closures.opened.items() if item[0] >= listed.first),
        bank_holidays=[
            (year, closures.holidays.of_year(year)) for year in (today.year, today.year + 1)
        ],
        doubted=len(doubted_days([site], {site.id: closures}, today).get(site.id, ())),
        by_use=counts_days_by_use(site),
        weekdays=get_day_names("wide", locale=get_locale()),
    )


def _names() -> set[str]:
    return set(db.session.scalars(select(Site.name).order_by(Site.id)))
