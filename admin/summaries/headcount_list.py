"""The counts by hand of a site, for reading: which overlap, which span months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from kiosk.clock import local_day
from kiosk.database import db
from kiosk.models import Headcount, Person

Span = tuple[datetime, datetime]
A_PAGE = 50


@dataclass(frozen=True)
class ListedCount:
    """One count as it stands in the list; `overlaps` are the spans it shares time with."""

    id: UUID
    span: Span
    people: int
    adds: bool
    method: str
    counted_by: str | None
    undone: bool
    overlaps: tuple[Span, ...]

    @property
    def spans_months(self) -> bool:
        """Whether it covers days of more than one month, so that no month can claim it."""
        first, last = local_day(self.span[0]), local_day(self.span[1] - timedelta(microseconds=1))
        return (first.year, first.month) != (last.year, last.month)


def counts_of(site_id: int, page: int = 1) -> tuple[list[ListedCount], bool]:
    """One page of a site's counts, the newest period first; and whether older ones follow."""
    query = (
        select(Headcount, Person.name)
        .outerjoin(Person, Person.id == Headcount.counted_by_id)
        .where(Headcount.site_id == site_id)
        .order_by(Headcount.counted_from_at.desc(), Headcount.id)
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE + 1)
    )
    rows = [(count, name) for count, name in db.session.execute(query)]
    shown = rows[:A_PAGE]
    live = _live_beside(site_id, [count for count, _ in shown])
    return [_listed(count, name, live) for count, name in shown], len(rows) > A_PAGE


def _live_beside(site_id: int, counts: Sequence[Headcount]) -> list[tuple[UUID, Span]]:
    """Every count not taken back that shares time with the stretch these counts cover."""
    if not counts:
        return []
    query = (
        select(Headcount.id, Headcount.counted_from_at, Headcount.counted_to_at)
        .where(
            Headcount.site_id == site_id,
            Headcount.undone_at.is_(None),
            Headcount.counted_from_at < max(count.counted_to_at for count in counts),
            Headcount.counted_to_at > min(count.counted_from_at for count in counts),
        )
        .order_by(Headcount.counted_from_at, Headcount.id)
    )
    return [(id, (from_at, to_at)) for id, from_at, to_at in db.session.execute(query)]


def _listed(count: Headcount, name: str | None, live: list[tuple[UUID, Span]]) -> ListedCount:
    from_at, to_at = count.counted_from_at, count.counted_to_at
    overlaps = (
        span for id, span in live if id != count.id and span[0] < to_at and span[1] > from_at
    )
    undone = count.undone_at is not None
    return ListedCount(
        id=count.id,
        span=(from_at, to_at),
        people=count.people,
        adds=count.adds,
        method=count.method,
        counted_by=name,
        undone=undone,
        overlaps=() if undone else tuple(overlaps),
    )
