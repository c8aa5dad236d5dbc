"""How many comments are kept for each site."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import Evaluation, Site


def comments_by_site(sites: Sequence[Site], today: date) -> list[tuple[Site, int]]:
    """Each site with its forms that carry words. Today's are not told before tomorrow."""
    query = (
        select(Evaluation.site_id, func.count())
        .where(
            Evaluation.site_id.in_([site.id for site in sites]),
            (Evaluation.good != "") | (Evaluation.better != ""),
            Evaluation.received_on < today,
        )
        .group_by(Evaluation.site_id)
    )
    counts = dict(iter(db.session.execute(query)))
    return [(site, counts.get(site.id, 0)) for site in sites]
