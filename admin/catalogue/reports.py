"""The only writer of kept reports and of exceptions to the rule of few."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from admin.periods import Period
from kiosk.database import db
from kiosk.models import KeptFile, KeptReport, Person, RuleException


@dataclass(frozen=True)
class Finished:
    """A finished report: what it is of, its files by format, and the figures it was made from."""

    title: str
    period: Period
    sites: str
    version: str
    figures: dict[str, Any]  # Any: JSON
    files: Mapping[str, bytes]


def record_kept_report(finished: Finished, note: str, person: Person, now: datetime) -> KeptReport:
    """Keep a report as it is. Nothing ever changes it afterwards."""
    kept = KeptReport(
        title=finished.title[:300],
        from_on=finished.period.first,
        to_on=finished.period.last,
        sites=finished.sites,
        note=note,
        version=finished.version,
        figures=finished.figures,
        kept_at=now,
        kept_by_id=person.id,
    )
    db.session.add(kept)
    db.session.flush()
    for kind, content in finished.files.items():
        digest = sha256(content).hexdigest()
        db.session.add(KeptFile(report_id=kept.id, format=kind, sha256=digest, content=content))
    db.session.flush()
    return kept


def record_exception(
    period: Period, sites: str, reason: str, person: Person, now: datetime
) -> RuleException:
    """Switch the rule off for the report of exactly these days and sites."""
    exception = RuleException(
        from_on=period.first,
        to_on=period.last,
        sites=sites,
        reason=reason,
        made_at=now,
        made_by_id=person.id,
    )
    db.session.add(exception)
    db.session.flush()
    return exception


def retire_exception(exception: RuleException, now: datetime) -> None:
    """Let the rule hold again for the report."""
    exception.ended_at = exception.ended_at or now
    db.session.add(exception)
    db.session.flush()
