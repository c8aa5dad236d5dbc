"""The screens: paired, renamed, stopped, put away."""

from flask import abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in, visible_sites
from admin.audit import days_of_the_log, record_audit
from admin.catalogue.screens import (
    change_screen_name,
    change_to_revoked,
    is_name_taken,
    register_pairing_code,
    retire_screen,
    withdraw_pairing_code,
)
from admin.forms.staff import NewScreenForm, ScreenNameForm, choices
from admin.people.listings import screen, screens_by_site, thick_in_words
from admin.people.room import blueprint
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Kiosk, PairingCode, Site
from kiosk.pins import staff_pins


@blueprint.get("/screens")
def screens() -> ResponseReturnValue:
    """Every screen, by site: when it was last seen, what waits on it, what to see to."""
    listed = screens_by_site(visible_sites(), clock.now())
    once, today = session.pop("code_once", None), clock.today()
    return render_template(
        "admin/people/screens.html",
        listed=listed,
        once=once,
        pins=staff_pins(),
        today=today,
        everything=days_of_the_log(today),
        thick_in_words=thick_in_words,
    )


@blueprint.route("/screens/add", methods=["GET", "POST"])
def add_screen() -> ResponseReturnValue:
    """A pairing code for a screen that is new; the code is on the next page, once."""
    form = NewScreenForm()
    sites = {site.slug: site for site in visible_sites()}
    form.site.choices = choices((slug, site.short_name) for slug, site in sites.items())
    if not form.validate_on_submit():
        page = render_template("admin/people/add_screen.html", form=form)
        return page, 422 if form.errors else 200
    return _give_code(sites[form.site.data], form.name.data or "")


@blueprint.route("/screens/<int:kiosk_id>", methods=["GET", "POST"])
def one_screen(kiosk_id: int) -> ResponseReturnValue:
    """One screen: its name, and what can be done."""
    kiosk = _kiosk_or_404(kiosk_id)
    form = ScreenNameForm(obj=kiosk)
    if form.validate_on_submit() and not _is_taken(kiosk, form):
        with writing():
            change_screen_name(kiosk, form.name.data or "")
            _note("renamed a screen", kiosk)
        flash(_("The screen is now called %(name)s.", name=kiosk.name))
        return redirect(url_for("people.screens"), 303)
    shown = screen(kiosk, clock.now())
    page = render_template(
        "admin/people/one_screen.html",
        form=form,
        screen=shown,
        site=kiosk.site,
        today=clock.today(),
        thick_in_words=thick_in_words,
    )
    return page, 422 if form.errors else 200


@blueprint.post("/screens/<int:kiosk_id>/pair")
def pair_again(kiosk_id: int) -> ResponseReturnValue:
    """A pairing code for a screen whose device is new, or has forgotten who it is."""
    kiosk = _kiosk_or_404(kiosk_id)
    if kiosk.retired_at is not None:
        abort(404)
    return _give_code(kiosk.site, kiosk.name, kiosk)


@blueprint.post("/screens/<int:kiosk_id>/revoke")
def revoke(kiosk_id: int) -> ResponseReturnValue:
    """Stop a screen at once: a lost or stolen one."""
    kiosk = _kiosk_or_404(kiosk_id)
    with writing():
        change_to_revoked(kiosk, clock.now())
        _note("revoked a screen", kiosk)
    flash(_("%(name)s is stopped. It can be paired again.", name=kiosk.name))
    return redirect(url_for("people.one_screen", kiosk_id=kiosk.id), 303)


@blueprint.post("/screens/<int:kiosk_id>/retire")
def retire(kiosk_id: int) -> ResponseReturnValue:
    """Put a screen away for good."""
    kiosk = _kiosk_or_404(kiosk_id)
    with writing():
        retire_screen(kiosk, clock.now())
        _note("retired a screen", kiosk)
    flash(_("%(name)s is put away. Its visits stay.", name=kiosk.name))
    return redirect(url_for("people.screens"), 303)


@blueprint.post("/screens/codes/<int:code_id>/withdraw")
def withdraw_code(code_id: int) -> ResponseReturnValue:
    """Withdraw a pairing code that nobody has typed yet."""
    code, now = db.get_or_404(PairingCode, code_id), clock.now()
    site = db.session.get_one(Site, code.site_id)
    with writing():
        withdrawn = withdraw_pairing_code(code, now)
        if withdrawn:
            record_audit(now, "withdrew a pairing code", code.name, person=signed_in(), site=site)
    if withdrawn:
        flash(_("That code does not work any more."))
    else:
        flash(_("That code was used or withdrawn already."), "warning")
    return redirect(url_for("people.screens"), 303)


def _kiosk_or_404(kiosk_id: int) -> Kiosk:
    return db.get_or_404(Kiosk, kiosk_id)


def _is_taken(kiosk: Kiosk, form: ScreenNameForm) -> bool:
    if not is_name_taken(kiosk, form.name.data or ""):
        return False
    form.name.errors = [*form.name.errors, _("Another screen of this site has this name.")]
    return True


def _note(action: str, kiosk: Kiosk) -> None:
    record_audit(clock.now(), action, kiosk.name, person=signed_in(), site=kiosk.site)


def _give_code(site: Site, name: str, kiosk: Kiosk | None = None) -> ResponseReturnValue:
    now = clock.now()
    with writing():
        code = register_pairing_code(now, site, name, kiosk)
        record_audit(now, "made a pairing code", name, person=signed_in(), site=site)
    # In the manager's own cookie, for one page: the code itself is stored nowhere.
    session["code_once"] = {"code": code, "name": name, "site": site.name}
    return redirect(url_for("people.screens"), 303)
