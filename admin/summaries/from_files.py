"""The visits that were imported: they come from a file, and no screen of ours saw them.

The tallies do not tell them apart, and to read each anew for a page would take long. What an
import brought never changes until it is taken back as a whole, so each is read once and remembered.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select

from admin.periods import Period
from admin.summaries.figures import Counted, Figures
from kiosk.database import db
from kiosk.models import Import, Visit


class Brought(NamedTuple):
    """What an import brought for one site and day: how many rows, and their people."""

    site_id: int
    day: date
    rows: int
    people: int


# By the number and moment of an import: a restored database may give the number to another.
Remembered = dict[tuple[int, datetime], Sequence[Brought]]
REMEMBERED: WeakKeyDictionary[Engine, Remembered] = WeakKeyDictionary()


def from_files_by_site(periods: Sequence[Period], site_ids: Sequence[int]) -> Counted:
    """Rows and people of imported visits; they are among the taps and people of a site."""
    imports = select(Import.id, Import.imported_at).where(
        Import.kind == "visits", Import.undone_at.is_(None)
    )
    brought = [
        each
        for import_id, at in db.session.execute(imports)
        for each in _brought(import_id, at)
        if each.site_id in site_ids
    ]
    found: Counted = {}
    for place, period in enumerate(periods):
        for site_id, (rows, people) in _added_up(period, brought).items():
            found[place, site_id] = Figures(rows_from_file=rows, from_file=people)
    return found


def _added_up(period: Period, brought: Sequence[Brought]) -> Mapping[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for site_id, day, more_rows, more_people in brought:
        if period.first <= day <= period.last:
            rows, people = found.get(site_id, (0, 0))
            found[site_id] = (rows + more_rows, people + more_people)
    return found


def _brought(import_id: int, imported_at: datetime) -> Sequence[Brought]:
    remembered = REMEMBERED.setdefault(db.engine, {})
    key = (import_id, imported_at)
    if key not in remembered:
        remembered[key] = _read(import_id)
    return remembered[key]


def _read(import_id: int) -> Sequence[Brought]:
    query = (
        select(Visit.site_id, Visit.visited_on, func.count(), func.sum(Visit.people))
        .where(Visit.import_id == import_id, Visit.undone_at.is_(None), Visit.strike_id.is_(None))
        .group_by(Visit.site_id, Visit.visited_on)
    )
    return [
        Brought(site_id, day, rows, int(people))
        for site_id, day, rows, people in db.session.execute(query)
    ]
