"""Reading kept reports: only those whose sites a person may all see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from admin.periods import Period
from kiosk.database import db
from kiosk.models import KeptFile, KeptReport, Person, Site

PAGE_LENGTH = 50


@dataclass(frozen=True)
class KeptLine:
    """A kept report: of which days and sites, when and by whom it was kept, in what version."""

    id: int
    title: str
    period: Period
    sites: tuple[Site, ...]
    note: str
    version: str
    kept_at: datetime
    kept_by: str | None


@dataclass(frozen=True)
class KeptPage:
    """Some kept reports; whether there are earlier ones, and others of sites not to be seen."""

    lines: tuple[KeptLine, ...]
    number: int
    has_more: bool
    has_others: bool


def kept_page(visible: Sequence[Site], asked: int) -> KeptPage:
    """One page of them, the latest first; beyond the last page stands the last."""
    query = _kept().order_by(KeptReport.kept_at.desc(), KeptReport.id.desc())
    rows = db.session.execute(query).all()
    found = [line for row in rows if (line := _line(row, visible))]
    pages = max(1, -(-len(found) // PAGE_LENGTH))
    page = min(max(1, asked), pages)
    first = (page - 1) * PAGE_LENGTH
    lines = tuple(found[first : first + PAGE_LENGTH])
    return KeptPage(lines, page, page < pages, len(rows) > len(found))


def kept_report(kept_id: int, visible: Sequence[Site]) -> KeptLine | None:
    """One of them; None where there is none, or none for this person."""
    row = db.session.execute(_kept().where(KeptReport.id == kept_id)).one_or_none()
    return _line(row, visible) if row else None


def kept_figures(kept_id: int) -> dict[str, Any]:  # Any: JSON
    """The figures that a report was made from, in the shape of `summary --json`."""
    query = select(KeptReport.figures).where(KeptReport.id == kept_id)
    figures: dict[str, Any] = db.session.scalars(query).one()
    return figures


def kept_file(kept_id: int, kind: str) -> bytes:
    """One finished file, byte for byte."""
    query = select(KeptFile.content).where(KeptFile.report_id == kept_id, KeptFile.format == kind)
    return db.session.scalars(query).one()


def _kept() -> Select[*tuple[Any, ...]]:  # Any: a row of columns
    return select(
        KeptReport.id,
        KeptReport.title,
        KeptReport.from_on,
        KeptReport.to_on,
        KeptReport.sites,
        KeptReport.note,
        KeptReport.version,
        KeptReport.kept_at,
        Person.name.label("kept_by"),
    ).outerjoin(Person, Person.id == KeptReport.kept_by_id)


def _line(row: Any, visible: Sequence[Site]) -> KeptLine | None:  # Any: a row of `_kept`
    slugs = set(row.sites.split(","))
    if slugs - {site.slug for site in visible}:
        return None
    return KeptLine(
        id=row.id,
        title=row.title,
        period=Period(row.from_on, row.to_on),
        sites=tuple(site for site in visible if site.slug in slugs),
        note=row.note,
        version=row.version,
        kept_at=row.kept_at,
        kept_by=row.kept_by,
    )
