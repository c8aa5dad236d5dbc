"""The file of cover: who reads the comments of a site while somebody is away."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from admin.choices import Choice
from admin.summaries.comments_readers import covers
from admin.summaries.rows import Row, day_of
from kiosk.models import Cover, Site

COVER = ("site", "away", "covered_by", "from", "to", "taken_back_on")


def cover_rows(session: Session, choice: Choice) -> Iterator[Row]:
    """Each cover that touches the period at these sites, those taken back too."""
    query = (
        covers()
        .add_columns(Site.slug, Cover.withdrawn_at)
        .join(Site, Site.id == Cover.site_id)
        .where(
            Cover.site_id.in_(choice.site_ids),
            Cover.from_on <= choice.period.last,
            Cover.to_on >= choice.period.first,
        )
        .order_by(Cover.from_on, Cover.id)
    )
    for each in session.execute(query):
        days = (each.from_on.isoformat(), each.to_on.isoformat(), day_of(each.withdrawn_at))
        yield (each.slug, each.away, each.covered_by, *days)
