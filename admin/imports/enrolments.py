"""Files of enrolments: one row an enrolment, never by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from admin.imports.cells import Cells
from admin.imports.insertions import COURSE_OF_KEY, Insertion, numbered
from admin.imports.kind import Batch, Column, Kind, Row
from admin.imports.runs import new_courses
from admin.imports.titles import Titles
from admin.imports.words import COURSE_COLUMN, ID_COLUMN, SITE_COLUMN
from kiosk.models import Course, Enrolment, Site


@dataclass(frozen=True)
class EnrolmentRow(Row):
    """One place taken, as a row of a file says it."""

    course: str
    enrolled_on: date
    new_to_life_rooms: bool


class Enrolments(Kind[EnrolmentRow]):
    """One row an enrolment."""

    row = EnrolmentRow
    name = "enrolments"
    label = _l("Enrolments: one row for each place taken on a course")
    short = _l("Enrolments")
    columns = (
        SITE_COLUMN,
        COURSE_COLUMN,
        Column("enrolled_on", True, _l("The day of the enrolment."), "30/04/2018"),
        Column("new_to_life_rooms", True, _l("Were they new to The Life Rooms? yes or no."), "yes"),
        ID_COLUMN,
    )

    def read(self, cells: Cells) -> EnrolmentRow:
        """One enrolment."""
        return EnrolmentRow(
            site=cells.site(),
            course=cells.title("course"),
            enrolled_on=cells.happened_on("enrolled_on"),
            new_to_life_rooms=cells.needed_yes_or_no("new_to_life_rooms"),
        )

    def kept(self) -> Select[*tuple[Any, ...]]:
        """The enrolments."""
        return (
            select(
                Enrolment.source_id,
                Site.slug,
                Course.title,
                Enrolment.enrolled_on,
                Enrolment.new_to_life_rooms,
            )
            .join(Site, Site.id == Enrolment.site_id)
            .join(Course, Course.id == Enrolment.course_id)
        )

    def insertions(self, batch: Batch[EnrolmentRow]) -> Sequence[Insertion]:
        """The courses that are new, then the enrolments; their runs are not known."""
        rows = [
            {
                "site_id": batch.sites[entry.row.site].id,
                "course_id": batch.titles.key(entry.row.course),
                "enrolled_on": entry.row.enrolled_on,
                "new_to_life_rooms": entry.row.new_to_life_rooms,
                "received_on": batch.received_on,
                "source_id": entry.source_id,
            }
            for entry in batch.entries
        ]
        return [
            new_courses(batch.titles),
            Insertion(
                Enrolment, numbered(rows, ("site_id", "enrolled_on", "course_id")), COURSE_OF_KEY
            ),
        ]

    def days(self, row: EnrolmentRow) -> tuple[date, date]:
        """The day of the enrolment."""
        return row.enrolled_on, row.enrolled_on

    def title(self, row: EnrolmentRow) -> str:
        """Its course."""
        return row.course

    def under_own_key(self, row: EnrolmentRow, titles: Titles) -> EnrolmentRow:
        """The row with its course under the course's own key."""
        return replace(row, course=titles.key(row.course))
