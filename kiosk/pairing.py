"""The pairing page: a code from staff makes this browser the screen of a site."""

from collections import deque
from datetime import datetime, timedelta

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk import clock
from kiosk.cards import find_pairing_card, redeem_pairing_card
from kiosk.database import writing
from kiosk.devices import (
    current_device,
    device_or_401,
    find_pairing_code,
    give_cookie,
    is_safe_address,
    own_posts_only,
    pair_anew,
    redeem_pairing_code,
)
from kiosk.forms.pairing import PairingForm

blueprint = Blueprint("pairing", __name__)
WRONG_CODES_A_MINUTE = 10


@blueprint.get("/pair")
def page() -> ResponseReturnValue:
    """Ask for the code; where a cookie could be read by others, refuse and say why."""
    if not is_safe_address():
        return render_template("kiosk/pairing/refused.html"), 403
    return _page(PairingForm())


@blueprint.post("/pair")
def pair() -> ResponseReturnValue:
    """Pair this browser, give it its cookie, and show the check-in screen."""
    if not is_safe_address():
        return render_template("kiosk/pairing/refused.html"), 403
    own_posts_only()
    form, moment = PairingForm(request.form), clock.now()
    if _guesses(moment) >= WRONG_CODES_A_MINUTE:
        _log_refusal("too many")
        return _refused(form, _("Many wrong codes were typed. Wait a minute, then try again."), 429)
    if not form.validate():
        return _page(form), 400
    code, replaced = find_pairing_code(form.code.data or "", moment), current_device()
    token = None
    if code is not None:
        with writing():
            token = redeem_pairing_code(code, replaced)
    elif card := find_pairing_card(form.code.data or ""):
        with writing():
            token = redeem_pairing_card(card, replaced, moment)
    if token is None:
        _wrong_codes().append(moment)
        _log_refusal("wrong code")
        return _refused(
            form, _("That code is not right, or no longer works. Ask a manager for a new one."), 400
        )
    answer = redirect(url_for("checkin.screen", storage="new"), 303)
    give_cookie(answer, token)
    return answer


@blueprint.post("/screen/again")
def again() -> ResponseReturnValue:
    """Pair a screen anew that lost what it kept, so that its numbers do not begin twice."""
    own_posts_only()
    device = device_or_401()
    with writing():
        pair_anew(device, clock.now())
    return Response(status=204)


def _page(form: PairingForm) -> str:
    return render_template("kiosk/pairing/page.html", form=form, device=current_device())


def _refused(form: PairingForm, sentence: str, status: int) -> ResponseReturnValue:
    form.code.errors = [*form.code.errors, sentence]
    return _page(form), status


def _log_refusal(reason: str) -> None:
    """Note that a code was refused; never the code, which may be a good one mistyped."""
    current_app.logger.warning("refused a pairing code", extra={"fields": {"reason": reason}})


def _wrong_codes() -> deque[datetime]:
    """The moments of the last wrong codes in this process."""
    kept: deque[datetime] = current_app.extensions.setdefault(
        "wrong_pairing_codes", deque(maxlen=WRONG_CODES_A_MINUTE)
    )
    return kept


def _guesses(moment: datetime) -> int:
    """How many wrong codes were typed within the last minute."""
    return sum(moment - typed < timedelta(minutes=1) for typed in _wrong_codes())
