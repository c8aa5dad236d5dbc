"""Taking a batch in: visits at the time of their tap, evaluations, and what the device told us."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kiosk import clock
from kiosk.database import db
from kiosk.devices import Device
from kiosk.models import CourseRun, Installation, Visit
from kiosk.records.days import record_days, record_seen
from kiosk.records.evaluations import GivenEvaluation, record_evaluation
from kiosk.records.held import hold_evaluations, hold_visits
from kiosk.records.taps import Reckoning, day_of_form, reckoning, times_of_taps
from kiosk.records.visits import Tap, record_visits
from kiosk.sync.again import asked_by_staff, missing_from
from kiosk.sync.batch import MOST_QUEUED, Batch, SentEvaluation, SentVisit
from kiosk.sync.origin import Origin, is_anothers, locked_installation, maker_of
from kiosk.timetable import takes_evaluations

Runs = Mapping[str, CourseRun]


def runs_named(batch: Batch, site_id: int) -> Runs:
    """The runs at this site that a batch names, with their meetings, by code."""
    codes = {row.code for row in batch.visits if row.code}
    codes |= {row.code for row in batch.evaluations if row.code}
    if not codes:
        return {}
    query = (
        select(CourseRun)
        .where(CourseRun.code.in_(codes), CourseRun.site_id == site_id)
        .options(joinedload(CourseRun.meetings))
    )
    return {run.code: run for run in db.session.scalars(query).unique()}


def take_in(
    device: Device, origin: Origin, batch: Batch, runs: Runs, received_at: datetime
) -> int | None:
    """Store a batch inside `writing()`; returns the seq from which the device should send again."""
    own = locked_installation(device.installation_id)
    assert own is not None  # noqa: S101  # the cookie was just found by it
    maker = maker_of(origin, own, received_at)
    opened_at = clock.at_local(origin.opened_on)
    known = reckoning(received_at, batch.sent_at, maker.clock_difference_ms, opened_at)
    taps = _taps(origin, maker, batch.visits, runs, known)
    days = _days(origin, maker, batch.forms, known)
    forms = [_given(origin, *one, runs) for one in zip(batch.forms, days, strict=True)]
    of_another = is_anothers(origin, maker, device)
    if maker.revoked_at is None and not of_another:
        _store(origin, own, taps, forms, received_at)
    else:
        _hold(origin, batch, taps, forms, received_at)
    today = clock.local_day(received_at)
    record_seen(db.session.connection(), device.kiosk_id, own.id, own.seen_on, today)
    _note(own, batch, received_at)
    return None if of_another else _acknowledge(maker, batch, taps, received_at)


def _store(
    origin: Origin,
    own: Installation,
    taps: list[Tap],
    forms: list[GivenEvaluation],
    received_at: datetime,
) -> None:
    connection = db.session.connection()
    record_visits(connection, taps, received_at)
    for given in forms:
        record_evaluation(given, clock.local_day(received_at))
    days = {clock.local_day(tap.tapped_at) for tap in taps}
    if origin.kiosk_id == own.kiosk_id:
        days -= {own.seen_on or clock.local_day(received_at), clock.local_day(received_at)}
    record_days(connection, origin.kiosk_id, days)


def _hold(
    origin: Origin,
    batch: Batch,
    taps: list[Tap],
    forms: list[GivenEvaluation],
    received_at: datetime,
) -> None:
    """What a manager must accept or discard."""
    codes = [sent.code for sent in batch.visits]
    hold_visits(list(zip(taps, codes, strict=True)), received_at)
    form_codes = [sent.code for sent in batch.forms]
    today = clock.local_day(received_at)
    hold_evaluations(list(zip(forms, form_codes, strict=True)), origin.kiosk_id, today)


def _taps(
    origin: Origin,
    installation: Installation,
    visits: tuple[SentVisit, ...],
    runs: Runs,
    known: Reckoning,
) -> list[Tap]:
    last = None
    if installation.last_seq is not None and installation.last_tapped_at is not None:
        last = (installation.last_seq, installation.last_tapped_at)
    claims = [visit.claim for visit in visits]
    times = times_of_taps(claims, known, last, _acknowledged_among(installation, visits))
    return [_tap(origin, visit, runs, *time) for visit, time in zip(visits, times, strict=True)]


def _acknowledged_among(
    installation: Installation, visits: tuple[SentVisit, ...]
) -> dict[int, datetime]:
    """The moments of acknowledged visits around those of a batch that were sent late or again."""
    seqs = [visit.claim.seq for visit in visits if visit.claim.seq is not None]
    if not seqs or installation.last_seq is None or min(seqs) > installation.last_seq:
        return {}
    kept = select(Visit.seq, Visit.tapped_at).where(Visit.installation_id == installation.id)
    before = kept.where(Visit.seq < min(seqs)).order_by(Visit.seq.desc(), Visit.id).limit(1)
    among = kept.where(Visit.seq.between(min(seqs), max(seqs))).order_by(Visit.seq, Visit.id)
    rows = [*db.session.execute(before), *db.session.execute(among)]
    return {seq: tapped_at for seq, tapped_at in rows if seq is not None}


def _tap(
    origin: Origin,
    sent: SentVisit,
    runs: Runs,
    tapped_at: datetime,
    reasons: tuple[str, ...],
) -> Tap:
    run = runs.get(sent.code or "")
    marks = [*sent.marks, *reasons]
    if run is not None and not takes_evaluations(run, clock.local_day(tapped_at)):
        run = None
    if run is None and sent.code:
        marks.append("run")
    return Tap(
        id=sent.id,
        site_id=origin.site_id,
        kiosk_id=origin.kiosk_id,
        installation_id=origin.installation_id,
        tapped_at=tapped_at,
        purpose=sent.purpose,
        people=sent.people,
        first_time=sent.first_time,
        run_id=run.id if run else None,
        seq=sent.claim.seq,
        marks=" ".join(marks),
    )


def _days(
    origin: Origin,
    maker: Installation,
    sent: Sequence[SentEvaluation],
    known: Reckoning,
) -> list[date]:
    """Of which day each form is; an impossible one is logged, as there is no room for a mark."""
    today, opened_on = clock.local_day(known.received_at), origin.opened_on
    # By what was known before this post: a clock stepped since is not what they were given by.
    before = maker.clock_difference_ms
    difference = known.difference_ms if before is None else before
    told = [day_of_form(one.held_on, difference, opened_on, today) for one in sent]
    mended = sum(1 for one, day in zip(sent, told, strict=True) if one.held_on and day is None)
    if mended:
        fields = {"kiosk": origin.kiosk_id, "forms": mended}
        current_app.logger.info("took the day of receipt for a form", extra={"fields": fields})
    return [day or today for day in told]


def _given(origin: Origin, sent: SentEvaluation, held_on: date, runs: Runs) -> GivenEvaluation:
    run = runs.get(sent.code or "")
    takes = run is not None and takes_evaluations(run, held_on)
    return GivenEvaluation(
        id=sent.id,
        site_id=origin.site_id,
        run_id=run.id if run and takes else None,
        held_on=held_on,
        wording=sent.wording,
        answers=sent.answers,
        method="kiosk",
    )


def _acknowledge(
    maker: Installation, batch: Batch, taps: Sequence[Tap], received_at: datetime
) -> int | None:
    """Remember the highest seq that arrived, and when that tap was; what should come again."""
    numbered = [(tap.seq, tap.tapped_at) for tap in taps if tap.seq is not None]
    seqs = [seq for seq, _at in numbered]
    asked = asked_by_staff(maker, seqs, received_at)
    missing = missing_from(maker.last_seq, batch.last_seq, batch.queued or 0, seqs)
    seq, tapped_at = max(numbered, default=(0, None))
    if missing is None and tapped_at is not None and seq > (maker.last_seq or 0):
        maker.last_seq, maker.last_tapped_at = seq, tapped_at
    return asked or missing


def _note(own: Installation, batch: Batch, received_at: datetime) -> None:
    """What the device says of itself, whichever of its pairings made the rows that it sends.

    What it does not say stays as it was: a page that only asks for an answer does not know.
    """
    own.last_seen_at = received_at
    own.version = batch.version or own.version
    if batch.installation in (None, own.id):
        if batch.queued is not None:
            own.queued, own.oldest_age_ms = batch.queued, batch.oldest_age_ms
        own.storage = batch.storage or own.storage
        own.lasting = own.lasting if batch.lasting is None else batch.lasting
    refused = own.refused + len(batch.refused) if batch.set_aside is None else batch.set_aside
    own.refused = min(refused, MOST_QUEUED)
    if batch.sent_at is None:
        return
    now = reckoning(received_at, batch.sent_at, own.clock_difference_ms, received_at)
    # While visits wait that were tapped before a step, the difference before it stays known:
    # otherwise the next batch of them would be believed by a clock that they were not tapped by.
    if now.agreed or own.queued <= len(batch.sent_ids) + len(batch.refused):
        own.clock_difference_ms = now.difference_ms
