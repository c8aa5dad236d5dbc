"""The check-in screen and its help: a tap on a tile is the visit."""

from datetime import datetime
from uuid import uuid4

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk import clock
from kiosk.checkin.courses import courses_today, each_run_once, shown_today
from kiosk.checkin.local import local_strips
from kiosk.checkin.room import blueprint
from kiosk.checkin.state import (
    AGAIN,
    ASKING,
    LONG_STAY,
    REST,
    WELCOME,
    Stage,
    Wishes,
    part_of_day,
    read_wishes,
    stage_now,
)
from kiosk.checkin.strip import draw_strip
from kiosk.database import one_at_a_time
from kiosk.devices import Device, current_device, own_posts_only
from kiosk.forms.checkin import CheckInForm, uuid4_or_none
from kiosk.help import HELP_LINES
from kiosk.notes import Note, note_now
from kiosk.questions import PURPOSES
from kiosk.records.days import record_seen
from kiosk.records.visits import Outcome, Tap, find_visit, record_visit
from kiosk.rows import writing_rows
from kiosk.shared_screen import mark_for_visitors


@blueprint.get("/")
def screen() -> ResponseReturnValue:
    """The check-in screen of a paired kiosk; elsewhere the resting page."""
    device = current_device()
    if device is None:
        return render_template(
            "kiosk/checkin/resting.html", mark=mark_for_visitors(), now=clock.now()
        )
    visit_id = uuid4_or_none(request.args.get("visit"))
    visit = find_visit(visit_id, device.kiosk_id) if visit_id else None
    return _draw(device, stage_now(visit, read_wishes(request.args), clock.now()))


@blueprint.post("/check-in")
@one_at_a_time
def check_in() -> ResponseReturnValue:
    """Record the tap on a tile. One read, one write."""
    own_posts_only()
    device, wishes = current_device(), read_wishes(request.args)
    if device is None:
        return redirect(url_for("checkin.screen"), 303)
    form, moment = CheckInForm(request.form), clock.now()
    if not form.validate():
        sentence = str([*form.id.errors, *form.purpose.errors][0])
        return _draw(device, Stage(AGAIN, sentence=sentence, ends_in_ms=LONG_STAY * 1000)), 400
    tap, today = _tap(device, form), clock.local_day(moment)
    with writing_rows() as connection:
        outcome = record_visit(connection, tap, moment)
        record_seen(connection, device.kiosk_id, device.installation_id, device.seen_on, today)
    if outcome is Outcome.TOO_LATE:
        sentence = _("This screen had been open for a while, so that tap was not counted.")
        return _draw(device, Stage(AGAIN, sentence=sentence, ends_in_ms=LONG_STAY * 1000))
    return redirect(url_for("checkin.screen", visit=tap.id, size=wishes.size or None), 303)


@blueprint.get("/check-in")
@blueprint.get("/check-in/<path:rest>")
def checked_in(rest: str = "") -> ResponseReturnValue:
    """An address that only takes taps, opened from the history: back to the screen."""
    return redirect(url_for("checkin.screen"), 303)


@blueprint.get("/screen/help")
def help_page() -> ResponseReturnValue:
    """Help for someone in distress: numbers as plain text, and where the desk is."""
    device = current_device()
    return render_template("kiosk/checkin/help.html", device=device, help_lines=HELP_LINES)


def _tap(device: Device, form: CheckInForm) -> Tap:
    return Tap(
        id=form.visit_id,
        site_id=device.site_id,
        kiosk_id=device.kiosk_id,
        installation_id=device.installation_id,
        tapped_at=clock.now(),
        purpose=str(form.purpose.data),
    )


def _note(device: Device, stage: Stage, wishes: Wishes, moment: datetime) -> Note | None:
    """What came of feedback: only on a screen at rest, which has room for it at its usual size."""
    if stage.name != REST or wishes.size:
        return None
    return note_now(device.site_id, clock.local_day(moment), moment)


def _draw(device: Device, stage: Stage) -> str:
    wishes, moment = read_wishes(request.args), clock.now()
    courses = courses_today(device.site_id, moment)
    shown, further = shown_today(courses, wishes.size)
    visit = {"visit": stage.visit.id} if stage.name == WELCOME and stage.visit else {}
    carried = wishes.kept | ({"stay": wishes.stay} if visit else {})
    return render_template(
        "kiosk/checkin/screen.html",
        device=device,
        stage=stage,
        wishes=wishes,
        carried=carried,
        here=carried | visit,
        is_fresh=bool(visit) and "stay" not in request.args,
        fresh_id=uuid4(),
        purposes=PURPOSES,
        part_of_day=part_of_day(moment),
        shown=shown,
        further=further,
        strip=draw_strip(stage, wishes, each_run_once(courses)),
        today=clock.local_day(moment),
        local=local_strips(each_run_once(courses)) if stage.name == REST else None,
        asking_ms=ASKING * 1000,
        note=_note(device, stage, wishes, moment),
    )
