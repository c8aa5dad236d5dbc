"""The card that a volunteer pairs a screen again with: printed once, ended at any time."""

from flask import abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.access import signed_in
from admin.audit import record_audit
from admin.catalogue.cards import end_pairing_card, register_pairing_card
from admin.people.room import blueprint
from kiosk import clock, qr
from kiosk.database import db, writing
from kiosk.models import Kiosk


@blueprint.post("/screens/<int:kiosk_id>/card")
def make_card(kiosk_id: int) -> ResponseReturnValue:
    """A new card for a screen in use; its older one works no more."""
    kiosk, now = db.get_or_404(Kiosk, kiosk_id), clock.now()
    if kiosk.retired_at is not None or kiosk.revoked_at is not None:
        abort(404)
    with writing():
        code = register_pairing_card(kiosk, now)
        record_audit(now, "made a pairing card", kiosk.name, person=signed_in(), site=kiosk.site)
    # In the manager's own cookie, for one page: the code itself is stored nowhere.
    session["card_once"] = {"code": code, "kiosk_id": kiosk.id}
    return redirect(url_for("people.card", kiosk_id=kiosk.id), 303)


@blueprint.get("/screens/<int:kiosk_id>/card")
def card(kiosk_id: int) -> ResponseReturnValue:
    """The card to print, straight after it was made; later only a new one can be printed."""
    kiosk, once = db.get_or_404(Kiosk, kiosk_id), session.pop("card_once", None)
    if once is None or once["kiosk_id"] != kiosk.id:
        return redirect(url_for("people.one_screen", kiosk_id=kiosk.id), 303)
    return render_template(
        "admin/people/card.html",
        kiosk=kiosk,
        site=kiosk.site,
        code=once["code"],
        address=qr.readable(qr.pairing_address()),
        made_on=clock.today(),
    )


@blueprint.post("/screens/<int:kiosk_id>/card/end")
def end_card(kiosk_id: int) -> ResponseReturnValue:
    """End a card, such as one that was lost; the paired device stays paired."""
    kiosk, now = db.get_or_404(Kiosk, kiosk_id), clock.now()
    with writing():
        ended = end_pairing_card(kiosk, now)
        if ended:
            record_audit(
                now, "ended a pairing card", kiosk.name, person=signed_in(), site=kiosk.site
            )
    if ended:
        flash(_("The card of %(name)s does not work any more.", name=kiosk.name))
    else:
        flash(_("There is no card that works."), "warning")
    return redirect(url_for("people.one_screen", kiosk_id=kiosk.id), 303)
