"""What a form is about: a course run at its latest meeting, or a course that is not listed.

Learners' pages read columns, not records: one statement gives the run, its place and its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy import Select, bindparam, func, select

from kiosk import clock
from kiosk.codes import read_code
from kiosk.feedback.signed import GivenAt
from kiosk.lines import PALS_LINE
from kiosk.models import Course, CourseRun, FeedbackNote, Meeting, Site
from kiosk.notes import MOST_NOTES, Note, shown_at
from kiosk.rows import read_row, read_rows
from kiosk.timetable import takes_forms


@dataclass(frozen=True)
class Place:
    """A site, and the lines at the foot of its learners' pages; empty where it has no own."""

    id: int
    slug: str
    name: str
    desk_line: str
    pals_line: str


@dataclass(frozen=True)
class AskedRun:
    """A course run as a day sees it: its first and last meeting, and the latest by that day."""

    id: int
    code: str
    title: str
    is_group: bool
    open_ended: bool
    first_on: date | None
    last_on: date | None
    latest_on: date | None

    def takes_evaluations(self, day: date) -> bool:
        """Whether it takes forms on a day; without meetings it takes none."""
        if self.first_on is None or self.last_on is None:
            return False
        return takes_forms(self.first_on, self.last_on, self.open_ended, day)


@dataclass(frozen=True)
class Occasion:
    """The course that a form is about, where and on which day; no run: it was not listed."""

    site: Place
    run: AskedRun | None
    held_on: date

    @property
    def title(self) -> str:
        """The title of the course; empty where it is not known."""
        return self.run.title if self.run else ""

    @property
    def is_group(self) -> bool:
        """Whether to say “group” for “course”."""
        return self.run is not None and self.run.is_group

    @property
    def code(self) -> str:
        """The code of the run; empty where there is none."""
        return self.run.code if self.run else ""

    @property
    def address(self) -> str:
        """Where a form about it is opened and sent."""
        return form_address(self.code, self.site.slug)


_PLACE_COLUMNS = (Site.id, Site.slug, Site.name, Site.desk_line, PALS_LINE)
_PLACE = select(*_PLACE_COLUMNS).where(Site.slug == bindparam("slug"))
_PLACE_BY_ID = select(*_PLACE_COLUMNS).where(Site.id == bindparam("id"))
_PLACE_AND_NOTES = (
    select(FeedbackNote.you_said, FeedbackNote.we_did, *_PLACE_COLUMNS)
    .select_from(Site)
    .outerjoin(FeedbackNote, shown_at(Site.id))
    .where(Site.slug == bindparam("slug"))
    .order_by(FeedbackNote.id.desc())
    .limit(MOST_NOTES)
)


def _asked_runs() -> Select[Any]:  # Any: twelve columns
    held = select(Meeting.meets_on).where(
        Meeting.run_id == CourseRun.id, Meeting.cancelled_at.is_(None)
    )
    first, last = (
        held.with_only_columns(end(Meeting.meets_on)).scalar_subquery()
        for end in (func.min, func.max)
    )
    by_then = held.where(Meeting.meets_on <= bindparam("day", type_=Meeting.meets_on.type))
    latest = by_then.with_only_columns(func.max(Meeting.meets_on)).scalar_subquery()
    run = (CourseRun.id, CourseRun.code, Course.title, Course.kind == "group")
    return (
        select(*run, CourseRun.open_ended, first, last, latest, *_PLACE_COLUMNS)
        .join(Course, Course.id == CourseRun.course_id)
        .join(Site, Site.id == CourseRun.site_id)
    )


# Built once: to build a statement costs more than to run it.
_RUN = _asked_runs().where(CourseRun.code == bindparam("code"))
_RUN_BY_ID = _asked_runs().where(CourseRun.id == bindparam("id"))


def _read_place(query: Select[Any], values: Mapping[str, object]) -> Place | None:
    row = read_row(query, values)
    return Place(*row) if row else None


def place_by_slug(slug: str) -> Place | None:
    """The site that an address names, capitals ignored."""
    return _read_place(_PLACE, {"slug": slug.lower()})


def place_and_notes(slug: str, today: date) -> tuple[Place | None, tuple[Note, ...]]:
    """The same, and what the site tells of feedback on a day; one query."""
    rows = read_rows(_PLACE_AND_NOTES, {"slug": slug.lower(), "today": today})
    place = Place(*rows[0][2:]) if rows else None
    return place, tuple(Note(*row[:2]) for row in rows if row[0] is not None)


def _read_run(
    query: Select[Any], values: Mapping[str, object]
) -> tuple[AskedRun | None, Place | None]:
    row = read_row(query, values)
    return (AskedRun(*row[:8]), Place(*row[8:])) if row else (None, None)


def find_run(code: str, day: date) -> tuple[AskedRun | None, Place | None]:
    """The run whose code somebody scanned or typed, as a day sees it, and where it is."""
    read = read_code(code)
    return _read_run(_RUN, {"code": read, "day": day}) if read else (None, None)


def form_address(code: str, site_slug: str) -> str:
    """Where a form is opened and sent: a run's, or the one for a course that is not listed."""
    if code:
        return url_for("feedback.form", code=code)
    return url_for("feedback.other_form", slug=site_slug)


def asked_on(given: GivenAt | None, today: date) -> date:
    """The day on which the form was opened, as far as we can vouch for it."""
    return min(clock.local_day(given.at), today) if given else today


def occasion_of(
    code: str, given: GivenAt | None, today: date
) -> tuple[Occasion | None, Place | None]:
    """The meeting that a form with this code is about, and where its run is.

    No occasion where the run takes no forms, no place where the code is not known. A form that
    was opened in time is taken however late it is sent: its page said so.
    """
    place = None
    for day in dict.fromkeys((asked_on(given, today), today)):
        run, place = find_run(code, day)
        if run is not None and place is not None and run.takes_evaluations(day):
            return Occasion(place, run, run.latest_on or day), place
    return None, place


def occasion_kept(site_id: int, run_id: int | None, held_on: date) -> Occasion:
    """What a stored form is about."""
    run, place = _read_run(_RUN_BY_ID, {"id": run_id, "day": held_on}) if run_id else (None, None)
    place = place or _read_place(_PLACE_BY_ID, {"id": site_id})
    if place is None:
        raise LookupError(f"There is no site {site_id}.")
    return Occasion(place, run, held_on)
