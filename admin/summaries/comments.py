"""What learners wrote, for the staff who read it: asked for, found, and shown as few allow.

Under five forms for a run its comments show site and month only; a day is shown where every date
of the run has five. Nobody is to find out more by choosing days: what shows its month alone is
found by any period that touches that month.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import format_date
from sqlalchemy import ColumnElement, Select, and_, func, literal_column, select

from admin.highlights import Piece, pieces
from admin.periods import Period
from admin.summaries.by_course import FEWEST_FORMS
from admin.summaries.few import Few, in_stretch, whole_months
from kiosk.database import db
from kiosk.models import CommentReading, Concern, Course, CourseRun, Evaluation, Site
from kiosk.pages import day_and_year

PAGE_LENGTH = 25
ALL, UNREAD, WORRIED, SETTLED = "all", "unread", "worried", "settled"
GOOD, BETTER = "good", "better"
# As the index of them says it: a parameter in place of '' would leave it unused.
EMPTY: ColumnElement[str] = literal_column("''")
HAS_WORDS = (Evaluation.good != EMPTY) | (Evaluation.better != EMPTY)


@dataclass(frozen=True)
class Asked:
    """Which comments are asked for; none received on `today` shows before the next morning."""

    period: Period
    site_ids: Sequence[int]
    today: date
    show: str = ALL
    words: str = ""
    course_id: int | None = None


@dataclass(frozen=True)
class Comment:
    """One learner's words, with as much of their place and date as may be shown."""

    id: UUID
    site: Site
    course: str
    held_on: date | None
    month: date
    good: Sequence[Piece]
    better: Sequence[Piece]
    do_not_share: bool
    is_read: bool
    concern: Concern | None

    @property
    def when(self) -> str:
        """The day, or no more than the month."""
        if self.held_on is not None:
            return day_and_year(self.held_on)
        return str(format_date(self.month, "MMMM yyyy"))

    @property
    def label(self) -> str:
        """What is said of where and when the words come from: “Walton, November 2026”."""
        parts = (self.site.short_name, self.course, self.when)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class CommentPage:
    """One page of comments, and how many there are in all."""

    comments: Sequence[Comment]
    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // PAGE_LENGTH))


def joined(few: Few, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:  # Any: columns
    """Join to a query of comments what may be shown of them, and what staff did with them."""
    return with_marks(few.join(query))


def with_marks(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:  # Any: its columns
    """Join to a query of comments who read them and who was worried."""
    return query.outerjoin(CommentReading, CommentReading.evaluation_id == Evaluation.id).outerjoin(
        Concern, Concern.evaluation_id == Evaluation.id
    )


def readable(site_ids: Sequence[int], today: date) -> list[ColumnElement[bool]]:
    """Forms with words at these sites, from the morning after they came."""
    return [Evaluation.site_id.in_(site_ids), HAS_WORDS, Evaluation.received_on < today]


def comment_page(asked: Asked, sites: Sequence[Site], number: int) -> CommentPage:
    """One page of the comments asked for; past the last page, the last."""
    few, wheres = _asked(asked)
    total = how_many(asked)
    number = max(1, min(number, -(-total // PAGE_LENGTH)))
    query = joined(few, _columns(few)).where(*wheres).order_by(*few.order())
    rows = db.session.execute(query.offset((number - 1) * PAGE_LENGTH).limit(PAGE_LENGTH))
    site_of = {site.id: site for site in sites}
    return CommentPage([_comment(row, site_of) for row in rows], number, total)


def how_many(asked: Asked) -> int:
    """How many comments the whole list of those asked for holds."""
    few, wheres = _asked(asked)
    count = select(func.count()).select_from(Evaluation)
    # Of whole months and all courses each is counted, whether its run has few forms or many.
    is_plain = asked.course_id is None and asked.period == whole_months(asked.period)
    count = with_marks(count) if is_plain else joined(few, count)
    return db.session.scalars(count.where(*wheres)).one()


def comment_by_id(id: UUID, sites: Sequence[Site], today: date) -> Comment | None:
    """One comment of these sites, if it may be read yet."""
    site_of = {site.id: site for site in sites}
    wheres = [*readable(list(site_of), today), Evaluation.id == id]
    few = Few([Evaluation.id == id])
    row = db.session.execute(joined(few, _columns(few)).where(*wheres)).one_or_none()
    return _comment(row, site_of) if row else None


def readable_ids(ids: Sequence[UUID], site_ids: Sequence[int], today: date) -> list[UUID]:
    """Those of the ids under which there is a comment that may be read at these sites."""
    query = select(Evaluation.id).where(*readable(site_ids, today), Evaluation.id.in_(ids))
    return list(db.session.scalars(query.order_by(Evaluation.id)))


def courses_to_pick(site_ids: Sequence[int]) -> list[tuple[int, str]]:
    """The courses that a comment may be said to be of: they have a run with enough forms."""
    enough = (
        select(Evaluation.run_id)
        .where(Evaluation.run_id.is_not(None))
        .group_by(Evaluation.run_id)
        .having(func.count() >= FEWEST_FORMS)
    )
    query = (
        select(Course.id, Course.title)
        .where(
            Course.id.in_(
                select(CourseRun.course_id).where(
                    CourseRun.id.in_(enough), CourseRun.site_id.in_(site_ids)
                )
            )
        )
        .order_by(func.lower(Course.title), Course.id)
    )
    return [(id, title) for id, title in db.session.execute(query)]


def _asked(asked: Asked) -> tuple[Few, list[ColumnElement[bool]]]:
    wide = whole_months(asked.period)
    within = [
        Evaluation.site_id.in_(asked.site_ids),
        Evaluation.held_on.between(wide.first, wide.last),
    ]
    few = Few(within)
    wheres = [*readable(asked.site_ids, asked.today), in_stretch(few, asked.period)]
    if asked.show in SHOWN:
        wheres.append(SHOWN[asked.show])
    if asked.words in (GOOD, BETTER):
        wheres.append(getattr(Evaluation, asked.words) != "")
    if asked.course_id is not None:
        # A run of few forms is not of that course: to be found would be to be told.
        wheres += [few.shows_course, CourseRun.course_id == asked.course_id]
    return few, wheres


SHOWN: Mapping[str, ColumnElement[bool]] = {
    UNREAD: CommentReading.evaluation_id.is_(None),
    WORRIED: and_(Concern.id.is_not(None), Concern.settled_at.is_(None)),
    SETTLED: Concern.settled_at.is_not(None),
}


def _columns(few: Few) -> Select[*tuple[Any, ...]]:  # Any: a row of many columns
    return select(
        Evaluation.id,
        Evaluation.site_id,
        few.course.label("course"),
        few.shows_day.label("shows_day"),
        Evaluation.held_on,
        Evaluation.good,
        Evaluation.better,
        Evaluation.do_not_share,
        CommentReading.evaluation_id.is_not(None).label("is_read"),
        Concern,
    ).select_from(Evaluation)


def _comment(row: Any, site_of: Mapping[int, Site]) -> Comment:  # Any: a row of `_columns`
    return Comment(
        id=row.id,
        site=site_of[row.site_id],
        course=row.course,
        held_on=row.held_on if row.shows_day else None,
        month=row.held_on.replace(day=1),
        good=pieces(row.good),
        better=pieces(row.better),
        do_not_share=row.do_not_share,
        is_read=row.is_read,
        concern=row.Concern,
    )
