"""What staff see coming: meetings of these days, runs by title, posters that stop, runs undated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, case, exists, func, select

from admin.catalogue.courses import title_key
from kiosk.codes import read_code
from kiosk.database import db
from kiosk.models import Course, CourseAlias, CourseRun, Meeting, Site
from kiosk.timetable import OPEN_DAYS_AFTER_LAST, closes_after

WARN_DAYS = 7  # how long before a poster stops working the room says so
MOST_LISTED = 100


# The columns of a RunLine, in its order.
Lines: TypeAlias = Select[str, str, str, int, int, bool, date | None, date | None, date | None]


@dataclass(frozen=True)
class Coming:
    """One meeting to come, or of today."""

    site_id: int
    code: str
    title: str
    room: str
    meets_on: date
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True)
class RunLine:
    """One run in a list: what, where, and between which days it meets."""

    code: str
    title: str
    site: str
    site_id: int
    course_id: int
    open_ended: bool
    first_on: date | None
    last_on: date | None
    next_on: date | None

    @property
    def stops_on(self) -> date | None:
        """The last day on which its poster works; None for a series without end or without date."""
        if self.open_ended or self.last_on is None:
            return None
        return closes_after(self.last_on)


def coming_meetings(site_ids: Iterable[int], first: date, last: date) -> list[Coming]:
    """The meetings of some sites that take place from first to last, in order."""
    query = (
        select(
            CourseRun.site_id,
            CourseRun.code,
            Course.title,
            CourseRun.room,
            Meeting.meets_on,
            Meeting.starts_at,
            Meeting.ends_at,
        )
        .join(CourseRun, CourseRun.id == Meeting.run_id)
        .join(Course, Course.id == CourseRun.course_id)
        .where(
            CourseRun.site_id.in_(list(site_ids)),
            Meeting.meets_on.between(first, last),
            Meeting.cancelled_at.is_(None),
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [Coming(*row) for row in db.session.execute(query)]


# By run: the days of the meetings that were not cancelled, and of those to come.
_HELD_ON = case((Meeting.cancelled_at.is_(None), Meeting.meets_on))
_LAST_ON = func.max(_HELD_ON)


def _next_on(today: date) -> ColumnElement[date | None]:
    held = Meeting.cancelled_at.is_(None)
    return func.min(case((held & (Meeting.meets_on >= today), Meeting.meets_on)))


def _lines(site_ids: Iterable[int], today: date) -> Lines:
    return (
        select(
            CourseRun.code,
            Course.title,
            Site.name,
            CourseRun.site_id,
            CourseRun.course_id,
            CourseRun.open_ended,
            func.min(_HELD_ON),
            _LAST_ON,
            _next_on(today),
        )
        .join(Course, Course.id == CourseRun.course_id)
        .join(Site, Site.id == CourseRun.site_id)
        .outerjoin(Meeting, Meeting.run_id == CourseRun.id)
        .where(CourseRun.site_id.in_(list(site_ids)))
        .group_by(CourseRun.id, Course.id, Site.id)
    )


def _read(query: Lines) -> list[RunLine]:
    return [RunLine(*row) for row in db.session.execute(query)]


def find_runs(site_ids: Iterable[int], words: str, today: date) -> list[RunLine]:
    """Runs whose title or code has these words: those that meet next first, then the latest."""
    query = _lines(site_ids, today)
    if key := title_key(words):
        found = Course.title_key.contains(key, autoescape=True)
        merged = exists().where(
            CourseAlias.course_id == Course.id,
            CourseAlias.title_key.contains(key, autoescape=True),
        )
        query = query.where(found | merged | (CourseRun.code == read_code(words)))
    coming = _next_on(today)
    query = query.order_by(
        case((coming.is_(None), 1), else_=0),
        coming,
        _LAST_ON.desc(),
        CourseRun.id.desc(),
    )
    return _read(query.limit(MOST_LISTED))


def runs_of_course(site_ids: Iterable[int], course_id: int, today: date) -> list[RunLine]:
    """The runs of a course at some sites, the newest first."""
    query = _lines(site_ids, today).where(CourseRun.course_id == course_id)
    return _read(query.order_by(CourseRun.id.desc()))


def runs_about_to_close(site_ids: Iterable[int], today: date) -> list[RunLine]:
    """Runs whose posters stop working within a week, the soonest first."""
    first = today - timedelta(days=OPEN_DAYS_AFTER_LAST)
    query = _lines(site_ids, today).where(CourseRun.open_ended.is_(False))
    query = query.having(_LAST_ON.between(first, first + timedelta(days=WARN_DAYS)))
    return _read(query.order_by(_LAST_ON, CourseRun.id))


def runs_without_dates(site_ids: Iterable[int], today: date) -> list[RunLine]:
    """Runs that nobody has given a date yet."""
    query = _lines(site_ids, today).having(func.count(Meeting.id) == 0)
    return _read(query.order_by(Course.title_key, CourseRun.id))


def titles_known(site_ids: Iterable[int]) -> Sequence[str]:
    """The titles of courses that ran at some sites, to be offered while one is typed."""
    query = select(Course.title).join(CourseRun, CourseRun.course_id == Course.id)
    query = query.where(CourseRun.site_id.in_(list(site_ids))).distinct()
    return db.session.scalars(query.order_by(Course.title)).all()


def course_runs_elsewhere(course_id: int, site_ids: Iterable[int]) -> bool:
    """Whether a course also has runs at other sites than these."""
    query = select(CourseRun.id).where(
        CourseRun.course_id == course_id, CourseRun.site_id.not_in(list(site_ids))
    )
    return db.session.scalars(query.limit(1)).first() is not None
