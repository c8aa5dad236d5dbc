"""Course feedback on the paired screen: the five questions, one a screen, no text boxes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk import clock
from kiosk.database import writing
from kiosk.devices import Device, current_device, own_posts_only
from kiosk.feedback.occasions import find_run, occasion_of
from kiosk.feedback.room import blueprint, desk_words
from kiosk.feedback.signed import read_given, sign_given
from kiosk.forms.checkin import uuid4_or_none
from kiosk.help import HELP_LINES
from kiosk.qr import qr_address, qr_svg, readable, run_address, site_address
from kiosk.questions import ANSWER_VALUES, ANSWERS, QUESTION_NAMES, QUESTIONS, WORDING
from kiosk.records.evaluations import GivenEvaluation, record_evaluation
from kiosk.timetable import meetings_between


@dataclass(frozen=True)
class Progress:
    """How far somebody at the screen has come; `asked` is the question just shown, from 1."""

    id: UUID
    given: str
    code: str
    asked: int
    answers: dict[str, str]


@blueprint.get("/screen/feedback")
def kiosk_choose() -> ResponseReturnValue:
    """Which of today's courses is it?"""
    device = current_device()
    if device is None:
        return redirect(url_for("feedback.find"), 303)
    today = clock.today()
    return _draw(
        "kiosk/feedback/kiosk_choose.html",
        device,
        meetings=meetings_between(device.site_id, today, today),
        id=uuid4(),
        given=sign_given(clock.now()),
    )


@blueprint.post("/screen/feedback")
def kiosk_question() -> ResponseReturnValue:
    """The next question, or the one before; after the last, the answers are kept."""
    own_posts_only()
    device = current_device()
    if device is None:
        return redirect(url_for("feedback.find"), 303)
    progress = _progress()
    number = progress.asked + (-1 if "back" in request.form else 1)
    if number < 1:
        return redirect(_here("feedback.kiosk_choose"), 303)
    if number > len(QUESTIONS):
        return _keep(progress, device)
    return _show_question(progress, number, device)


@blueprint.get("/screen/feedback/thanks")
def kiosk_thanks() -> ResponseReturnValue:
    """Thank you, and how to say more: on paper, or on one's own phone."""
    device = current_device()
    if device is None:
        return redirect(url_for("feedback.find"), 303)
    run, _place = find_run(request.args.get("run", ""), clock.today())
    address = run_address(run.code) if run else site_address(device.site_slug)
    return _draw(
        "kiosk/feedback/kiosk_thanks.html",
        device,
        kept="nothing" not in request.args,
        qr=qr_svg(qr_address(address), _("QR code: the form for your phone")),
        address=readable(address),
    )


def _here(endpoint: str, **values: object) -> str:
    """An address on this screen, in the text size that somebody chose."""
    size = request.args.get("size")
    return url_for(endpoint, **values, size=size)  # type: ignore[arg-type]  # values of an address


def _draw(template: str, device: Device, **shown: object) -> str:
    desk = desk_words(device.desk_line)
    return render_template(
        template, device=device, desk_line=desk, help_lines=HELP_LINES, here=_here, **shown
    )


def _progress() -> Progress:
    """What the screen before carried; whatever is impossible is left out."""
    typed = request.form
    asked = typed.get("asked", "")
    return Progress(
        id=uuid4_or_none(typed.get("id")) or uuid4(),
        given=typed.get("given", ""),
        code=typed.get("run", ""),
        asked=min(int(asked), len(QUESTIONS)) if asked.isascii() and asked.isdigit() else 0,
        answers={name: typed[name] for name in QUESTION_NAMES if typed.get(name) in ANSWER_VALUES},
    )


def _show_question(progress: Progress, number: int, device: Device) -> str:
    question = QUESTIONS[number - 1]
    run, _place = find_run(progress.code, clock.today())
    is_group = run is not None and run.is_group
    return _draw(
        "kiosk/feedback/kiosk_question.html",
        device,
        progress=progress,
        number=number,
        total=len(QUESTIONS),
        title=run.title if run else "",
        asks=question.asks_of_group if is_group else question.asks,
        question=question,
        answers=ANSWERS,
        chosen=progress.answers.get(question.name),
        earlier={name: value for name, value in progress.answers.items() if name != question.name},
    )


def _keep(progress: Progress, device: Device) -> ResponseReturnValue:
    """Store the answers, if there are any; a course that is not open waits to be found."""
    if not progress.answers:
        return redirect(_here("feedback.kiosk_thanks", nothing=1), 303)
    now = clock.now()
    evaluation = _evaluation(progress, device, now)
    with writing():
        record_evaluation(evaluation, clock.local_day(now))
    run = progress.code if evaluation.run_id else None
    return redirect(_here("feedback.kiosk_thanks", run=run), 303)


def _evaluation(progress: Progress, device: Device, now: datetime) -> GivenEvaluation:
    today, given = clock.local_day(now), read_given(progress.given)
    occasion, _place = occasion_of(progress.code, given, today)
    if occasion is not None and occasion.site.id != device.site_id:
        occasion = None
    return GivenEvaluation(
        id=progress.id,
        site_id=device.site_id,
        run_id=occasion.run.id if occasion and occasion.run else None,
        held_on=occasion.held_on if occasion else today,
        wording=given.wording if given else WORDING,
        answers=progress.answers,
        method="kiosk",
    )
