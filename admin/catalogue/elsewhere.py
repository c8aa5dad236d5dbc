"""The only writer of figures from elsewhere: entered, and withdrawn; never changed in place."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from admin.audit import record_audit
from admin.periods import Period
from admin.summaries.elsewhere import Elsewhere
from admin.summaries.elsewhere_list import WITHDREW, standing_alike
from admin.summaries.whole import Whole
from kiosk.database import db
from kiosk.models import ElsewhereFigure, ElsewherePart, Person, Site


@dataclass(frozen=True)
class Given:
    """A figure as somebody states it; without a site it is of the whole service."""

    heading: str
    whole: Whole
    period: Period
    site: Site | None
    source: str


def register_figure(now: datetime, given: Given, person: Person) -> bool:
    """Enter a figure; False, with nothing written, where exactly this one stands already."""
    # On PostgreSQL the same form, sent twice at once, would find nothing yet both times.
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    if any(is_same(given, each) for each in standing_alike(given.whole, given.period, given.site)):
        return False
    figure = ElsewhereFigure(
        heading=given.heading,
        name=given.whole.name,
        from_on=given.period.first,
        to_on=given.period.last,
        site_id=given.site.id if given.site else None,
        value=given.whole.stated,
        is_percent=given.whole.is_percent,
        source=given.source,
        entered_at=now,
        entered_by_id=person.id,
    )
    figure.parts = [
        ElsewherePart(position=place, name=part.name, value=part.value)
        for place, part in enumerate(given.whole.parts, 1)
    ]
    db.session.add(figure)
    db.session.flush()
    _audit(now, "entered a figure from elsewhere", given, person, figure=figure.id)
    return True


def is_same(given: Given, each: Elsewhere) -> bool:
    """Whether a figure that stands says exactly what is given."""
    here = given.site.id if given.site else None
    there = each.site.id if each.site else None
    return (given.heading, given.whole, given.period, here, given.source) == (
        each.heading,
        each.whole,
        each.period,
        there,
        each.source,
    )


def retire_figure(now: datetime, figure: Elsewhere, reason: str, person: Person) -> bool:
    """Withdraw a figure, saying why; False where it was withdrawn before."""
    withdrawn = db.session.execute(
        update(ElsewhereFigure)
        .where(ElsewhereFigure.id == figure.id, ElsewhereFigure.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(ElsewhereFigure.id)
        .execution_options(synchronize_session=False)
    ).first()
    if withdrawn is None:
        return False
    _audit(now, WITHDREW, figure, person, figure=figure.id, reason=reason)
    return True


def _audit(
    now: datetime, action: str, about: Given | Elsewhere, person: Person, **details: str | int
) -> None:
    period, whole = about.period, about.whole
    record_audit(
        now,
        action,
        whole.name,
        person=person,
        site=about.site,
        value=whole.stated,
        days=f"{period.first} to {period.last}",
        **details,
    )
