"""Screens that should have been heard from by now, and sites where none is paired any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from admin.opening import Closures, counts_days_by_use
from kiosk import clock
from kiosk.database import db
from kiosk.models import Installation, Kiosk, Site, Visit

AFTER_OPENING = timedelta(hours=2)
LOOKED_BACK = 60  # days; no site of ours rests longer between two open days


@dataclass(frozen=True)
class SilentScreen:
    """A paired screen, and the day on which it was last heard from."""

    kiosk_id: int
    name: str
    site: Site
    heard_on: date


@dataclass(frozen=True)
class UnpairedSite:
    """A site none of whose screens is paired: the one that was last, and until which day."""

    name: str
    site: Site
    paired_until: date


def silent_screens(
    sites: Sequence[Site], now: datetime, closures: Mapping[int, Closures]
) -> list[SilentScreen]:
    """The silent screens of fixed sites that are open, the longest silent first."""
    by_id = {site.id: site for site in sites if not counts_days_by_use(site)}
    silent = []
    for kiosk, heard_at in _heard(list(by_id)):
        site, heard_on = by_id[kiosk.site_id], clock.local_day(heard_at)
        due_on = due_day(site, now, closures[site.id])
        if due_on is not None and heard_on < due_on:
            silent.append(SilentScreen(kiosk.id, kiosk.name, site, heard_on))
    return sorted(silent, key=lambda one: (one.heard_on, one.kiosk_id))


def unpaired_sites(
    sites: Sequence[Site], now: datetime, closures: Mapping[int, Closures]
) -> list[UnpairedSite]:
    """The fixed sites, open these days, that count nobody since their last screen was unpaired.

    Told at once, as nothing else can mean it. A screen that was stopped or put away is not missed.
    """
    by_id = {site.id: site for site in sites if not counts_days_by_use(site)}
    last: dict[int, tuple[datetime, str]] = {}
    paired = set()
    for kiosk, live, ended_at in _pairings(list(by_id)):
        if live or ended_at is None:
            paired.add(kiosk.site_id)
        elif kiosk.site_id not in last or last[kiosk.site_id][0] < ended_at:
            last[kiosk.site_id] = (ended_at, kiosk.name)
    return [
        UnpairedSite(name, by_id[site_id], clock.local_day(ended_at))
        for site_id, (ended_at, name) in sorted(last.items())
        if site_id not in paired and due_day(by_id[site_id], now, closures[site_id])
    ]


def due_day(site: Site, now: datetime, closures: Closures) -> date | None:
    """The last open day on which a screen must have been heard: today only once it has begun."""
    today = clock.local_day(now)
    if site.closed_on is not None and site.closed_on < today:
        return None
    if closures.opens(today):
        # Nobody noted the hours of a day that the site's week does not have.
        opens_at = closures.weekdays.get(today.weekday())
        if opens_at and now >= clock.at_local(today, opens_at) + AFTER_OPENING:
            return today
    days = (today - timedelta(days=back) for back in range(1, LOOKED_BACK))
    return next((day for day in days if closures.opens(day)), None)


def _pairings(site_ids: Sequence[int]) -> list[tuple[Kiosk, int, datetime | None]]:
    """Each screen that was ever paired: its live pairings, and when the last that ended did."""
    live = func.count().filter(Installation.ended_at.is_(None))
    query = (
        select(Kiosk, live, func.max(Installation.ended_at))
        .join(Installation, Installation.kiosk_id == Kiosk.id)
        .where(
            Kiosk.site_id.in_(site_ids),
            Kiosk.retired_at.is_(None),
            Kiosk.revoked_at.is_(None),
        )
        .group_by(Kiosk.id)
        .order_by(Kiosk.id)
    )
    return [(kiosk, number, ended_at) for kiosk, number, ended_at in db.session.execute(query)]


def _heard(site_ids: Sequence[int]) -> list[tuple[Kiosk, datetime]]:
    """Each paired screen and when it last spoke: in the background, by a tap, or to be paired.

    The latest of the three, since a screen that was paired anew has not spoken otherwise yet.
    """
    tapped_at = select(func.max(Visit.tapped_at)).where(Visit.kiosk_id == Kiosk.id)
    seen_at, paired_at = func.max(Installation.last_seen_at), func.max(Installation.paired_at)
    query = (
        select(Kiosk, seen_at, paired_at, tapped_at.scalar_subquery())
        .join(Installation, Installation.kiosk_id == Kiosk.id)
        .where(
            Kiosk.site_id.in_(site_ids),
            Kiosk.retired_at.is_(None),
            Kiosk.revoked_at.is_(None),
            Installation.ended_at.is_(None),
        )
        .group_by(Kiosk.id)
        .order_by(Kiosk.id)
    )
    rows = db.session.execute(query)
    return [(kiosk, max(at for at in moments if at)) for kiosk, *moments in rows]
