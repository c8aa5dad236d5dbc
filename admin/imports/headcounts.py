"""Files of headcounts: people counted by hand or by another device for a whole period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from admin.forms.headcounts import MOST_PEOPLE
from admin.imports.cells import Cells
from admin.imports.counted_twice import counted_twice
from admin.imports.insertions import Insertion, numbered
from admin.imports.kind import Batch, Column, Kind, Row
from admin.imports.words import ID_COLUMN, SITE_COLUMN
from admin.spans import ends_in_words
from admin.summaries.counted_already import Counted
from kiosk import clock
from kiosk.models import Headcount, Site

BY_HAND = "by hand"


@dataclass(frozen=True)
class HeadcountRow(Row):
    """One count, as a row of a file says it; to the moment at which it had ended."""

    counted_from: datetime
    counted_to: datetime
    people: int
    method: str
    adds: bool


class Headcounts(Kind[HeadcountRow]):
    """One row a count."""

    row = HeadcountRow
    name = "headcounts"
    label = _l("Headcounts: people counted for a day, a week or a month")
    short = _l("Headcounts")
    columns = (
        SITE_COLUMN,
        Column("counted_from", True, _l("The first day, or the moment it began."), "01/04/2018"),
        Column("counted_to", True, _l("The last day, or the moment it ended."), "30/04/2018"),
        Column("people", True, _l("How many people were counted."), "1,954"),
        Column("method", False, _l("How they were counted. Empty is “by hand”."), "door counter"),
        Column(
            "adds",
            False,
            _l("yes: add these people to the visits. no: only a check. Empty is yes."),
            "yes",
        ),
        ID_COLUMN,
    )

    def read(self, cells: Cells) -> HeadcountRow:
        """One count."""
        row = HeadcountRow(
            site=cells.site(),
            counted_from=cells.happened_at("counted_from"),
            counted_to=cells.ended_at("counted_to"),
            people=cells.whole_number("people", 0, MOST_PEOPLE),
            method=cells.line("method", 60) or BY_HAND,
            adds=cells.yes_or_no("adds", True),
        )
        if not cells.problems and row.counted_to <= row.counted_from:
            cells.refuse("counted_to", _("The count ends before it begins. Change one of the two."))
        return row

    def kept(self) -> Select[*tuple[Any, ...]]:
        """The counts."""
        return select(
            Headcount.source_id,
            Site.slug,
            Headcount.counted_from_at,
            Headcount.counted_to_at,
            Headcount.people,
            Headcount.method,
            Headcount.adds,
        ).join(Site, Site.id == Headcount.site_id)

    def insertions(self, batch: Batch[HeadcountRow]) -> Sequence[Insertion]:
        """The counts."""
        rows = [
            {
                "site_id": batch.sites[entry.row.site].id,
                "counted_from_at": entry.row.counted_from,
                "counted_to_at": entry.row.counted_to,
                "people": entry.row.people,
                "method": entry.row.method,
                "adds": entry.row.adds,
                "received_on": batch.received_on,
                "source_id": entry.source_id,
            }
            for entry in batch.entries
        ]
        return [Insertion(Headcount, numbered(rows, ("site_id", "counted_from_at")))]

    def doubts(self, batch: Batch[HeadcountRow]) -> Iterator[tuple[int, str]]:
        """Rows that add people who may be counted already."""
        at_site: dict[int, list[Counted]] = {}
        for entry in batch.entries:
            row = entry.row
            if row.adds:
                counted = Counted((row.counted_from, row.counted_to), row.people, entry.line)
                at_site.setdefault(batch.sites[row.site].id, []).append(counted)
        for site_id, rows in at_site.items():
            yield from counted_twice(site_id, rows)

    def days(self, row: HeadcountRow) -> tuple[date, date]:
        """From the day it began to the day on which it had ended."""
        last = row.counted_to - timedelta(microseconds=1)
        return clock.local_day(row.counted_from), clock.local_day(last)

    def shown(self, row: HeadcountRow) -> dict[str, object]:
        """A count of whole days ends on its last day, not with the midnight after it."""
        span = (row.counted_from.astimezone(clock.LONDON), row.counted_to.astimezone(clock.LONDON))
        begins, ends = ends_in_words(*span)
        return row.values() | {"counted_from": begins, "counted_to": ends}

    def people(self, row: HeadcountRow) -> int:
        """How many were counted."""
        return row.people
