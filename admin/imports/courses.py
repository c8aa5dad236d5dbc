"""Files of courses: one row a meeting; rows of one site, course and run are one course run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from admin.imports.cells import LONGEST_ID, Cells
from admin.imports.insertions import RUN_OF_CODE, Insertion
from admin.imports.kind import Batch, Column, Entry, Kind, Row
from admin.imports.runs import NewRun, free_codes, meeting, new_courses, new_runs
from admin.imports.titles import Titles
from admin.imports.words import COURSE_COLUMN, ID_COLUMN, SITE_COLUMN
from kiosk import clock
from kiosk.database import db
from kiosk.models import Course, CourseRun, Meeting, Site

# A timetable lies ahead; a year that was mistyped lies further.
AHEAD = timedelta(days=731)
LONGEST_TUTOR, LONGEST_ROOM = 120, 80

# Site, course and the file's own name of the run.
RunKey = tuple[str, str, str]


@dataclass(frozen=True)
class MeetingRow(Row):
    """One meeting, as a row of a file says it."""

    course: str
    starts_at: datetime
    ends_at: datetime | None
    tutor: str
    room: str
    run: str


class Courses(Kind[MeetingRow]):
    """One row a meeting."""

    row = MeetingRow
    name = "courses"
    label = _l("Courses: one row for each date of a course")
    short = _l("Courses")
    columns = (
        SITE_COLUMN,
        COURSE_COLUMN,
        Column("starts_at", True, _l("The day and time it starts."), "30/04/2018 10:00"),
        Column("ends_at", False, _l("The day and time it ends."), "30/04/2018 12:00"),
        Column("tutor", False, _l("Who leads it."), "Ann Smith"),
        Column("room", False, _l("Where it meets."), "Garden Room"),
        Column(
            "run",
            False,
            _l("Any word for the series. Dates with the same word share one QR code."),
            "spring 2018",
        ),
        ID_COLUMN,
    )

    def read(self, cells: Cells) -> MeetingRow:
        """One meeting."""
        row = MeetingRow(
            site=cells.site(),
            course=cells.title("course"),
            starts_at=cells.happened_at("starts_at", AHEAD),
            ends_at=cells.moment("ends_at"),
            tutor=cells.line("tutor", LONGEST_TUTOR),
            room=cells.line("room", LONGEST_ROOM),
            run=cells.line("run", LONGEST_ID),
        )
        if row.ends_at and not cells.problems:
            if row.ends_at <= row.starts_at:
                cells.refuse("ends_at", _("It ends before it starts. Change one of the two."))
            elif row.ends_at - row.starts_at > timedelta(days=1):
                cells.refuse("ends_at", _("It is more than a day after the start. Check the date."))
        return row

    def kept(self) -> Select[*tuple[Any, ...]]:
        """The meetings."""
        return (
            select(
                Meeting.source_id,
                Site.slug,
                Course.title,
                Meeting.starts_at,
                Meeting.ends_at,
                CourseRun.tutor,
                CourseRun.room,
                func.coalesce(CourseRun.source_run, ""),
            )
            .join(CourseRun, CourseRun.id == Meeting.run_id)
            .join(Course, Course.id == CourseRun.course_id)
            .join(Site, Site.id == CourseRun.site_id)
        )

    def differing(self, row: MeetingRow, stored: MeetingRow) -> list[str]:
        """A run has the tutors and rooms of all its rows, so each row names only some of them."""
        names = super().differing(row, stored)
        joined = {"tutor": (row.tutor, stored.tutor), "room": (row.room, stored.room)}
        return [
            name
            for name in names
            if name not in joined or not _is_among(joined[name][0], joined[name][1])
        ]

    def clashes(
        self, entries: Sequence[Entry[MeetingRow]], titles: Titles
    ) -> Iterable[tuple[int, str]]:
        """A run meets only once at one moment."""
        there = _meetings_of_named_runs() if any(entry.row.run for entry in entries) else {}
        for entry in entries:
            if not entry.row.run:
                continue
            key = (*_run_key(entry.row, titles), entry.row.starts_at)
            if key in there:
                yield (
                    entry.line,
                    _(
                        "The run “%(run)s” meets then already (%(where)s). Take one of them out.",
                        run=entry.row.run,
                        where=there[key],
                    ),
                )
            there[key] = _("line %(line)s", line=entry.line)

    def insertions(self, batch: Batch[MeetingRow]) -> Sequence[Insertion]:
        """The courses and runs that are new, then the meetings."""
        groups = _by_run(batch)
        codes = _codes_of_named_runs() if any(key[2] for key in groups) else {}
        fresh = [key for key in groups if key not in codes]
        codes |= dict(zip(fresh, free_codes(len(fresh)), strict=True))
        runs = [_new_run(codes[key], key, groups[key], batch) for key in fresh]
        meetings = [
            meeting(
                codes[key],
                clock.local_day(entry.row.starts_at),
                entry.row.starts_at,
                entry.row.ends_at,
                entry.source_id,
            )
            for key, entries in groups.items()
            for entry in entries
        ]
        return [
            new_courses(batch.titles),
            new_runs(runs, batch.received_on),
            Insertion(Meeting, meetings, RUN_OF_CODE),
        ]

    def days(self, row: MeetingRow) -> tuple[date, date]:
        """The day of the meeting."""
        day = clock.local_day(row.starts_at)
        return day, day

    def title(self, row: MeetingRow) -> str:
        """Its course."""
        return row.course

    def under_own_key(self, row: MeetingRow, titles: Titles) -> MeetingRow:
        """The row with its course under the course's own key."""
        return replace(row, course=titles.key(row.course))


