"""The file of the log: who changed, exported or signed in to what."""

from collections.abc import Iterator

from sqlalchemy import or_
from sqlalchemy.orm import Session

from admin.audit import NOT_SAID, entries
from admin.choices import Choice
from admin.summaries.rows import AT_ONCE, Row, moment, yes_or_no
from kiosk import clock
from kiosk.models import AuditEntry, Site

LOG = ("at", "who", "action", "subject", "site", "details")


def log_rows(session: Session, choice: Choice) -> Iterator[Row]:
    """Each entry of the period that belongs to these sites; of all sites, to none too."""
    begins_at, ended_at = clock.bounds(choice.period.first, choice.period.last)
    of_these = AuditEntry.site_id.in_(choice.site_ids)
    query = (
        entries()
        .add_columns(Site.slug)
        .where(
            AuditEntry.at >= begins_at,
            AuditEntry.at < ended_at,
            of_these if choice.slugs else or_(of_these, AuditEntry.site_id.is_(None)),
        )
        .order_by(AuditEntry.at, AuditEntry.id)
    )
    for entry in session.execute(query, execution_options={"yield_per": AT_ONCE}):
        who = entry.who or entry.details.get("by", "")
        about = (entry.action, entry.subject, entry.slug or "", _said(entry.details))
        yield (moment(entry.at), who, *about)


def _said(details: dict[str, object]) -> str:
    """Details as “people: 40; adds: yes”; what is empty, or only an id, is left out."""
    return "; ".join(
        f"{name}: {yes_or_no(value) if isinstance(value, bool) else value}"
        for name, value in details.items()
        if name not in NOT_SAID and value is not None and value != ""
    )
