"""Files of visits: one row a tap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from admin.imports.cells import Cells
from admin.imports.insertions import Insertion, numbered
from admin.imports.kind import Batch, Column, Entry, Kind, Row
from admin.imports.words import ID_COLUMN, SITE_COLUMN
from kiosk import clock
from kiosk.models import Site, Visit
from kiosk.questions import NOT_RECORDED, PURPOSE_VALUES
from kiosk.records.visits import MOST_PEOPLE

_PURPOSES = {value.replace("_", " "): value for value in (*PURPOSE_VALUES, NOT_RECORDED)}
_PURPOSES |= {value: value for value in (*PURPOSE_VALUES, NOT_RECORDED)}


@dataclass(frozen=True)
class VisitRow(Row):
    """One tap, as a row of a file says it."""

    tapped_at: datetime
    purpose: str
    first_time: bool | None
    people: int


class Visits(Kind[VisitRow]):
    """One row a tap."""

    row = VisitRow
    name = "visits"
    label = _l("Visits: one row for each tap")
    short = _l("Visits")
    columns = (
        SITE_COLUMN,
        Column("tapped_at", True, _l("The day and time of the visit."), "30/04/2018 14:05"),
        Column(
            "purpose",
            False,
            _l("learning, pathways, employment, community, other or not_recorded."),
            "learning",
        ),
        Column("first_time", False, _l("Was it a first visit? yes, no or empty."), "no"),
        Column("people", False, _l("How many came in with this tap, 1 to 30. Empty is 1."), "1"),
        ID_COLUMN,
    )

    def read(self, cells: Cells) -> VisitRow:
        """One tap."""
        return VisitRow(
            site=cells.site(),
            tapped_at=cells.tapped_at("tapped_at"),
            purpose=cells.one_of("purpose", _PURPOSES) or NOT_RECORDED,
            first_time=cells.yes_or_no("first_time", None),
            people=cells.whole_number("people", 1, MOST_PEOPLE, default=1),
        )

    def kept(self) -> Select[*tuple[Any, ...]]:
        """The visits."""
        return select(
            Visit.source_id,
            Site.slug,
            Visit.tapped_at,
            Visit.purpose,
            Visit.first_time,
            Visit.people,
        ).join(Site, Site.id == Visit.site_id)

    def insertions(self, batch: Batch[VisitRow]) -> Sequence[Insertion]:
        """The visits."""
        rows = [_record(entry, batch) for entry in batch.entries]
        return [Insertion(Visit, numbered(rows, ("site_id", "tapped_at")))]

    def days(self, row: VisitRow) -> tuple[date, date]:
        """The day of the tap."""
        day = clock.local_day(row.tapped_at)
        return day, day

    def people(self, row: VisitRow) -> int:
        """How many came in."""
        return row.people


def _record(entry: Entry[VisitRow], batch: Batch[VisitRow]) -> dict[str, object]:
    row = entry.row
    local = row.tapped_at.astimezone(clock.LONDON)
    return {
        "site_id": batch.sites[row.site].id,
        "tapped_at": row.tapped_at,
        "visited_on": local.date(),
        "visited_hour": local.hour,
        "purpose": row.purpose,
        "people": row.people,
        "first_time": row.first_time,
        "marks": "",
        "received_on": batch.received_on,
        "source_id": entry.source_id,
    }
