"""What the page of screens lists: reads, and the words for how each screen does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from flask_babel import format_timedelta, ngettext
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from admin.summaries.screens import Held, ThickHour, held_rows, received, state_of, thick_hours
from kiosk import clock
from kiosk.database import db
from kiosk.models import Installation, Kiosk, PairingCard, PairingCode, Site
from kiosk.pages import day as day_of_week
from kiosk.pages import day_and_year, number

EXACT_WITHIN_MS = 5000  # within it the time of a tap needs no mending


@dataclass(frozen=True)
class Pairing:
    """One pairing of a screen: since when, whether it is the present one, what came of it."""

    paired_on: date
    is_live: bool
    received: str
    missing: int
    last_seen: str


@dataclass(frozen=True)
class Screen:
    """One kiosk as its manager sees it; `state` is in_use, unpaired, revoked or retired.

    Texts are empty where nothing is known. `thick` are hours in which taps came very fast.
    """

    id: int
    name: str
    state: str
    last_seen: str
    queued: int
    oldest: str = ""
    version: str = ""
    clock: str = ""
    storage: str = ""
    lasting: bool | None = None
    refused: int = 0
    asked_again: bool = False
    pairings: tuple[Pairing, ...] = ()
    held: Held | None = None
    thick: tuple[ThickHour, ...] = ()
    card_made_on: date | None = None

    @property
    def missing(self) -> int:
        """Visits that the screen numbered and that never came, over all its pairings."""
        return sum(pairing.missing for pairing in self.pairings)

    @property
    def received(self) -> str:
        """What came of the present pairing."""
        return next((one.received for one in self.pairings if one.is_live), "")


@dataclass(frozen=True)
class SiteScreens:
    """The screens of one site, and the codes that wait to be typed there."""

    site: Site
    screens: tuple[Screen, ...]
    waiting: tuple[PairingCode, ...]


@dataclass(frozen=True)
class _Known:
    """What was counted for all the screens at once."""

    now: datetime
    received: Mapping[UUID, int] = field(default_factory=dict)
    held: Mapping[int, Held] = field(default_factory=dict)
    thick: Mapping[int, Sequence[ThickHour]] = field(default_factory=dict)
    cards: Mapping[int, date] = field(default_factory=dict)


def screens_by_site(sites: Sequence[Site], now: datetime) -> list[SiteScreens]:
    """Every screen of these sites, by name, the retired ones last; a few queries in all."""
    query = select(Kiosk).options(selectinload(Kiosk.installations))
    query = query.order_by(Kiosk.retired_at.is_not(None), Kiosk.name, Kiosk.id)
    kiosks = db.session.scalars(query).all()
    codes, known = _waiting_codes(now), _known(kiosks, now)
    return [
        SiteScreens(
            site,
            tuple(_screen(kiosk, known) for kiosk in kiosks if kiosk.site_id == site.id),
            tuple(code for code in codes if code.site_id == site.id),
        )
        for site in sites
    ]


def screen(kiosk: Kiosk, now: datetime) -> Screen:
    """One kiosk, worded."""
    return _screen(kiosk, _known([kiosk], now))


def _known(kiosks: Sequence[Kiosk], now: datetime) -> _Known:
    ids = [kiosk.id for kiosk in kiosks]
    cards = select(PairingCard.kiosk_id, PairingCard.made_at).where(
        PairingCard.kiosk_id.in_(ids), PairingCard.ended_at.is_(None)
    )
    return _Known(
        now=now,
        received=received([one.id for kiosk in kiosks for one in kiosk.installations]),
        held=held_rows(ids),
        thick=thick_hours(ids, now),
        cards={kiosk_id: clock.local_day(at) for kiosk_id, at in db.session.execute(cards)},
    )


def _screen(kiosk: Kiosk, known: _Known) -> Screen:
    live = [one for one in kiosk.installations if one.ended_at is None]
    seen = [one.last_seen_at for one in kiosk.installations if one.last_seen_at]
    spoken = [one for one in live if one.last_seen_at]
    return Screen(
        id=kiosk.id,
        name=kiosk.name,
        state=state_of(kiosk),
        last_seen=to_the_hour(max(seen), known.now) if seen else "",
        queued=sum(one.queued for one in live),
        oldest=_age(max((one.oldest_age_ms or 0 for one in live if one.queued), default=0)),
        version=spoken[-1].version if spoken else "",
        clock=_clock(spoken[-1].clock_difference_ms) if spoken else "",
        storage=spoken[-1].storage if spoken else "",
        lasting=spoken[-1].lasting if spoken else None,
        refused=sum(one.refused for one in live),
        asked_again=any(one.resend_asked_at for one in live),
        pairings=tuple(_pairing(one, known) for one in reversed(kiosk.installations)),
        held=known.held.get(kiosk.id),
        thick=tuple(known.thick.get(kiosk.id, ())),
        card_made_on=known.cards.get(kiosk.id),
    )


def _pairing(one: Installation, known: _Known) -> Pairing:
    last = one.last_seq or 0
    missing = max(last - known.received.get(one.id, 0), 0)
    words = ""
    if last and missing:
        words = _(
            "1 to %(last)s received, %(missing)s missing",
            last=number(last),
            missing=number(missing),
        )
    elif last:
        words = _("1 to %(last)s received, none missing", last=number(last))
    return Pairing(
        paired_on=clock.local_day(one.paired_at),
        is_live=one.ended_at is None,
        received=words,
        missing=missing,
        last_seen=to_the_hour(one.last_seen_at, known.now) if one.last_seen_at else "",
    )


def _age(milliseconds: int) -> str:
    """“2 hours”: how long the oldest visit has been waiting."""
    return str(format_timedelta(timedelta(milliseconds=milliseconds))) if milliseconds else ""


def _clock(difference_ms: int | None) -> str:
    """How the device's clock goes: the server's less the device's own."""
    if difference_ms is None:
        return ""
    if abs(difference_ms) <= EXACT_WITHIN_MS:
        return _("right")
    span = format_timedelta(timedelta(milliseconds=abs(difference_ms)))
    return _("%(span)s slow", span=span) if difference_ms > 0 else _("%(span)s fast", span=span)


def thick_in_words(thick: ThickHour, today: date) -> str:
    """“11 taps in one minute between 15:00 and 16:00: check?”, and the day unless it is today."""
    words = ngettext(
        "%(taps)s tap in one minute between %(first)s and %(last)s: check?",
        "%(taps)s taps in one minute between %(first)s and %(last)s: check?",
        thick.taps,
        taps=number(thick.taps),
        first=f"{thick.hour:02}:00",
        last=f"{(thick.hour + 1) % 24:02}:00",
    )
    return words if thick.day == today else f"{day_of_week(thick.day)}: {words}"


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


def _waiting_codes(now: datetime) -> Sequence[PairingCode]:
    """Codes that may still be typed."""
    query = select(PairingCode).where(
        PairingCode.used_at.is_(None),
        PairingCode.withdrawn_at.is_(None),
        PairingCode.expires_at > now,
    )
    return db.session.scalars(query.order_by(PairingCode.expires_at, PairingCode.id)).all()
