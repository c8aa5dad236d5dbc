"""The evaluation form of a course run, and of a course that is not listed: opened and sent."""

from datetime import datetime
from uuid import UUID, uuid4

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk import clock
from kiosk.database import one_at_a_time, writing
from kiosk.feedback.choosing import choose_place, which_course
from kiosk.feedback.occasions import Occasion, asked_on, occasion_of, place_by_slug
from kiosk.feedback.room import blueprint, carried, draw, drawn_once
from kiosk.feedback.signed import (
    GivenAt,
    SentForm,
    offer_change,
    read_given,
    sign_given,
    sign_sent,
    was_offered,
)
from kiosk.forms.evaluation import EvaluationForm
from kiosk.questions import QUESTIONS, WORDING
from kiosk.records.evaluations import (
    GivenEvaluation,
    change_evaluation,
    record_evaluation,
    record_new,
    stored_differently,
)
from kiosk.rows import writing_rows

ID_GOES_HERE, GIVEN_GOES_HERE = "id-goes-here", "given-goes-here"


@blueprint.get("/F/<code>", endpoint="form", strict_slashes=False)
# Nearest the view, so that links take the lower case.
@blueprint.get("/f/<code>", strict_slashes=False)
def form(code: str) -> ResponseReturnValue:
    """A course run's form, fresh; a code that is closed or not known leads to other courses."""
    occasion, place = occasion_of(code, None, clock.today())
    if occasion is None:
        return which_course(place)
    return fresh_form(occasion)


@blueprint.post("/F/<code>", endpoint="send", strict_slashes=False)
@blueprint.post("/f/<code>", strict_slashes=False)
@one_at_a_time
def send(code: str) -> ResponseReturnValue:
    """Take a course run's form."""
    sent = EvaluationForm(request.form)
    given = read_given(sent.given.data or "")
    occasion, place = occasion_of(code, given, clock.today())
    if occasion is None:
        return which_course(place)
    return _take(sent, occasion, given)


@blueprint.get("/f/at/<slug>/other")
def other_form(slug: str) -> ResponseReturnValue:
    """The form for a course that is not listed at a site."""
    place = place_by_slug(slug)
    return fresh_form(Occasion(place, None, clock.today())) if place else choose_place()


@blueprint.post("/f/at/<slug>/other")
def send_other(slug: str) -> ResponseReturnValue:
    """Take a form for a course that is not listed: it waits until staff find its course."""
    place = place_by_slug(slug)
    if place is None:
        return choose_place()
    sent = EvaluationForm(request.form)
    given = read_given(sent.given.data or "")
    return _take(sent, Occasion(place, None, asked_on(given, clock.today())), given)


def fresh_form(occasion: Occasion) -> str:
    """An empty form with an id of its own."""
    page = _blank_page(occasion)
    page = page.replace(ID_GOES_HERE, str(uuid4()), 1)
    return page.replace(GIVEN_GOES_HERE, sign_given(clock.now()), 1)


def _blank_page(occasion: Occasion) -> str:
    """The empty form, drawn once for all who see the same words."""
    about = (occasion.title, occasion.is_group, occasion.held_on)

    def draw_blank() -> str:
        blank = EvaluationForm(id=ID_GOES_HERE, given=GIVEN_GOES_HERE)
        return show_form(blank, occasion)

    return drawn_once(("form", occasion.site, about), draw_blank)


def show_form(shown: EvaluationForm, occasion: Occasion, **about: object) -> str:
    """The form as it stands, with whatever was typed and whatever needs a look."""
    if occasion.is_group:
        shown.ask_about_group()
    return draw(
        "kiosk/feedback/form.html",
        occasion.site,
        form=shown,
        occasion=occasion,
        questions=[(shown[question.name], question.hint) for question in QUESTIONS],
        **about,
    )


def mended(sent: EvaluationForm) -> EvaluationForm:
    """The same form to be shown again, with an id and a moment it can be sent with."""
    if sent.id.errors:
        sent.id.data = str(uuid4())
    if read_given(sent.given.data or "") is None:
        sent.given.data = sign_given(clock.now())
    return sent


def given_evaluation(
    sent: EvaluationForm, id: UUID, occasion: Occasion, given: GivenAt | None
) -> GivenEvaluation:
    """The form as a record, with the wording it was given in."""
    return GivenEvaluation(
        id=id,
        site_id=occasion.site.id,
        run_id=occasion.run.id if occasion.run else None,
        held_on=occasion.held_on,
        wording=given.wording if given else WORDING,
        answers=sent.answers,
        good=sent.good.data or "",
        better=sent.better.data or "",
        do_not_share=bool(sent.do_not_share.data),
    )


def _take(sent: EvaluationForm, occasion: Occasion, given: GivenAt | None) -> ResponseReturnValue:
    if not sent.validate():
        return show_form(mended(sent), occasion)
    if sent.is_empty:
        nothing = _("Nothing was filled in yet. Answer any question you like, then press Send.")
        return show_form(mended(sent), occasion, errors=[("", nothing)])
    now = clock.now()
    evaluation = given_evaluation(sent, UUID(sent.id.data), occasion, given)
    with writing_rows() as connection:
        is_new = record_new(connection, evaluation, clock.local_day(now))
    if not is_new and _must_ask(evaluation, given, now):
        return _ask(evaluation.id, occasion)
    id = evaluation.id if is_new else _settle(evaluation, now)
    token = sign_sent(SentForm(id, now, occasion.code, occasion.site.slug))
    return redirect(url_for("feedback.thanks", token=token), 303)


def _must_ask(evaluation: GivenEvaluation, given: GivenAt | None, now: datetime) -> bool:
    """Whether only the person can tell if this is a change or another person's answers."""
    if _is_change(evaluation) or request.form.get("which") == "another":
        return False
    recent = given is not None and given.is_recent(now)
    return recent and stored_differently(evaluation) is True


def _is_change(evaluation: GivenEvaluation) -> bool:
    offered = request.form.get("offered", "")
    return request.form.get("which") == "change" and was_offered(offered, evaluation.id)


def _settle(evaluation: GivenEvaluation, now: datetime) -> UUID:
    """What becomes of a form whose id is stored: a repeat, a change, or another person's."""
    with writing():
        if _is_change(evaluation) and change_evaluation(evaluation):
            return evaluation.id
        return record_evaluation(evaluation, clock.local_day(now))


def _ask(id: UUID, occasion: Occasion) -> str:
    kept = [(name, value) for name, value in carried() if name not in ("which", "offered")]
    return draw(
        "kiosk/feedback/ask.html",
        occasion.site,
        occasion=occasion,
        carried=[*kept, ("offered", offer_change(id))],
    )
