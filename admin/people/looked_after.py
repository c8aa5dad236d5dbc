"""Looking after a screen: its visits again, and what it still had when it was stopped."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from admin.access import signed_in
from admin.audit import record_audit
from admin.catalogue import held
from admin.people.room import blueprint
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Kiosk
from kiosk.pages import number


@blueprint.post("/screens/<int:kiosk_id>/again")
def ask_again(kiosk_id: int) -> ResponseReturnValue:
    """Ask a screen for its last 30 days again."""
    kiosk, now = db.get_or_404(Kiosk, kiosk_id), clock.now()
    with writing():
        asked = held.ask_again(kiosk, now)
        if asked:
            record_audit(
                now,
                "asked a screen for its last 30 days again",
                kiosk.name,
                person=signed_in(),
                site=kiosk.site,
            )
    if not asked:
        flash(_("No device is paired with this screen, so there is nobody to ask."), "warning")
    else:
        flash(
            _(
                "The next time it is heard from, %(name)s sends its last 30 days again.",
                name=kiosk.name,
            )
        )
    return redirect(url_for("people.one_screen", kiosk_id=kiosk.id), 303)


@blueprint.post("/screens/<int:kiosk_id>/held/<any(accept, discard):choice>")
def settle_held(kiosk_id: int, choice: str) -> ResponseReturnValue:
    """Accept what was held into the figures, or discard it."""
    kiosk, now = db.get_or_404(Kiosk, kiosk_id), clock.now()
    with writing():
        if choice == "accept":
            visits, forms = held.record_held(kiosk)
        else:
            visits, forms = held.discard_held(kiosk, now)
        if visits or forms:
            record_audit(
                now,
                "accepted held visits" if choice == "accept" else "discarded held visits",
                kiosk.name,
                person=signed_in(),
                site=kiosk.site,
                visits=visits,
                forms=forms,
            )
    _say(choice, visits, forms)
    return redirect(url_for("people.one_screen", kiosk_id=kiosk.id), 303)


def _say(choice: str, visits: int, forms: int) -> None:
    taps = ngettext("%(count)s visit", "%(count)s visits", visits, count=number(visits))
    answers = ngettext("%(count)s form", "%(count)s forms", forms, count=number(forms))
    if not visits and not forms:
        flash(_("Nothing is held any more."), "warning")
    elif choice == "accept":
        flash(_("%(visits)s and %(forms)s are in the figures now.", visits=taps, forms=answers))
    else:
        flash(_("%(visits)s and %(forms)s are discarded.", visits=taps, forms=answers))
