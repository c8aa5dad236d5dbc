"""Who changed, exported or signed in to what: the only writer of audit entries."""

from datetime import datetime

from flask import current_app

from kiosk.database import db
from kiosk.models import AuditEntry, Person, Site


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
