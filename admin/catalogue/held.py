"""What a stopped screen still had: accepted into the records, or discarded for good."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from kiosk import clock
from kiosk.database import db
from kiosk.models import CourseRun, HeldEvaluation, HeldVisit, Installation, Kiosk
from kiosk.questions import QUESTION_NAMES
from kiosk.records.days import record_days
from kiosk.records.evaluations import GivenEvaluation, record_evaluation
from kiosk.records.visits import Tap, record_visits
from kiosk.timetable import takes_evaluations


def record_held(kiosk: Kiosk) -> tuple[int, int]:
    """Take into the records, inside `writing()`, all that is held; how many visits and forms."""
    taps, forms = _held_visits(kiosk), _held_forms(kiosk)
    codes = {held.code for held in taps} | {form.code for form in forms}
    runs, connection = _runs(kiosk, codes - {None}), db.session.connection()
    # By when they came, since the terms of keeping them run from that day.
    for received_at, came in groupby(taps, key=lambda held: held.received_at):
        record_visits(connection, [_tap(held, kiosk, runs) for held in came], received_at)
    for form in forms:
        record_evaluation(_given(form, kiosk, runs), form.received_on)
    record_days(connection, kiosk.id, {clock.local_day(held.tapped_at) for held in taps})
    _forget(HeldVisit, [held.id for held in taps])
    _forget(HeldEvaluation, [form.id for form in forms])
    return len(taps), len(forms)


def discard_held(kiosk: Kiosk, now: datetime) -> tuple[int, int]:
    """Discard all that is held, so that a repeat stays discarded; how many visits and forms."""
    taps, forms = _held_visits(kiosk), _held_forms(kiosk)
    for held in taps:
        held.discarded_at = now
    for form in forms:
        form.discarded_on = clock.local_day(now)
        for name in QUESTION_NAMES:
            setattr(form, name, None)
    return len(taps), len(forms)


def ask_again(kiosk: Kiosk, now: datetime) -> bool:
    """Have the device send its last 30 days again; False where no device is paired.

    Those of its earlier pairings too: a device that was paired anew still keeps what it sent then.
    """
    pairings = Installation.kiosk_id == kiosk.id
    live = select(Installation.id).where(pairings, Installation.ended_at.is_(None))
    if db.session.scalar(live.limit(1)) is None:
        return False
    asked = update(Installation).where(pairings)
    db.session.execute(asked.values(resend_asked_at=now, resend_told_at=None))
    return True


def _held_visits(kiosk: Kiosk) -> Sequence[HeldVisit]:
    query = (
        select(HeldVisit)
        .join(Installation, Installation.id == HeldVisit.installation_id)
        .where(Installation.kiosk_id == kiosk.id, HeldVisit.discarded_at.is_(None))
        .order_by(HeldVisit.received_at, HeldVisit.tapped_at, HeldVisit.id)
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def _held_forms(kiosk: Kiosk) -> Sequence[HeldEvaluation]:
    query = (
        select(HeldEvaluation)
        .where(HeldEvaluation.kiosk_id == kiosk.id, HeldEvaluation.discarded_on.is_(None))
        .order_by(HeldEvaluation.id)
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def _runs(kiosk: Kiosk, codes: set[str | None]) -> dict[str, CourseRun]:
    query = (
        select(CourseRun)
        .where(CourseRun.code.in_(codes), CourseRun.site_id == kiosk.site_id)
        .options(joinedload(CourseRun.meetings))
    )
    return {run.code: run for run in db.session.scalars(query).unique()} if codes else {}


def _tap(held: HeldVisit, kiosk: Kiosk, runs: dict[str, CourseRun]) -> Tap:
    run = runs.get(held.code or "")
    takes = run is not None and takes_evaluations(run, clock.local_day(held.tapped_at))
    return Tap(
        id=held.id,
        site_id=kiosk.site_id,
        kiosk_id=kiosk.id,
        installation_id=held.installation_id,
        tapped_at=held.tapped_at,
        purpose=held.purpose,
        people=held.people,
        first_time=held.first_time,
        run_id=run.id if run and takes else None,
        seq=held.seq,
        marks=held.marks,
    )


def _given(form: HeldEvaluation, kiosk: Kiosk, runs: dict[str, CourseRun]) -> GivenEvaluation:
    run = runs.get(form.code or "")
    takes = run is not None and takes_evaluations(run, form.held_on)
    return GivenEvaluation(
        id=form.id,
        site_id=kiosk.site_id,
        run_id=run.id if run and takes else None,
        held_on=form.held_on,
        wording=form.wording,
        answers={name: getattr(form, name) for name in QUESTION_NAMES},
        method="kiosk",
    )


def _forget(model: type[HeldVisit] | type[HeldEvaluation], ids: Sequence[object]) -> None:
    """Once it is in the records, what was held goes; a part at a time, as engines limit a list."""
    for first in range(0, len(ids), 500):
        db.session.execute(delete(model).where(model.id.in_(ids[first : first + 500])))
