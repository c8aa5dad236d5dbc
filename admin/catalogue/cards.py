"""The only writer of the cards that pair a screen again."""

from datetime import datetime

from sqlalchemy import update

from kiosk.cards import new_card_code
from kiosk.database import db
from kiosk.devices import pairing_code_hash
from kiosk.models import Kiosk, PairingCard


def register_pairing_card(kiosk: Kiosk, now: datetime) -> str:
    """The code of a new card, which is kept nowhere; an older card of the screen ends."""
    end_pairing_card(kiosk, now)
    code = new_card_code()
    card = PairingCard(kiosk_id=kiosk.id, code_hash=pairing_code_hash(code), made_at=now)
    db.session.add(card)
    return code


def end_pairing_card(kiosk: Kiosk, now: datetime) -> bool:
    """End the card of a screen, such as a lost one; False where it had none."""
    cards = update(PairingCard).where(
        PairingCard.kiosk_id == kiosk.id, PairingCard.ended_at.is_(None)
    )
    ended = db.session.execute(cards.values(ended_at=now))
    return bool(ended.rowcount)  # type: ignore[attr-defined]  # a CursorResult
