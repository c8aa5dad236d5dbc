"""Taking a batch in: visits at the time of their tap, evaluations, and what the device told us."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kiosk import clock
from kiosk.database import db
from kiosk.devices import Device
from kiosk.models import CourseRun, Installation, Visit
from kiosk.questions import WORDING
from kiosk.records.evaluations import GivenEvaluation, record_evaluation
from kiosk.records.taps import Reckoning, reckoning, times_of_taps
from kiosk.records.visits import Tap, record_visits
from kiosk.sync.batch import Batch, SentEvaluation, SentVisit
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


def take_in(device: Device, batch: Batch, runs: Runs, received_at: datetime) -> int | None:
    """Store a batch inside `writing()`; returns the seq from which the device should send again."""
    installation = _installation(device, batch.installation, received_at)
    known = reckoning(
        received_at,
        batch.sent_at,
        installation.clock_difference_ms,
        clock.at_local(device.opened_on),
    )
    taps = _taps(device, installation, batch.visits, runs, known)
    record_visits(taps, received_at)
    for sent in batch.evaluations:
        record_evaluation(_given(device, sent, runs), clock.local_day(received_at))
    seqs = [tap.seq for tap in taps if tap.seq is not None]
    resend_from = missing_from(installation.last_seq, batch.last_seq, batch.queued, seqs)
    if resend_from is None:
        _acknowledge(installation, taps)
    _note(installation, batch, known, received_at)
    return resend_from


def missing_from(
    acknowledged: int | None, remembered: int | None, queued: int, seqs: Iterable[int]
) -> int | None:
    """The first seq that the device remembers as acknowledged and we do not have; None: none.

    So a server restored from a backup asks again. A batch at or below what the device remembers
    is the answer to such a question: what it leaves out, the device no longer has.
    """
    known = acknowledged or 0
    if remembered is None or remembered <= known:
        return None
    first = min((seq for seq in seqs if seq > known), default=None)
    if first is None:
        return known + 1 if remembered - known > queued else None
    return known + 1 if first > known + 1 and first > remembered else None


def _installation(device: Device, named: UUID | None, received_at: datetime) -> Installation:
    """The installation whose visits these are: the cookie's, or another of the same kiosk."""
    # Locked, so that two posts of one device take their turns on PostgreSQL too.
    own = _locked(device.installation_id)
    assert own is not None  # noqa: S101  # the cookie was just found by it
    own.last_seen_at = received_at
    if named is None or named == own.id:
        return own
    other = _locked(named)
    if other is None:
        other = Installation(
            id=named, kiosk_id=device.kiosk_id, paired_at=received_at, ended_at=received_at
        )
        db.session.add(other)
        db.session.flush()
    return other if other.kiosk_id == device.kiosk_id else own


def _locked(installation_id: UUID) -> Installation | None:
    query = select(Installation).where(Installation.id == installation_id)
    query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(query).one_or_none()


def _taps(
    device: Device,
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
    return [
        _tap(device, installation, visit, runs, *time)
        for visit, time in zip(visits, times, strict=True)
    ]


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
    device: Device,
    installation: Installation,
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
        site_id=device.site_id,
        kiosk_id=device.kiosk_id,
        installation_id=installation.id,
        tapped_at=tapped_at,
        purpose=sent.purpose,
        people=sent.people,
        first_time=sent.first_time,
        run_id=run.id if run else None,
        seq=sent.claim.seq,
        marks=" ".join(marks),
    )


def _given(device: Device, sent: SentEvaluation, runs: Runs) -> GivenEvaluation:
    run = runs.get(sent.code or "")
    takes = run is not None and takes_evaluations(run, sent.held_on)
    return GivenEvaluation(
        id=sent.id,
        site_id=device.site_id,
        run_id=run.id if run and takes else None,
        held_on=sent.held_on,
        wording=WORDING,
        answers=sent.answers,
        method="kiosk",
    )


def _acknowledge(installation: Installation, taps: list[Tap]) -> None:
    """Remember the highest seq that arrived, and when that tap was."""
    numbered = [(tap.seq, tap.tapped_at) for tap in taps if tap.seq is not None]
    seq, tapped_at = max(numbered, default=(0, None))
    if tapped_at is not None and seq > (installation.last_seq or 0):
        installation.last_seq, installation.last_tapped_at = seq, tapped_at


def _note(
    installation: Installation, batch: Batch, known: Reckoning, received_at: datetime
) -> None:
    installation.last_seen_at = received_at
    installation.version = batch.version
    installation.queued, installation.oldest_age_ms = batch.queued, batch.oldest_age_ms
    if batch.sent_at is not None:
        installation.clock_difference_ms = known.difference_ms
