"""Reading kept reports: only those whose sites a person may all see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from admin.periods import Period
from kiosk.database import db
from kiosk.models import KeptFile, KeptReport, Person, RuleException, Site

PAGE_LENGTH = 50


@dataclass(frozen=True)
class KeptLine:
    """A kept report: of which days and sites, when and by whom it was kept, in what version.

    `shows_few` says whether the rule of few was switched off for it when it was kept.
    """

    id: int
    title: str
    period: Period
    sites: tuple[Site, ...]
    note: str
    version: str
    kept_at: datetime
    kept_by: str | None
    shows_few: bool


@dataclass(frozen=True)
class KeptPage:
    """Some kept reports; whether there are earlier ones, and others of sites not to be seen.

    `days` are all those that the reports of every page are of.
    """

    lines: tuple[KeptLine, ...]
    number: int
    has_more: bool
    has_others: bool
    days: Period | None


def kept_page(visible: Sequence[Site], asked: int) -> KeptPage:
    """One page of them, the latest first; beyond the last page stands the last."""
    seen = _all_seen(visible)
    days = (func.min(KeptReport.from_on).filter(seen), func.max(KeptReport.to_on).filter(seen))
    counts = select(func.count(), func.count().filter(seen), *days).select_from(KeptReport)
    every, found, first, last = db.session.execute(counts).one()
    pages = max(1, -(-found // PAGE_LENGTH))
    page = min(max(1, asked), pages)
    query = (
        _kept()
        .where(seen)
        .order_by(KeptReport.kept_at.desc(), KeptReport.id.desc())
        .offset((page - 1) * PAGE_LENGTH)
        .limit(PAGE_LENGTH)
    )
    lines = tuple(_line(row, visible) for row in db.session.execute(query))
    whole = Period(first, last) if first else None
    return KeptPage(lines, page, page < pages, every > found, whole)


def kept_about(session: Session, period: Period, visible: Sequence[Site]) -> Iterator[KeptLine]:
    """Those that are of any day of a period, in the order in which they were kept."""
    query = (
        _kept()
        .where(
            _all_seen(visible),
            KeptReport.from_on <= period.last,
            KeptReport.to_on >= period.first,
        )
        .order_by(KeptReport.kept_at, KeptReport.id)
    )
    for row in session.execute(query):
        yield _line(row, visible)


def kept_report(kept_id: int, visible: Sequence[Site]) -> KeptLine | None:
    """One of them; None where there is none, or none for this person."""
    query = _kept().where(KeptReport.id == kept_id, _all_seen(visible))
    row = db.session.execute(query).one_or_none()
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


def _all_seen(visible: Sequence[Site]) -> ColumnElement[bool]:
    """Whether nothing is left of a report's list of sites without those that a person may see."""
    left: ColumnElement[str] = literal(",") + func.replace(KeptReport.sites, ",", ",,") + ","
    for site in visible:
        left = func.replace(left, f",{site.slug},", "")
    return left == ""


def _rule_was_off() -> ColumnElement[bool]:
    """Whether the rule was switched off for just this report at the moment it was kept."""
    return exists().where(
        and_(
            RuleException.from_on == KeptReport.from_on,
            RuleException.to_on == KeptReport.to_on,
            RuleException.sites == KeptReport.sites,
            RuleException.made_at <= KeptReport.kept_at,
            or_(RuleException.ended_at.is_(None), RuleException.ended_at > KeptReport.kept_at),
        )
    )


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
        _rule_was_off().label("shows_few"),
    ).outerjoin(Person, Person.id == KeptReport.kept_by_id)


def _line(row: Any, visible: Sequence[Site]) -> KeptLine:  # Any: a row of `_kept`
    slugs = set(row.sites.split(","))
    return KeptLine(
        id=row.id,
        title=row.title,
        period=Period(row.from_on, row.to_on),
        sites=tuple(site for site in visible if site.slug in slugs),
        note=row.note,
        version=row.version,
        kept_at=row.kept_at,
        kept_by=row.kept_by,
        shows_few=row.shows_few,
    )
