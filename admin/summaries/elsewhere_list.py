"""Every figure from elsewhere that a person may read, by its days: the room's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, or_, select

from admin.periods import Period
from admin.summaries.elsewhere import Elsewhere, read_elsewhere, under_headings
from admin.summaries.whole import Whole
from kiosk.database import db
from kiosk.models import AuditEntry, ElsewhereFigure, Site

WITHDREW = "withdrew a figure from elsewhere"
USUAL_HEADINGS = (
    _l("Social prescribing"),
    _l("Wellbeing"),
    _l("Vocational and employment support"),
    _l("Community"),
)


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
    found = _readable(sites)
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


def _readable(sites: Sequence[Site], *conditions: ColumnElement[bool]) -> list[Elsewhere]:
    known = {site.id: site for site in sites}
    of_sites = ElsewhereFigure.site_id.in_(list(known))
    return read_elsewhere(known, or_(of_sites, ElsewhereFigure.site_id.is_(None)), *conditions)


def one_figure(figure_id: int, sites: Sequence[Site]) -> Elsewhere | None:
    """One figure of these sites or of the whole service, standing or withdrawn."""
    return next(iter(_readable(sites, ElsewhereFigure.id == figure_id)), None)


def standing_alike(whole: Whole, period: Period, site: Site | None) -> list[Elsewhere]:
    """The figures of that name which stand for the same days and place."""
    here = ElsewhereFigure.site_id == site.id if site else ElsewhereFigure.site_id.is_(None)
    found = read_elsewhere(
        {site.id: site} if site else {},
        here,
        ElsewhereFigure.withdrawn_at.is_(None),
        ElsewhereFigure.from_on == period.first,
        ElsewhereFigure.to_on == period.last,
    )
    return [each for each in found if each.whole.name.casefold() == whole.name.casefold()]


@dataclass(frozen=True)
class ToCopy:
    """A figure of some days, and those of its name for the days that follow."""

    figure: Elsewhere
    entered: tuple[Elsewhere, ...]


def to_copy(period: Period, following: Period, sites: Sequence[Site]) -> list[ToCopy]:
    """The standing figures of these days, each with what was entered for the days that follow."""
    standing = _readable(
        sites,
        ElsewhereFigure.withdrawn_at.is_(None),
        ElsewhereFigure.from_on == period.first,
        ElsewhereFigure.to_on == period.last,
    )
    return [
        ToCopy(each, tuple(standing_alike(each.whole, following, each.site))) for each in standing
    ]


def days_following(period: Period) -> Period | None:
    """As many months on where a period is whole months, else the period of its kind that follows.

    None beyond the latest day there is.
    """
    later = period.later
    if later is None or not period.is_whole_months:
        return later
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month
    year, month = divmod(later.first.year * 12 + later.first.month + months, 12)
    return Period(later.first, date(year, month + 1, 1) - timedelta(days=1))


def headings_used(sites: Sequence[Site]) -> list[str]:
    """Headings to suggest: the service's usual ones, then those that were used."""
    usual = [str(heading) for heading in USUAL_HEADINGS]
    used = {each.heading for each in _readable(sites)}
    return usual + sorted(used - set(usual))
