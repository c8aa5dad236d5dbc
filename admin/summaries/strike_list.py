"""Mistaken taps for reading: how many there would be, and what was struck out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from kiosk.database import db
from kiosk.models import Kiosk, Person, Strike, Visit


@dataclass(frozen=True)
class ListedStrike:
    """One strike as it stands in the list; `taps` are those that it holds now."""

    id: int
    kiosk: str
    from_at: datetime
    to_at: datetime
    reason: str
    struck_by: str | None
    taps: int
    restored_at: datetime | None


def taps_between(kiosk_id: int, from_at: datetime, to_at: datetime) -> int:
    """How many taps of a screen still count, from one moment up to another."""
    query = (
        select(func.count())
        .select_from(Visit)
        .where(
            Visit.kiosk_id == kiosk_id,
            Visit.tapped_at >= from_at,
            Visit.tapped_at < to_at,
            Visit.undone_at.is_(None),
            Visit.strike_id.is_(None),
        )
    )
    return db.session.scalar(query) or 0


def taps_struck(kiosk_id: int, from_at: datetime, to_at: datetime) -> int:
    """How many taps a standing strike of exactly this stretch holds: a repeat finds it."""
    query = (
        select(func.count())
        .select_from(Visit)
        .join(Strike, Strike.id == Visit.strike_id)
        .where(Strike.kiosk_id == kiosk_id, Strike.from_at == from_at, Strike.to_at == to_at)
    )
    return db.session.scalar(query) or 0


def kiosks_of(site_id: int) -> list[Kiosk]:
    """The screens of a site, the retired ones last."""
    query = select(Kiosk).where(Kiosk.site_id == site_id)
    kiosks = db.session.scalars(query.order_by(Kiosk.name, Kiosk.id))
    return sorted(kiosks, key=lambda kiosk: kiosk.retired_at is not None)


def strikes() -> Select[*tuple[Any, ...]]:  # Any: four columns
    """Every strike with the names of its screen and of who made it, and the taps it holds now."""
    return (
        select(Strike, Kiosk.name, Person.name, func.count(Visit.id))
        .join(Kiosk, Kiosk.id == Strike.kiosk_id)
        .outerjoin(Person, Person.id == Strike.struck_by_id)
        .outerjoin(Visit, Visit.strike_id == Strike.id)
        .group_by(Strike.id, Kiosk.name, Person.name)
    )


def strikes_of(site_id: int) -> list[ListedStrike]:
    """Every strike of a site's screens, the newest first."""
    query = (
        strikes()
        .where(Kiosk.site_id == site_id)
        .order_by(Strike.struck_at.desc(), Strike.id.desc())
    )
    return [
        ListedStrike(
            strike.id,
            kiosk,
            strike.from_at,
            strike.to_at,
            strike.reason,
            person,
            taps,
            strike.restored_at,
        )
        for strike, kiosk, person, taps in db.session.execute(query)
    ]
