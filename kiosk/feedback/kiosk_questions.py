"""Course feedback on the paired screen: the five questions, one a screen, no text boxes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk import clock
from kiosk.database import writing
from kiosk.devices import Device, current_device, own_posts_only
from kiosk.feedback.occasions import find_run, occasion_of
from kiosk.feedback.progress import Progress, progress_sent, read_progress, seal_progress
from kiosk.feedback.room import blueprint, desk_words
from kiosk.feedback.signed import read_given, sign_given
from kiosk.help import HELP_LINES
from kiosk.qr import qr_address, qr_svg, readable, run_address, site_address
from kiosk.questions import ANSWERS, QUESTIONS, WORDING
from kiosk.records.evaluations import GivenEvaluation, record_evaluation, stored_evaluation
from kiosk.shared_screen import MARK
from kiosk.timetable import meetings_between


@blueprint.get("/screen/feedback")
def kiosk_choose() -> ResponseReturnValue:
    """Which of today's courses is it?"""
    device = current_device()
    if device is None:
        return redirect(url_for("feedback.find", shared=MARK["shared"]), 303)
    today = clock.today()
    meetings = meetings_between(device.site_id, today, today)
    return _draw(
        "kiosk/feedback/kiosk_choose.html",
        device,
        meetings=meetings,
        id=uuid4(),
        given=sign_given(clock.now()),
        today=today,
        wording=WORDING,
        questions=QUESTIONS,
        answers=ANSWERS,
        codes=_codes(device, [run.code for _meeting, run in meetings]),
    )


@blueprint.post("/screen/feedback")
def kiosk_question() -> ResponseReturnValue:
    """On to the next question, or to the one before; after the last, the answers are kept."""
    own_posts_only()
    device = current_device()
    if device is None:
        return redirect(url_for("feedback.find", shared=MARK["shared"]), 303)
    progress = progress_sent(request.form)
    number = progress.asked + (-1 if "back" in request.form else 1)
    if number < 1:
        return redirect(_here("feedback.kiosk_choose"), 303)
    if number > len(QUESTIONS):
        return _keep(progress, device)
    state = seal_progress(progress.at_question(number), clock.now())
    return redirect(_here("feedback.kiosk_asked", state=state), 303)


@blueprint.get("/screen/feedback/question/<state>")
def kiosk_asked(state: str) -> ResponseReturnValue:
    """A question; an address of somebody who has finished or gone leads to the courses."""
    device = current_device()
    if device is None:
        return redirect(url_for("feedback.find", shared=MARK["shared"]), 303)
    progress = read_progress(state, clock.now())
    if progress is None or stored_evaluation(progress.id) is not None:
        return redirect(_here("feedback.kiosk_choose"), 303)
    return _show_question(progress, device)


@blueprint.get("/screen/feedback/thanks")
def kiosk_thanks() -> ResponseReturnValue:
    """Thank you, and how to say more: on paper, or on one's own phone."""
    device = current_device()
    if device is None:
        return redirect(url_for("feedback.find", shared=MARK["shared"]), 303)
    run, _place = find_run(request.args.get("run", ""), clock.today())
    address = run_address(run.code) if run else site_address(device.site_slug)
    return _draw(
        "kiosk/feedback/kiosk_thanks.html",
        device,
        kept="nothing" not in request.args,
        qr=_qr(address),
        address=readable(address),
    )


def _qr(address: str) -> str:
    return qr_svg(qr_address(address), _("QR code: the form for your phone"))


def _codes(device: Device, runs: Sequence[str]) -> list[tuple[str, str, str]]:
    """For the screen's own thanks: each course's code, and under none that of the whole site."""
    addresses = {"": site_address(device.site_slug)} | {code: run_address(code) for code in runs}
    return [(code, _qr(address), readable(address)) for code, address in addresses.items()]


def _here(endpoint: str, **values: object) -> str:
    """An address on this screen, in the text size that somebody chose."""
    size = request.args.get("size")
    return url_for(endpoint, **values, size=size)  # type: ignore[arg-type]  # values of an address


def _draw(template: str, device: Device, **shown: object) -> str:
    desk = desk_words(device.desk_line)
    return render_template(
        template, device=device, desk_line=desk, help_lines=HELP_LINES, here=_here, **shown
    )


def _show_question(progress: Progress, device: Device) -> str:
    question = QUESTIONS[progress.asked - 1]
    run, _place = find_run(progress.code, clock.today())
    is_group = run is not None and run.is_group
    earlier = {name: value for name, value in progress.answers.items() if name != question.name}
    return _draw(
        "kiosk/feedback/kiosk_question.html",
        device,
        progress=progress,
        total=len(QUESTIONS),
        title=run.title if run else "",
        asks=question.asks_of_group if is_group else question.asks,
        question=question,
        answers=ANSWERS,
        chosen=progress.answers.get(question.name),
        carried={**_about(progress), **earlier},
    )


def _about(progress: Progress) -> dict[str, object]:
    """What a question carries to the next besides the answers."""
    about = {"id": progress.id, "given": progress.given, "run": progress.code}
    return {**about, "asked": progress.asked}


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
