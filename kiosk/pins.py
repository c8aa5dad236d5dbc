"""The PIN of the staff corner: a page carries only what it can be checked by, without network."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from kiosk.database import db
from kiosk.models import StaffPin

DIGITS = 6
ROUNDS = 200_000  # a fifth of a second on a tablet, for each digit sequence that somebody tries


@dataclass(frozen=True)
class PinCheck:
    """What the device compares with, in hexadecimal: PBKDF2 with SHA-256 of the PIN."""

    digits: int
    salt: str
    rounds: int
    derived: str


def new_pin() -> str:
    """Random digits: nobody's birthday, and not 123456 but once in a million."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def staff_pin(site_id: int) -> str | None:
    """The PIN of a site; none before a manager made one."""
    return db.session.scalar(select(StaffPin.pin).where(StaffPin.site_id == site_id))


def staff_pins() -> Mapping[int, str]:
    """The PIN of each site that has one."""
    kept = db.session.scalars(select(StaffPin).order_by(StaffPin.site_id))
    return {pin.site_id: pin.pin for pin in kept}


@lru_cache(maxsize=64)  # salted anew in each process; worked out once, not for each page
def pin_check(pin: str) -> PinCheck:
    """What a page carries of a PIN."""
    salt = secrets.token_bytes(16)
    derived = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, ROUNDS)
    return PinCheck(len(pin), salt.hex(), ROUNDS, derived.hex())
