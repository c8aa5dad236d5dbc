"""Figures from elsewhere, for reading: what other systems counted, as staff entered it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from admin.periods import Period
from admin.summaries.whole import Part, Whole
from kiosk.database import db
from kiosk.models import ElsewhereFigure, ElsewherePart, Person, Site


@dataclass(frozen=True)
class Elsewhere:
    """One figure from elsewhere: the whole as stated and its parts, of when and where, by whom.

    Without a site it is of the whole service.
    """

    id: int
    heading: str
    whole: Whole
    period: Period
    site: Site | None
    source: str
    entered_by: str | None
    entered_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class FromElsewhere:
    """The figures that lie wholly inside a period, and those that reach beyond it."""

    figures: tuple[Elsewhere, ...]
    left_out: tuple[Elsewhere, ...]

    @property
    def by_heading(self) -> dict[str, list[Elsewhere]]:
        """The figures under their headings, in the order in which each was first entered."""
        return under_headings(self.figures)


def figures_from_elsewhere(
    period: Period, sites: Sequence[Site], is_whole_service: bool
) -> FromElsewhere:
    """What a report of a period prints of these sites; nothing that was withdrawn.

    A figure whose days reach beyond the period is left out and named, never shared out. Figures
    of the whole service are read only where the sites are the whole service.
    """
    known = {site.id: site for site in sites}
    found = read_elsewhere(
        known,
        _places(known, is_whole_service),
        ElsewhereFigure.withdrawn_at.is_(None),
        ElsewhereFigure.from_on <= period.last,
        ElsewhereFigure.to_on >= period.first,
    )
    return FromElsewhere(
        figures=tuple(each for each in found if _is_inside(each.period, period)),
        left_out=tuple(each for each in found if not _is_inside(each.period, period)),
    )


def _places(known: Mapping[int, Site], is_whole_service: bool) -> ColumnElement[bool]:
    of_sites = ElsewhereFigure.site_id.in_(list(known))
    return or_(of_sites, ElsewhereFigure.site_id.is_(None)) if is_whole_service else of_sites


def _is_inside(inner: Period, outer: Period) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def read_elsewhere(known: Mapping[int, Site], *conditions: ColumnElement[bool]) -> list[Elsewhere]:
    """The figures that meet every condition, in the order in which they were entered."""
    query = (
        select(ElsewhereFigure, Person.name)
        .outerjoin(Person, Person.id == ElsewhereFigure.entered_by_id)
        .where(*conditions)
        .order_by(ElsewhereFigure.id)
    )
    rows = [(figure, name) for figure, name in db.session.execute(query)]
    parts = _parts([figure.id for figure, _name in rows])
    return [_read(figure, name, parts.get(figure.id, ()), known) for figure, name in rows]


def _parts(figure_ids: Sequence[int]) -> dict[int, tuple[Part, ...]]:
    query = (
        select(ElsewherePart.figure_id, ElsewherePart.name, ElsewherePart.value)
        .where(ElsewherePart.figure_id.in_(figure_ids))
        .order_by(ElsewherePart.figure_id, ElsewherePart.position)
    )
    found: dict[int, tuple[Part, ...]] = {}
    for figure_id, name, value in db.session.execute(query):
        found[figure_id] = (*found.get(figure_id, ()), Part(name, value))
    return found


def _read(
    figure: ElsewhereFigure, name: str | None, parts: tuple[Part, ...], known: Mapping[int, Site]
) -> Elsewhere:
    return Elsewhere(
        id=figure.id,
        heading=figure.heading,
        whole=Whole(figure.name, figure.value, parts, figure.is_percent),
        period=Period(figure.from_on, figure.to_on),
        site=known[figure.site_id] if figure.site_id is not None else None,
        source=figure.source,
        entered_by=name,
        entered_at=figure.entered_at,
        withdrawn_at=figure.withdrawn_at,
    )


def under_headings(figures: Iterable[Elsewhere]) -> dict[str, list[Elsewhere]]:
    """Figures under their headings, in the order in which each heading comes first."""
    found: dict[str, list[Elsewhere]] = {}
    for each in figures:
        found.setdefault(each.heading, []).append(each)
    return found
