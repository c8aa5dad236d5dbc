"""When a device should send again what it was told is stored: a server restored, or staff ask."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from kiosk.models import Installation

# So long staff's question is repeated to a device that has nothing left to send.
TOLD_FOR = timedelta(hours=1)


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


def asked_by_staff(maker: Installation, seqs: Sequence[int], now: datetime) -> int | None:
    """1 while staff want everything again that the device keeps, its last 30 days; else None.

    Told with every answer, as an answer may be lost, until visits come that were acknowledged.
    """
    if maker.resend_asked_at is None:
        return None
    told_at = maker.resend_told_at
    if told_at is not None:
        has_begun = any(seq <= (maker.last_seq or 0) for seq in seqs)
        if has_begun or now - told_at > TOLD_FOR:
            maker.resend_asked_at = maker.resend_told_at = None
            return None
    maker.resend_told_at = told_at or now
    return 1