def _run_key(row: MeetingRow, titles: Titles) -> RunKey:
    return row.site, titles.key(row.course), row.run


def _by_run(batch: Batch[MeetingRow]) -> dict[tuple[str, ...], list[Entry[MeetingRow]]]:
    """The rows of each run; a row without a run's name is a run by itself."""
    groups: dict[tuple[str, ...], list[Entry[MeetingRow]]] = {}
    for entry in batch.entries:
        key: tuple[str, ...] = _run_key(entry.row, batch.titles)
        groups.setdefault(key if entry.row.run else (*key, str(entry.line)), []).append(entry)
    return groups


def _new_run(
    code: str,
    key: tuple[str, ...],
    entries: Sequence[Entry[MeetingRow]],
    batch: Batch[MeetingRow],
) -> NewRun:
    return NewRun(
        code,
        course_key=key[1],
        site_id=batch.sites[key[0]].id,
        tutor=_together((entry.row.tutor for entry in entries), LONGEST_TUTOR),
        room=_together((entry.row.room for entry in entries), LONGEST_ROOM),
        name=key[2] or None,
    )


def _together(names: Iterable[str], most: int) -> str:
    """Each name once, in order, as many as there is space for."""
    joined = ""
    for name in dict.fromkeys(names):
        longer = f"{joined}, {name}" if joined and name else joined or name
        joined = longer if len(longer) <= most else joined
    return joined


def _is_among(name: str, joined: str) -> bool:
    return not name or name == joined or name in joined.split(", ")


def _codes_of_named_runs() -> dict[tuple[str, ...], str]:
    """The codes of the runs that earlier files named, by site, course and name."""
    query = (
        select(Site.slug, Course.title_key, CourseRun.source_run, CourseRun.code)
        .join(Course, Course.id == CourseRun.course_id)
        .join(Site, Site.id == CourseRun.site_id)
        .where(CourseRun.source_run.is_not(None))
        .order_by(CourseRun.id.desc())
    )
    return {(slug, key, str(name)): code for slug, key, name, code in db.session.execute(query)}


def _meetings_of_named_runs() -> dict[tuple[str, str, str, datetime], str]:
    query = (
        select(Site.slug, Course.title_key, CourseRun.source_run, Meeting.starts_at)
        .join(CourseRun, CourseRun.id == Meeting.run_id)
        .join(Course, Course.id == CourseRun.course_id)
        .join(Site, Site.id == CourseRun.site_id)
        .where(CourseRun.source_run.is_not(None))
    )
    kept = _("kept already")
    return {(a, b, str(c), moment): kept for a, b, c, moment in db.session.execute(query)}
