"""Who changed, exported or signed in to what: the only writer of audit entries, and their log."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from kiosk.database import db
from kiosk.devices import BY_SCREEN
from kiosk.models import AuditEntry, Person, Site

PAGE_LENGTH = 50
COMMAND_LINE = "command line"
# Who is meant by `by` in the details of an entry that nobody made who was signed in.
OTHERS = {COMMAND_LINE: _l("Command line"), BY_SCREEN: _l("A screen")}


def record_audit(
    now: datetime,
    action: str,
    subject: str = "",
    *,
    person: Person | None = None,
    site: Site | None = None,
    **details: str | int | bool | None,
) -> None:
    """Note one change, sign-in or export, inside the write transaction that makes it.

    `action` is a short phrase in the past tense (“added a course run”); `person` is None on the
    command line. Never pass a comment, an answer, a token or a password.
    """
    if person is None:
        details["by"] = COMMAND_LINE
    entry = AuditEntry(
        at=now,
        person_id=person.id if person else None,
        site_id=site.id if site else None,
        action=action,
        subject=subject[:200],
        details=details,
    )
    db.session.add(entry)
    fields = {"person": entry.person_id, "site": entry.site_id, "subject": subject}
    current_app.logger.info(action, extra={"fields": fields | details})


@dataclass(frozen=True)
class LogLine:
    """One entry as it is shown; where nobody was signed in, `who` is what did it instead."""

    at: datetime
    who: str
    is_person: bool
    action: str
    subject: str
    site: str
    details: str


@dataclass(frozen=True)
class LogPage:
    """One page of the log, newest first, and whether older entries follow."""

    lines: tuple[LogLine, ...]
    number: int
    has_older: bool


def log_page(number: int, person_id: int | None, site_id: int | None, action: str) -> LogPage:
    """One page of the entries of a person, of a site and of one kind, or of all."""
    query = (
        select(
            AuditEntry.at,
            Person.name.label("who"),
            AuditEntry.action,
            AuditEntry.subject,
            Site.name.label("site"),
            AuditEntry.details,
        )
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .outerjoin(Site, Site.id == AuditEntry.site_id)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .offset((number - 1) * PAGE_LENGTH)
        .limit(PAGE_LENGTH + 1)
    )
    if person_id is not None:
        query = query.where(AuditEntry.person_id == person_id)
    if site_id is not None:
        query = query.where(AuditEntry.site_id == site_id)
    if action:
        query = query.where(AuditEntry.action == action)
    rows = db.session.execute(query).all()
    lines = tuple(
        LogLine(
            at=row.at,
            who=row.who or str(OTHERS.get(row.details.get("by"), _("Nobody signed in"))),
            is_person=row.who is not None,
            action=row.action,
            subject=row.subject,
            site=row.site or "",
            details=_said(row.details),
        )
        for row in rows[:PAGE_LENGTH]
    )
    return LogPage(lines, number, len(rows) > PAGE_LENGTH)


def kinds_of_entries() -> list[str]:
    """Every kind of thing that was ever done, in alphabetical order."""
    query = select(AuditEntry.action).distinct().order_by(AuditEntry.action)
    return list(db.session.scalars(query))


def _said(details: dict[str, object]) -> str:
    """Details as words: “role: manager, people: 40”; what is empty is left out."""
    said = {
        name.replace("_", " "): value for name, value in details.items() if value and name != "by"
    }
    return ", ".join(f"{name}: {value}" for name, value in said.items())
