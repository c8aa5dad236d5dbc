"""The only writers of what becomes of comments: read, worried about, covered for, answered.

The log says that somebody read or passed on, never a word of what was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select

from admin.audit import record_audit
from kiosk.database import db
from kiosk.models import CommentReading, Concern, Cover, FeedbackNote, Person, Site


@dataclass(frozen=True)
class Passing:
    """To whom a worry was passed and when, both empty until it was; and a note about it."""

    passed_to: str
    passed_on: date | None
    note: str


def record_readings(now: datetime, ids: Sequence[UUID], person: Person) -> int:
    """Note that a person read these comments; returns how many nobody had read before."""
    query = select(CommentReading.evaluation_id).where(CommentReading.evaluation_id.in_(ids))
    already = set(db.session.scalars(query))
    new = [id for id in dict.fromkeys(ids) if id not in already]
    for id in new:
        db.session.add(CommentReading(evaluation_id=id, read_at=now, read_by_id=person.id))
    db.session.flush()
    if new:
        record_audit(now, "read comments", person=person, comments=len(new))
    return len(new)


def retire_reading(now: datetime, id: UUID, site: Site, person: Person) -> None:
    """Let a comment be unread again."""
    db.session.execute(delete(CommentReading).where(CommentReading.evaluation_id == id))
    record_audit(now, "marked a comment as unread", site.name, person=person, site=site)


def record_concern(
    now: datetime, id: UUID, passing: Passing, site: Site, person: Person
) -> Concern:
    """Note that somebody is worried by a comment, or change what was noted; it is read by that."""
    query = select(Concern).where(Concern.evaluation_id == id)
    concern = db.session.scalars(query).one_or_none()
    action = "changed a worry about a comment"
    if concern is None:
        action = "was worried about a comment"
        concern = Concern(evaluation_id=id, raised_at=now, raised_by_id=person.id)
        db.session.add(concern)
    concern.passed_to, concern.passed_on = passing.passed_to, passing.passed_on
    concern.note = passing.note
    db.session.flush()
    _audit_concern(now, action, concern, site, person)
    record_readings(now, [id], person)
    return concern


def settle_concern(now: datetime, concern: Concern, site: Site, person: Person) -> None:
    """Note that nothing more is to be done about a worry; the comment is kept all the same."""
    if concern.settled_at is None:
        concern.settled_at = now
        _audit_concern(now, "settled a worry about a comment", concern, site, person)


def restore_concern(now: datetime, concern: Concern, site: Site, person: Person) -> None:
    """Take a worry up again."""
    if concern.settled_at is not None:
        concern.settled_at = None
        _audit_concern(now, "took up a worry about a comment", concern, site, person)


def _audit_concern(
    now: datetime, action: str, concern: Concern, site: Site, person: Person
) -> None:
    record_audit(
        now,
        action,
        site.name,
        person=person,
        site=site,
        worry=concern.id,
        passed_on=concern.passed_on is not None,
    )


def register_cover(now: datetime, cover: Cover, site: Site, person: Person) -> None:
    """Note that somebody reads a site's comments while another is away."""
    db.session.add(cover)
    db.session.flush()
    _audit_cover(now, "arranged cover", cover, site, person)


def retire_cover(now: datetime, cover: Cover, site: Site, person: Person) -> None:
    """Take a cover back."""
    if cover.withdrawn_at is None:
        cover.withdrawn_at = now
        _audit_cover(now, "took back cover", cover, site, person)


def _audit_cover(now: datetime, action: str, cover: Cover, site: Site, person: Person) -> None:
    days = f"{cover.from_on} to {cover.to_on}"
    record_audit(now, action, site.name, person=person, site=site, days=days)


def register_note(now: datetime, note: FeedbackNote, site: Site | None, person: Person) -> None:
    """Tell people what came of their feedback; without a site, at all of them."""
    note.added_at, note.added_by_id = now, person.id
    db.session.add(note)
    db.session.flush()
    name = site.name if site else ""
    record_audit(now, "added a note of what we did", name, person=person, site=site, note=note.id)


def retire_note(now: datetime, note: FeedbackNote, site: Site | None, person: Person) -> None:
    """Tell it no longer."""
    if note.withdrawn_at is None:
        note.withdrawn_at = now
        name = site.name if site else ""
        record_audit(
            now, "took back a note of what we did", name, person=person, site=site, note=note.id
        )
