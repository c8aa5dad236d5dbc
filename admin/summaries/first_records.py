"""The day of each site's first visit on record: before it nothing could be counted."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from admin.summaries.visits import TALLY
from kiosk import clock
from kiosk.database import db
from kiosk.models import Headcount, Site


def first_records(site_ids: Sequence[int]) -> dict[int, date]:
    """By site, the day of its first tap or count by hand; a site without any is absent."""
    first_tap = (
        select(TALLY.visited_on)
        .where(TALLY.site_id == Site.id, TALLY.taps > 0)
        .order_by(TALLY.visited_on, TALLY.site_id)
        .limit(1)
        .scalar_subquery()
    )
    first_count = (
        select(func.min(Headcount.counted_from_at))
        .where(Headcount.site_id == Site.id, Headcount.adds, Headcount.undone_at.is_(None))
        .scalar_subquery()
    )
    query = select(Site.id, first_tap, first_count).where(Site.id.in_(site_ids))
    found = {}
    for site_id, tapped_on, counted_at in db.session.execute(query):
        days = [tapped_on, clock.local_day(counted_at) if counted_at else None]
        if known := [day for day in days if day]:
            found[site_id] = min(known)
    return found
