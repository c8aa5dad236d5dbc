"""Statements that count: made once, and asked of several periods in one go."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Result,
    Select,
    bindparam,
    literal_column,
    union_all,
)

from admin.periods import Period
from kiosk import clock
from kiosk.database import UTCDateTime, db


@dataclass(frozen=True)
class Asked:
    """What a statement is told of one of its periods, all by name: the sites, days and moments.

    `place` is which of the periods it is, for a row to say what it counts.
    """

    place: ColumnElement[int]
    sites: BindParameter[Sequence[int]]
    first: BindParameter[Any]  # a date, as the three below are what their types say
    last: BindParameter[Any]
    begins_at: BindParameter[Any]
    ended_at: BindParameter[Any]

    @classmethod
    def at(cls, place: int) -> "Asked":
        """The names of what is told of the period in a place."""
        return cls(
            literal_column(str(place), Integer),
            bindparam("sites", expanding=True),
            bindparam(f"first_{place}", type_=Date),
            bindparam(f"last_{place}", type_=Date),
            bindparam(f"begins_at_{place}", type_=UTCDateTime),
            bindparam(f"ended_at_{place}", type_=UTCDateTime),
        )


AnySelect = Select[*tuple[Any, ...]]  # Any: each has its own columns
Rows = Callable[[Sequence[Period], Sequence[int]], Result[*tuple[Any, ...]]]


def asked_of_each(of_one: Callable[[Asked], AnySelect]) -> Rows:
    """Make of a statement about one period one that is asked of as many as wanted, and kept.

    To put so many columns together anew for each page takes longer than to run the query.
    """

    @lru_cache(maxsize=8)
    def of_all(periods: int) -> CompoundSelect[*tuple[Any, ...]]:
        return union_all(*(of_one(Asked.at(place)) for place in range(periods)))

    def rows(periods: Sequence[Period], site_ids: Sequence[int]) -> Result[*tuple[Any, ...]]:
        return db.session.execute(of_all(len(periods)), _told(periods, site_ids))

    return rows


def _told(periods: Sequence[Period], site_ids: Sequence[int]) -> Mapping[str, object]:
    told: dict[str, object] = {"sites": site_ids}
    for place, period in enumerate(periods):
        begins_at, ended_at = clock.bounds(period.first, period.last)
        told |= {
            f"first_{place}": period.first,
            f"last_{place}": period.last,
            f"begins_at_{place}": begins_at,
            f"ended_at_{place}": ended_at,
        }
    return told
