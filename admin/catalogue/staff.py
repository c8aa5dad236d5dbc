"""The only writer of people, of what they may see, and of their one-time links."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import selectinload

from kiosk.database import db
from kiosk.models import OneTimeLink, Person, Site
from kiosk.models.staff import MANAGER

GOOD_FOR = timedelta(hours=24)


def person_by_email(email: str) -> Person | None:
    """The person with this e-mail address, capitals ignored."""
    query = select(Person).where(Person.email == email.strip().lower())
    return db.session.scalars(query).one_or_none()


def everybody() -> Sequence[Person]:
    """All people, by name, those who were switched off last."""
    query = select(Person).options(selectinload(Person.sites))
    query = query.order_by(Person.switched_off_at.is_not(None), Person.name, Person.id)
    return db.session.scalars(query).all()


def manager_exists() -> bool:
    """Whether there is a manager, so that the service is set up."""
    query = select(Person.id).where(Person.role == MANAGER, Person.switched_off_at.is_(None))
    return db.session.scalar(query.limit(1)) is not None


def is_last_manager(person: Person) -> bool:
    """Whether nobody could manage the service without this person.

    Within `writing()` the managers are held, so that two cannot switch each other off at once.
    """
    query = select(Person.id).where(
        Person.role == MANAGER,
        Person.switched_off_at.is_(None),
        Person.password_hash.is_not(None),
    )
    managers = db.session.scalars(query.order_by(Person.id).with_for_update()).all()
    return list(managers) == [person.id]


def register_person(
    now: datetime, email: str, name: str, role: str, sites: Sequence[Site]
) -> Person:
    """Add somebody, who cannot sign in before they have chosen a password."""
    person = Person(email=email.strip().lower(), name=name, role=role, added_at=now)
    person.sites = [] if role == MANAGER else list(sites)
    db.session.add(person)
    db.session.flush()
    return person


def change_person(person: Person, name: str, role: str, sites: Sequence[Site]) -> None:
    """Change a person's name and what they may see; a manager sees every site."""
    person.name, person.role = name, role
    person.sites = [] if role == MANAGER else list(sites)


def slugs_of_sites(person: Person) -> str:
    """What a person may see, for the log: “southport,bootle”; empty for a manager, who sees all."""
    return ",".join(site.slug for site in person.sites)


def change_password(person: Person, password_hash: str) -> None:
    """Give a person a password, which ends their sessions and their other links."""
    person.password_hash = password_hash
    change_sessions(person)
    _end_links(person)


def change_sessions(person: Person) -> None:
    """End every session of a person, on every device."""
    person.session_number += 1


def retire_person(person: Person, now: datetime) -> None:
    """Switch a person off: no session, no link and no password of theirs works any more."""
    person.switched_off_at = now
    change_sessions(person)
    _end_links(person)


def register_again(person: Person) -> None:
    """Switch a person back on; their password is as it was."""
    person.switched_off_at = None


def record_sign_in(person: Person, now: datetime) -> None:
    """Keep when a person came, and when they were here before that."""
    person.previously_signed_in_at = person.signed_in_at
    person.signed_in_at = now


def register_link(now: datetime, person: Person | None) -> str:
    """A new one-time link of a person (their older ones end), or the set-up; returns its token."""
    token = secrets.token_urlsafe(32)
    if person is not None:
        _end_links(person)
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.expires_at <= now))
    link = OneTimeLink(token_hash=_digest(token), expires_at=now + GOOD_FOR)
    link.person_id = person.id if person else None
    db.session.add(link)
    return token


def link_by_token(token: str, now: datetime) -> OneTimeLink | None:
    """The link of a token, while it may be used."""
    query = select(OneTimeLink).where(
        OneTimeLink.token_hash == _digest(token),
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > now,
    )
    return db.session.scalars(query).one_or_none()


def change_to_used(link: OneTimeLink, now: datetime) -> bool:
    """Use a link up; False where somebody was quicker. The set-up uses up every set-up link."""
    same = OneTimeLink.id == link.id
    if link.person_id is None:
        same = OneTimeLink.person_id.is_(None)
    query = update(OneTimeLink).where(same, OneTimeLink.used_at.is_(None)).values(used_at=now)
    used = db.session.scalars(query.returning(OneTimeLink.id)).all()
    return link.id in used


def _end_links(person: Person) -> None:
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.person_id == person.id))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
