"""Whose rows a batch brings: those of the pairing that speaks, or of an earlier one of its device.

A device that was paired anew still has what it kept before: that goes under the pairing that made
it, to that pairing's site.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from kiosk.database import db
from kiosk.devices import Device
from kiosk.models import Installation, Kiosk, Site


@dataclass(frozen=True)
class Origin:
    """The pairing that made the rows of a batch, its screen, and the site they are stored for."""

    installation_id: UUID
    kiosk_id: int
    site_id: int
    opened_on: date


def origin_of(device: Device, named: UUID | None) -> Origin:
    """The pairing that a batch names. One that we do not know becomes one of the same screen."""
    own = Origin(device.installation_id, device.kiosk_id, device.site_id, device.opened_on)
    if named is None or named == own.installation_id:
        return own
    query = (
        select(Installation.id, Kiosk.id, Site.id, Site.opened_on)
        .join(Kiosk, Kiosk.id == Installation.kiosk_id)
        .join(Site, Site.id == Kiosk.site_id)
        .where(Installation.id == named)
    )
    row = db.session.execute(query).one_or_none()
    return Origin(*row) if row else Origin(named, own.kiosk_id, own.site_id, own.opened_on)


def locked_installation(installation_id: UUID) -> Installation | None:
    """A pairing, locked so that two posts of one device take their turns on PostgreSQL too."""
    query = select(Installation).where(Installation.id == installation_id)
    query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(query).one_or_none()


def maker_of(origin: Origin, own: Installation, received_at: datetime) -> Installation:
    """The pairing that made the rows: the speaking one, an earlier one, or one we had forgotten."""
    if origin.installation_id == own.id:
        return own
    kept = locked_installation(origin.installation_id)
    if kept is None:
        kept = Installation(
            id=origin.installation_id,
            kiosk_id=origin.kiosk_id,
            paired_at=received_at,
            ended_at=received_at,
        )
        db.session.add(kept)
        db.session.flush()
    return kept


def is_anothers(origin: Origin, maker: Installation, device: Device) -> bool:
    """Whether rows are for another site under a pairing that still is another device's.

    The speaking device can hardly have had it: a manager looks first.
    """
    return maker.ended_at is None and origin.site_id != device.site_id
