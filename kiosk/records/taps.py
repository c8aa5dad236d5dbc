"""The time of a tap: what a device's clock says, judged by how far it was off before.

Where the difference at this sync equals the last one within 5 s, the clock was not stepped, and
the tap's own time plus the difference is right, even after a sleep. Otherwise the age is, which a
step leaves alone: so too where the clock said what cannot be, having been stepped there and back
while the tap waited. A device that saw its clock set back since we last answered does not say
what it read (`tapped_at` is null): the age goes for that tap too. Differences are the server's
clock minus the device's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

AGREES_WITHIN_MS = 5000
A_DAY_MS = 86_400_000
BY_AGE, BY_UNSURE_CLOCK, BY_RECEIPT, IN_ORDER = "age", "clock", "time", "order"


@dataclass(frozen=True)
class Claim:
    """When a device says that a tap was: by its clock, by the tap's age, and in which order."""

    seq: int | None
    tapped_at: datetime | None
    age_ms: int | None


@dataclass(frozen=True)
class Reckoning:
    """What the server knows when it judges a batch; `not_before` is the day the site opened."""

    received_at: datetime
    difference_ms: int
    agreed: bool
    not_before: datetime


def reckoning(
    received_at: datetime,
    sent_at: datetime | None,
    known_difference_ms: int | None,
    not_before: datetime,
) -> Reckoning:
    """Compare the device's clock now with how far it was off at the last sync.

    A device that does not say when it sent is believed as it was before.
    """
    known = known_difference_ms or 0
    if sent_at is None:
        return Reckoning(received_at, known, True, not_before)
    difference = milliseconds(received_at - sent_at)
    agreed = abs(difference - known) <= AGREES_WITHIN_MS
    return Reckoning(received_at, difference, agreed, not_before)


def milliseconds(span: timedelta) -> int:
    """A span of time in whole milliseconds."""
    return span // timedelta(milliseconds=1)


def _shifted(moment: datetime, shift_ms: int) -> datetime | None:
    try:
        return moment + timedelta(milliseconds=shift_ms)
    except OverflowError:
        return None


def time_of_tap(
    claim: Claim, known: Reckoning, previous_at: datetime | None
) -> tuple[datetime, tuple[str, ...]]:
    """When the tap was, and why that is not simply what the device said (empty: it is).

    Never before the previous acknowledged tap, nor after receipt, nor before the site opened.
    """
    moment, marks = _told_or_aged(claim, known)
    aged = _aged(claim, known, previous_at)
    if moment and aged and not marks and _cannot_be(moment, aged, known, previous_at):
        moment, marks = aged, (BY_AGE,)
    if moment is None or moment < known.not_before:
        moment, marks = known.received_at, (BY_RECEIPT,)
    if milliseconds(moment - known.received_at) > AGREES_WITHIN_MS:
        marks = (BY_RECEIPT,)
    moment = min(moment, known.received_at)
    if previous_at is not None and moment < previous_at <= known.received_at:
        moment, marks = previous_at, (*marks, IN_ORDER)
    return moment, marks


def _told_or_aged(claim: Claim, known: Reckoning) -> tuple[datetime | None, tuple[str, ...]]:
    if claim.tapped_at is None and claim.age_ms is None:
        return None, ()
    if claim.tapped_at is not None and known.agreed:
        return _shifted(claim.tapped_at, known.difference_ms), ()
    if claim.age_ms is not None:
        return _shifted(known.received_at, -claim.age_ms), (BY_AGE,)
    assert claim.tapped_at is not None  # noqa: S101  # both missing was the first case
    return _shifted(claim.tapped_at, known.difference_ms), (BY_UNSURE_CLOCK,)


def _aged(claim: Claim, known: Reckoning, previous_at: datetime | None) -> datetime | None:
    """When the tap was by its age, where that can be."""
    if claim.age_ms is None:
        return None
    aged = _shifted(known.received_at, -claim.age_ms)
    earliest = max(known.not_before, previous_at or known.not_before)
    return aged if aged and not _is_later(earliest, aged) else None


def _cannot_be(
    moment: datetime, aged: datetime, known: Reckoning, previous_at: datetime | None
) -> bool:
    """Whether a clock that was not stepped cannot have said this of a tap of that age.

    A sleep makes an age too short, and nothing makes it too long.
    """
    earliest = max(known.not_before, previous_at or known.not_before)
    return _is_later(moment, aged) or _is_later(earliest, moment)


def _is_later(one: datetime, other: datetime) -> bool:
    return milliseconds(one - other) > AGREES_WITHIN_MS


def times_of_taps(
    claims: Sequence[Claim],
    known: Reckoning,
    last: tuple[int, datetime] | None,
    earlier: Mapping[int, datetime],
) -> list[tuple[datetime, tuple[str, ...]]]:
    """The times of a batch, in its own order.

    `last` is the installation's last acknowledged (seq, moment); `earlier` the moments of those
    acknowledged before it that this batch lies between.
    """
    times: list[tuple[datetime, tuple[str, ...]]] = [(known.received_at, ())] * len(claims)
    done = dict(earlier)
    if last is not None:
        done[last[0]] = last[1]
    places = sorted(range(len(claims)), key=lambda place: _order(claims[place], place))
    for place in places:
        claim = claims[place]
        times[place] = time_of_tap(claim, known, _previous(done, claim.seq))
        if claim.seq is not None:
            done.setdefault(claim.seq, times[place][0])
    if known.agreed:
        for place in _set_back_after(claims, places, times):
            moment, marks = times[place]
            times[place] = moment, (*marks, BY_UNSURE_CLOCK)
    return times


def _set_back_after(
    claims: Sequence[Claim],
    places: Sequence[int],
    times: Sequence[tuple[datetime, tuple[str, ...]]],
) -> list[int]:
    """Those whose clock said more than a later tap's, and the time counted between, leave room for.

    A sleep makes clocks say more, never less: it was ahead here, and set back before that tap.
    """
    found: list[int] = []
    least: datetime | None = None
    for place in reversed(places):
        claim = claims[place]
        if claim.seq is None or claim.tapped_at is None or {*times[place][1]} - {IN_ORDER}:
            continue
        said = None if claim.age_ms is None else _shifted(claim.tapped_at, claim.age_ms)
        if said is None:
            continue
        if least is not None and _is_later(said, least):
            found.append(place)
        least = said if least is None else min(said, least)
    return found


def _order(claim: Claim, place: int) -> tuple[bool, int, int]:
    return (claim.seq is None, claim.seq or 0, place)


def _previous(done: Mapping[int, datetime], seq: int | None) -> datetime | None:
    if seq is None:
        return None
    return max((at for number, at in done.items() if number < seq), default=None)


def day_of_form(told: date | None, difference_ms: int, first: date, last: date) -> date | None:
    """The day that a device's clock said, put right by whole days, as a form has no moment.

    None where none was said, or one that cannot be: before `first` or after `last`.
    """
    try:
        day = told and told + timedelta(days=round(difference_ms / A_DAY_MS))
    except OverflowError:
        return None
    return day if day and first <= day <= last else None
