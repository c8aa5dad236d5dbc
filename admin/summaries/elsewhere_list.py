"""Every figure from elsewhere that a person may read, by its days: the room's list."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from admin.periods import Period
from admin.summaries.elsewhere import Elsewhere, read_elsewhere, under_headings
from kiosk.database import db
from kiosk.models import AuditEntry, ElsewhereFigure, Site

WITHDREW = "withdrew a figure from elsewhere"


@dataclass(frozen=True)
class FiguresOfDays:
    """The figures that stand for exactly these days, under their headings."""

    period: Period
    by_heading: dict[str, list[Elsewhere]]


@dataclass(frozen=True)
class ElsewhereList:
    """What stands, the latest days first; and what was withdrawn, the latest first, with why."""

    standing: tuple[FiguresOfDays, ...]
    withdrawn: tuple[tuple[Elsewhere, str], ...]


def list_elsewhere(sites: Sequence[Site]) -> ElsewhereList:
    """The figures of these sites, and those of the whole service, which everybody reads."""
    known = {site.id: site for site in sites}
    of_sites = ElsewhereFigure.site_id.in_(list(known))
    found = read_elsewhere(known, or_(of_sites, ElsewhereFigure.site_id.is_(None)))
    by_days: dict[Period, list[Elsewhere]] = {}
    for each in found:
        if each.withdrawn_at is None:
            by_days.setdefault(each.period, []).append(each)
    latest = sorted(by_days, key=lambda days: (days.last, days.first), reverse=True)
    gone = sorted(
        (each for each in found if each.withdrawn_at is not None),
        key=lambda each: (each.withdrawn_at, each.id),
        reverse=True,
    )
    reasons = _reasons() if gone else {}
    return ElsewhereList(
        standing=tuple(FiguresOfDays(days, under_headings(by_days[days])) for days in latest),
        withdrawn=tuple((each, reasons.get(each.id, "")) for each in gone),
    )


def _reasons() -> dict[int, str]:
    """Why each was withdrawn, as the log has it."""
    query = select(AuditEntry.details).where(AuditEntry.action == WITHDREW).order_by(AuditEntry.id)
    return {int(found["figure"]): str(found["reason"]) for found in db.session.scalars(query)}
