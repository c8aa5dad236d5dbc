"""The only writer of kiosks from the staff's side: pairing codes, names, and their end."""

from datetime import datetime

from sqlalchemy import Update, select, update

from admin.catalogue.cards import end_pairing_card
from kiosk.database import db
from kiosk.devices import new_pairing_code, pairing_code_expires_at, pairing_code_hash
from kiosk.models import Installation, Kiosk, PairingCode, Site


def screen_by_name(site: Site, name: str) -> Kiosk | None:
    """The screen of a site that has this name and was not retired."""
    query = select(Kiosk).where(
        Kiosk.site_id == site.id, Kiosk.name == name, Kiosk.retired_at.is_(None)
    )
    return db.session.scalars(query).one_or_none()


def is_name_taken(kiosk: Kiosk, name: str) -> bool:
    """Whether another screen of the same site, retired ones included, has this name."""
    query = select(Kiosk.id).where(
        Kiosk.site_id == kiosk.site_id, Kiosk.name == name, Kiosk.id != kiosk.id
    )
    return db.session.scalar(query) is not None


def register_pairing_code(now: datetime, site: Site, name: str, kiosk: Kiosk | None = None) -> str:
    """A code good once, for 24 hours: of a new screen, or of this one, whose older codes end.

    Of a new screen, the older codes under its name end too: asked for twice, one code works.
    """
    code = new_pairing_code()
    if kiosk is not None:
        _end_codes(kiosk, now)
    elif name:
        older = _unused().where(
            PairingCode.site_id == site.id,
            PairingCode.kiosk_id.is_(None),
            PairingCode.name == name,
        )
        db.session.execute(older.values(withdrawn_at=now))
    db.session.add(
        PairingCode(
            code_hash=pairing_code_hash(code),
            site_id=site.id,
            kiosk_id=kiosk.id if kiosk else None,
            name=name,
            expires_at=pairing_code_expires_at(now),
        )
    )
    return code


def withdraw_pairing_code(code: PairingCode, now: datetime) -> bool:
    """End a code that nobody has typed yet; False where it was used or withdrawn meanwhile."""
    ended = _unused().where(PairingCode.id == code.id).values(withdrawn_at=now)
    return bool(db.session.execute(ended).rowcount)  # type: ignore[attr-defined]  # a CursorResult


def _unused() -> Update:
    return update(PairingCode).where(
        PairingCode.used_at.is_(None), PairingCode.withdrawn_at.is_(None)
    )


def change_screen_name(kiosk: Kiosk, name: str) -> None:
    """Call a screen something else; another of its site must not have the name."""
    kiosk.name = name


def change_to_revoked(kiosk: Kiosk, now: datetime) -> None:
    """Stop a screen at once, such as a stolen one; it can be paired again.

    What its devices still keep is held for a manager, should they ever speak again.
    """
    kiosk.revoked_at = now
    _end(kiosk, now)
    pairings = update(Installation).where(
        Installation.kiosk_id == kiosk.id, Installation.revoked_at.is_(None)
    )
    db.session.execute(pairings.values(revoked_at=now))


def retire_screen(kiosk: Kiosk, now: datetime) -> None:
    """Put a screen away for good; its visits stay."""
    kiosk.retired_at = now
    _end(kiosk, now)


def _end(kiosk: Kiosk, now: datetime) -> None:
    _end_codes(kiosk, now)
    end_pairing_card(kiosk, now)
    pairings = update(Installation).where(
        Installation.kiosk_id == kiosk.id, Installation.ended_at.is_(None)
    )
    db.session.execute(pairings.values(ended_at=now))


def _end_codes(kiosk: Kiosk, now: datetime) -> None:
    codes = update(PairingCode).where(
        PairingCode.kiosk_id == kiosk.id, PairingCode.used_at.is_(None)
    )
    db.session.execute(codes.values(used_at=now))
