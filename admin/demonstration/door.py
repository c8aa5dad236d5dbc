"""The way into a demonstration: a sign-in with a fresh password, and a code that pairs a screen."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from admin import passwords
from admin.catalogue.screens import register_pairing_code, screen_by_name
from admin.catalogue.staff import change_password, person_by_email, register_person
from kiosk.database import db
from kiosk.models import Person, Site
from kiosk.models.staff import MANAGER

EMAIL, NAME = "demo@example.org", "Demonstration"
SITE, SCREEN = "walton", "Front door"
# Letters and digits that nobody takes for one another.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
PARTS, PART = 4, 5
LAST_HERE = timedelta(days=4)


@dataclass(frozen=True)
class Door:
    """What to type to come in."""

    email: str
    password: str
    pairing_code: str


def new_password() -> str:
    """A random password that can be typed from paper; about 99 bits."""
    parts = ("".join(secrets.choice(READABLE) for _letter in range(PART)) for _p in range(PARTS))
    return "-".join(parts)


def open_door(now: datetime, password: str, kept: str) -> Door:
    """Inside `writing()`: the demonstration's person gets this password, whose hash is `kept`."""
    person = person_by_email(EMAIL) or _person(now)
    change_password(person, kept)
    site = db.session.scalars(select(Site).where(Site.slug == SITE)).one()
    code = register_pairing_code(now, site, SCREEN, screen_by_name(site, SCREEN))
    return Door(person.email, password, code)


def _person(now: datetime) -> Person:
    person = register_person(now, EMAIL, NAME, MANAGER, [])
    person.signed_in_at = now - LAST_HERE  # so that some comments came since
    db.session.flush()
    return person


def fresh_password() -> tuple[str, str]:
    """A new password and its hash; outside `writing()`, as it takes a while."""
    password = new_password()
    return password, passwords.hash_password(password)
