"""Who is in the figures already for some hours or days: whom a count that adds may count again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from sqlalchemy import func, select

from admin.periods import Period
from admin.summaries.visits import INSTANT, TALLY, counted_visits, tallied_days
from kiosk import clock
from kiosk.database import db
from kiosk.models import Headcount, Visit

Span = tuple[datetime, datetime]


def people_already(site_id: int, from_at: datetime, to_at: datetime) -> int:
    """The people of the taps and imported visits at a site from one moment to another."""
    days = Period(clock.local_day(from_at), clock.local_day(to_at - INSTANT))
    query = select(func.coalesce(func.sum(Visit.people), 0)).where(
        *counted_visits(days, [site_id]), Visit.tapped_at >= from_at, Visit.tapped_at < to_at
    )
    return int(db.session.scalars(query).one())


class DaysAlready:
    """The same by whole days, read once and asked of many rows of a file."""

    def __init__(self, site_id: int, within: Period) -> None:
        """Read every day of a site on which somebody came."""
        query = select(TALLY.visited_on, TALLY.people).where(*tallied_days(within, [site_id]))
        found = db.session.execute(query.order_by(TALLY.visited_on)).all()
        self._days: list[date] = [day for day, _people in found]
        self._up_to = [0, *accumulate(int(people) for _day, people in found)]

    def people(self, first: date, last: date) -> int:
        """The people from a day to another, both included."""
        return (
            self._up_to[bisect_right(self._days, last)]
            - self._up_to[bisect_left(self._days, first)]
        )


@dataclass(frozen=True)
class Counted:
    """People counted from one moment to another; `line` is its own in a file, else 0."""

    span: Span
    people: int
    line: int = 0


def kept_counts(site_id: int, within: Period) -> list[Counted]:
    """The counts by hand of a site that add and touch some days."""
    begins_at, ended_at = clock.bounds(within.first, within.last)
    query = (
        select(Headcount.counted_from_at, Headcount.counted_to_at, Headcount.people)
        .where(
            Headcount.site_id == site_id,
            Headcount.undone_at.is_(None),
            Headcount.adds,
            Headcount.counted_from_at < ended_at,
            Headcount.counted_to_at > begins_at,
        )
        .order_by(Headcount.counted_from_at, Headcount.id)
    )
    return [Counted((begins, ends), people) for begins, ends, people in db.session.execute(query)]


def overlapping(counts: Iterable[Counted], kept: Sequence[Counted]) -> dict[int, Counted]:
    """By line of a file, a count that shares time with it: a kept one, or another of the file.

    In the order in which they begin, each is set beside the one before it that ends last: if any
    shares time with it, that one does.
    """
    found: dict[int, Counted] = {}
    latest: Counted | None = None
    for each in sorted([*kept, *counts], key=lambda count: (count.span[0], count.line)):
        if latest and latest.span[1] > each.span[0]:
            if each.line:
                found[each.line] = latest
            elif latest.line:
                found[latest.line] = each
        if latest is None or each.span[1] > latest.span[1]:
            latest = each
    return found
