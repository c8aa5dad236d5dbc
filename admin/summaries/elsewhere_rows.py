"""The file of figures from elsewhere: a row for each figure, then one for each of its parts."""

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from admin.periods import Period
from admin.summaries.rows import Row
from kiosk.clock import local_day
from kiosk.models import ElsewhereFigure, ElsewherePart, Person, Site

ELSEWHERE = (
    "heading",
    "name",
    "part",
    "value",
    "percent",
    "parts_add_up_to",
    "from",
    "to",
    "site",
    "source",
    "entered_by",
    "entered_on",
)


def elsewhere_rows(session: Session, period: Period, site_ids: Sequence[int]) -> Iterator[Row]:
    """Each standing figure that touches the period, of these sites or of the whole service."""
    query = (
        select(ElsewhereFigure, Site.slug, Person.name)
        .outerjoin(Site, Site.id == ElsewhereFigure.site_id)
        .outerjoin(Person, Person.id == ElsewhereFigure.entered_by_id)
        .where(
            or_(ElsewhereFigure.site_id.in_(site_ids), ElsewhereFigure.site_id.is_(None)),
            ElsewhereFigure.withdrawn_at.is_(None),
            ElsewhereFigure.from_on <= period.last,
            ElsewhereFigure.to_on >= period.first,
        )
        .order_by(ElsewhereFigure.from_on, ElsewhereFigure.id)
    )
    for figure, slug, person in session.execute(query).all():  # typed in by hand: they are few
        parts = _parts(session, figure.id)
        percent = "yes" if figure.is_percent else "no"
        entered = local_day(figure.entered_at).isoformat()
        days = (figure.from_on.isoformat(), figure.to_on.isoformat())
        rest = (*days, slug or "", figure.source, person or "", entered)
        added = sum(value for _name, value in parts) if parts else None
        yield (figure.heading, figure.name, "", figure.value, percent, added, *rest)
        for name, value in parts:
            yield (figure.heading, figure.name, name, value, percent, None, *rest)


def _parts(session: Session, figure_id: int) -> list[tuple[str, int]]:
    query = (
        select(ElsewherePart.name, ElsewherePart.value)
        .where(ElsewherePart.figure_id == figure_id)
        .order_by(ElsewherePart.position)
    )
    return [(name, value) for name, value in session.execute(query)]
