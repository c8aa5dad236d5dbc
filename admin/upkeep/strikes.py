"""Striking out mistaken taps."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.access import signed_in, site_or_404
from admin.audit import record_audit
from admin.catalogue.strikes import MistakenTaps, record_strike, restore_strike
from admin.forms.strikes import StrikeForm
from admin.periods import read_day
from admin.spans import span_in_words
from admin.summaries.strike_list import kiosks_of, strikes_of, taps_between, taps_struck
from admin.upkeep.room import blueprint
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Kiosk, Site, Strike
from kiosk.pages import number


@blueprint.route("/sites/<slug>/mistakes", methods=["GET", "POST"])
def strikes(slug: str) -> ResponseReturnValue:
    """Choose mistaken taps, see how many they are, strike them out; and every strike so far."""
    site = site_or_404(slug)
    kiosks = kiosks_of(site.id)
    asked = request.args
    form = StrikeForm(kiosks, clock.now(), asked.get("kiosk", ""), read_day(asked.get("day", "")))
    taps, listed = None, strikes_of(site.id)
    if form.validate_on_submit():
        if "confirmed" in request.form:
            _strike(form, site)
            return redirect(url_for("upkeep.strikes", slug=slug), 303)
        taps = taps_between(int(form.kiosk.data), *form.span())
    return render_template(
        "admin/upkeep/strikes/strikes.html",
        site=site,
        form=form,
        kiosks=kiosks,
        taps=taps,
        strikes=listed,
        first_on=min((clock.local_day(one.from_at) for one in listed), default=None),
        today=clock.today(),
        span=span_in_words,
    )


def _strike(form: StrikeForm, site: Site) -> None:
    from_at, to_at = form.span()
    kiosk = db.session.get_one(Kiosk, int(form.kiosk.data))
    mistaken = MistakenTaps(kiosk, from_at, to_at, form.reason.data or "")
    person, now = signed_in(), clock.now()
    subject = f"{kiosk.name}, {span_in_words(from_at, to_at)}"
    with writing():
        taps = record_strike(mistaken, person, now)
        if taps:
            record_audit(
                now, "struck out mistaken taps", subject, person=person, site=site, taps=taps
            )
    # Pressed twice, the first press struck them out: say so again.
    _say_struck(taps or taps_struck(kiosk.id, from_at, to_at))


def _say_struck(taps: int) -> None:
    if taps == 0:
        flash(_("There are no taps left to strike out there."), "warning")
        return
    flash(
        ngettext(
            "Done. %(taps)s tap is struck out and counts nowhere now.",
            "Done. %(taps)s taps are struck out and count nowhere now.",
            taps,
            taps=number(taps),
        )
    )


@blueprint.post("/sites/<slug>/mistakes/<int:strike_id>/put-back")
def put_back_strike(slug: str, strike_id: int) -> ResponseReturnValue:
    """Let the taps of one strike count again."""
    site = site_or_404(slug)
    strike = db.session.get(Strike, strike_id)
    kiosk = db.session.get(Kiosk, strike.kiosk_id) if strike else None
    if strike is None or kiosk is None or kiosk.site_id != site.id:
        abort(404)
    now, span = clock.now(), span_in_words(strike.from_at, strike.to_at)
    if strike.restored_at is None:
        with writing():
            taps = restore_strike(strike, now)
            record_audit(
                now,
                "put back struck taps",
                f"{kiosk.name}, {span}",
                person=signed_in(),
                site=site,
                taps=taps,
            )
    flash(_("Put back: the taps of %(span)s count again.", span=span))
    return redirect(url_for("upkeep.strikes", slug=slug), 303)
