"""What the page of screens lists: reads, and the words for when a screen was last seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from kiosk import clock
from kiosk.database import db
from kiosk.models import Kiosk, PairingCode, Site
from kiosk.pages import day as day_of_week
from kiosk.pages import day_and_year


@dataclass(frozen=True)
class Screen:
    """One kiosk as its manager sees it; `state` is in_use, unpaired, revoked or retired."""

    id: int
    name: str
    state: str
    last_seen: str
    queued: int


@dataclass(frozen=True)
class SiteScreens:
    """The screens of one site, and the codes that wait to be typed there."""

    site: Site
    screens: tuple[Screen, ...]
    waiting: tuple[PairingCode, ...]


def screens_by_site(sites: Sequence[Site], now: datetime) -> list[SiteScreens]:
    """Every screen of these sites, by name, the retired ones last; two queries in all."""
    query = select(Kiosk).options(selectinload(Kiosk.installations))
    query = query.order_by(Kiosk.retired_at.is_not(None), Kiosk.name, Kiosk.id)
    kiosks = db.session.scalars(query).all()
    codes = _waiting_codes(now)
    return [
        SiteScreens(
            site,
            tuple(screen(kiosk, now) for kiosk in kiosks if kiosk.site_id == site.id),
            tuple(code for code in codes if code.site_id == site.id),
        )
        for site in sites
    ]


def screen(kiosk: Kiosk, now: datetime) -> Screen:
    """One kiosk, worded."""
    live = [one for one in kiosk.installations if one.ended_at is None]
    seen = [one.last_seen_at for one in kiosk.installations if one.last_seen_at]
    return Screen(
        id=kiosk.id,
        name=kiosk.name,
        state=_state(kiosk, bool(live)),
        last_seen=to_the_hour(max(seen), now) if seen else "",
        queued=sum(one.queued for one in live),
    )


def to_the_hour(moment: datetime, now: datetime) -> str:
    """“Today, 09:00 to 10:00”: staff see the hour of a thing, not its minute."""
    day, hour = clock.local_day(moment), clock.local_hour(moment)
    if day == clock.local_day(now):
        words = _("Today")
    elif day.year == clock.local_day(now).year:
        words = day_of_week(day)
    else:
        words = day_and_year(day)
    until = f"{(hour + 1) % 24:02}:00"
    return _("%(day)s, %(hour)s to %(until)s", day=words, hour=f"{hour:02}:00", until=until)


def _state(kiosk: Kiosk, is_paired: bool) -> str:
    if kiosk.retired_at is not None:
        return "retired"
    if kiosk.revoked_at is not None:
        return "revoked"
    return "in_use" if is_paired else "unpaired"


def _waiting_codes(now: datetime) -> Sequence[PairingCode]:
    """Codes that may still be typed."""
    query = select(PairingCode).where(
        PairingCode.used_at.is_(None),
        PairingCode.withdrawn_at.is_(None),
        PairingCode.expires_at > now,
    )
    return db.session.scalars(query.order_by(PairingCode.expires_at, PairingCode.id)).all()
