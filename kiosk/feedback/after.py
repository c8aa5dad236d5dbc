"""After sending: thanks, changing one's answers for two hours, and goodbye."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from kiosk.database import writing
from kiosk.feedback.form import given_evaluation, mended, show_form
from kiosk.feedback.occasions import (
    form_address,
    occasion_kept,
    place_and_notes,
    place_by_slug,
)
from kiosk.feedback.room import blueprint, draw, drawn_once
from kiosk.feedback.signed import (
    SentForm,
    offer_change,
    read_given,
    read_sent,
    sign_given,
    was_offered,
)
from kiosk.forms.evaluation import EvaluationForm
from kiosk.models import Evaluation
from kiosk.records.evaluations import change_evaluation, stored_evaluation
from kiosk.shared_screen import is_shared

CHANGE_GOES_HERE = "change-goes-here"


@blueprint.get("/f/thanks/<token>")
def thanks(token: str) -> ResponseReturnValue:
    """Thank you, and everything that may come next."""
    sent = read_sent(token)
    if sent is None:
        return _gone(None)
    change = url_for("feedback.change", token=token) if _is_offered(sent) else None
    page = _thanks_page(sent, change is not None)
    return page.replace(CHANGE_GOES_HERE, change or "")


def _thanks_page(sent: SentForm, may_change: bool) -> str:
    """The page but for its one address that is nobody else's."""
    place, notes = place_and_notes(sent.site, clock.today())

    def draw_thanks() -> str:
        return draw(
            "kiosk/feedback/thanks.html",
            place,
            change=CHANGE_GOES_HERE if may_change else None,
            next_form=form_address(sent.course, sent.site),
            notes=notes,
        )

    key = ("thanks", place, notes, sent.course, sent.site, may_change)
    return drawn_once(key, draw_thanks)


def _is_offered(sent: SentForm) -> bool:
    """Whether to offer a change; never on a screen where the next person may find the link."""
    return sent.may_change(clock.now()) and not is_shared()


@blueprint.get("/f/finished")
def finished() -> ResponseReturnValue:
    """Goodbye: a page that says nothing of what was sent."""
    return draw("kiosk/feedback/finished.html")


@blueprint.get("/f/change/<token>")
def change(token: str) -> ResponseReturnValue:
    """The answers as they were sent, to be changed; for two hours."""
    sent = read_sent(token)
    stored = stored_evaluation(sent.id) if sent and sent.may_change(clock.now()) else None
    if sent is None or stored is None:
        return _gone(sent)
    shown = EvaluationForm(id=str(sent.id), given=sign_given(clock.now()))
    shown.put(stored)
    return _show(shown, stored, token)


@blueprint.post("/f/change/<token>")
def send_change(token: str) -> ResponseReturnValue:
    """Put the new answers in the place of the old."""
    sent = read_sent(token)
    stored = stored_evaluation(sent.id) if sent and _is_allowed(sent) else None
    if sent is None or stored is None:
        return _gone(sent)
    form = EvaluationForm(request.form)
    if not form.validate():
        return _show(mended(form), stored, token)
    given = read_given(form.given.data or "")
    occasion = occasion_kept(stored.site_id, stored.run_id, stored.held_on)
    evaluation = given_evaluation(form, sent.id, occasion, given)
    with writing():
        change_evaluation(evaluation)
    return redirect(url_for("feedback.thanks", token=token), 303)


def _is_allowed(sent: SentForm) -> bool:
    """In time, or opened in time: nobody is hurried once the page is before them."""
    offered = request.form.get("offered", "")
    return sent.may_change(clock.now()) or was_offered(offered, sent.id)


def _show(shown: EvaluationForm, stored: Evaluation, token: str) -> str:
    """The answers to be changed, with the way out: to go back would leave the form."""
    offered = offer_change(stored.id)
    occasion = occasion_kept(stored.site_id, stored.run_id, stored.held_on)
    unchanged = url_for("feedback.thanks", token=token)
    return show_form(shown, occasion, changing=True, offered=offered, unchanged=unchanged)


def _gone(sent: SentForm | None) -> ResponseReturnValue:
    place = place_by_slug(sent.site) if sent else None
    next_form = form_address(sent.course, sent.site) if sent else url_for("feedback.find")
    return draw(
        "kiosk/feedback/gone.html", place, next_form=next_form, was_ours=sent is not None
    ), 410
