"""Which reports show answers that the rule of few would hide, as a manager decided."""

from collections.abc import Sequence

from sqlalchemy import select

from admin.periods import Period
from admin.summaries.every_site import listed
from kiosk.database import db
from kiosk.models import RuleException, Site


def exception_for(period: Period, sites: Sequence[Site]) -> RuleException | None:
    """The exception that holds for exactly these days and sites; None on most days."""
    query = (
        select(RuleException)
        .where(
            RuleException.from_on == period.first,
            RuleException.to_on == period.last,
            RuleException.sites == listed(sites),
            RuleException.ended_at.is_(None),
        )
        .order_by(RuleException.id)
        .limit(1)
    )
    return db.session.scalars(query).first()
