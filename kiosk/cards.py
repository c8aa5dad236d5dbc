"""The printed card of a screen: its code pairs that screen again and again, until it is ended.

A device that was paired by it is a screen like any other: it may append visits and answers for
its one site, and read nothing but its own page.
"""

import secrets
from datetime import datetime

from sqlalchemy import select, update

from kiosk.codes import ALPHABET
from kiosk.database import db
from kiosk.devices import Device, pair_device, pairing_code_hash
from kiosk.models import Kiosk, PairingCard

GROUPS = 3  # of four: it is good for longer than a code that works once, so it is longer


def new_card_code() -> str:
    """Twelve random characters of Crockford base32, shown as XXXX-XXXX-XXXX."""
    letters = [secrets.choice(ALPHABET) for _ in range(4 * GROUPS)]
    return "-".join("".join(letters[4 * group : 4 * group + 4]) for group in range(GROUPS))


def find_pairing_card(typed: str) -> PairingCard | None:
    """The card whose code was typed, unless it was ended."""
    query = select(PairingCard).where(
        PairingCard.code_hash == pairing_code_hash(typed), PairingCard.ended_at.is_(None)
    )
    return db.session.scalars(query).one_or_none()


def redeem_pairing_card(card: PairingCard, replaced: Device | None, moment: datetime) -> str | None:
    """Pair the speaking device anew and return its token; None where the card has just ended."""
    used = update(PairingCard).where(PairingCard.id == card.id, PairingCard.ended_at.is_(None))
    if db.session.execute(used.values(used_at=moment)).rowcount != 1:  # type: ignore[attr-defined]  # a CursorResult
        return None
    return pair_device(db.session.get_one(Kiosk, card.kiosk_id), replaced, moment, code="its card")
