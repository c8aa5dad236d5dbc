"""After sending: thanks, changing one's answers for two hours, and goodbye."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk import clock
from kiosk.database import db, writing
from kiosk.feedback.form import given_evaluation, mended, show_form
from kiosk.feedback.occasions import Occasion, form_address
from kiosk.feedback.room import blueprint, draw
from kiosk.feedback.signed import (
    SentForm,
    offer_change,
    read_given,
    read_sent,
    sign_given,
    was_offered,
)
from kiosk.forms.evaluation import EvaluationForm
from kiosk.models import CourseRun, Evaluation, Site
from kiosk.records.evaluations import change_evaluation, stored_evaluation
from kiosk.timetable import site_by_slug


@blueprint.get("/f/thanks/<token>")
def thanks(token: str) -> ResponseReturnValue:
    """Thank you, and everything that may come next."""
    sent = read_sent(token)
    if sent is None:
        return _gone(None)
    change = url_for("feedback.change", token=token) if sent.may_change(clock.now()) else None
    next_form = form_address(sent.course, sent.site)
    return draw(
        "kiosk/feedback/thanks.html", site_by_slug(sent.site), change=change, next_form=next_form
    )


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
    return _show(shown, stored)


@blueprint.post("/f/change/<token>")
def send_change(token: str) -> ResponseReturnValue:
    """Put the new answers in the place of the old."""
    sent = read_sent(token)
    stored = stored_evaluation(sent.id) if sent and _is_allowed(sent) else None
    if sent is None or stored is None:
        return _gone(sent)
    form = EvaluationForm(request.form)
    if not form.validate():
        return _show(mended(form), stored)
    given = read_given(form.given.data or "")
    evaluation = given_evaluation(form, sent.id, _occasion_of(stored), given)
    with writing():
        change_evaluation(evaluation)
    return redirect(url_for("feedback.thanks", token=token), 303)


def _is_allowed(sent: SentForm) -> bool:
    """In time, or opened in time: nobody is hurried once the page is before them."""
    offered = request.form.get("offered", "")
    return sent.may_change(clock.now()) or was_offered(offered, sent.id)


def _show(shown: EvaluationForm, stored: Evaluation) -> str:
    offered = offer_change(stored.id)
    return show_form(shown, _occasion_of(stored), changing=True, offered=offered)


def _occasion_of(stored: Evaluation) -> Occasion:
    site = db.session.get_one(Site, stored.site_id)
    run = db.session.get(CourseRun, stored.run_id) if stored.run_id else None
    return Occasion(site, run, stored.held_on)


def _gone(sent: SentForm | None) -> ResponseReturnValue:
    site = site_by_slug(sent.site) if sent else None
    next_form = form_address(sent.course, sent.site) if sent else url_for("feedback.find")
    return draw("kiosk/feedback/gone.html", site, next_form=next_form), 410
