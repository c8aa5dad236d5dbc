"""Taking an import back, within 30 days: its rows, and the courses and runs nothing else uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, delete, exists, or_, select, update

from admin.audit import record_audit
from admin.imports.writing import room_to_sort
from kiosk.database import Base, db, writing
from kiosk.models import (
    CommentReading,
    Concern,
    Course,
    CourseAlias,
    CourseRun,
    Enrolment,
    Evaluation,
    Headcount,
    Import,
    Meeting,
    Person,
    Site,
    Visit,
)
from kiosk.pages import day_and_year

UNDO_WITHIN = timedelta(days=30)
AT_ONCE = 1000
# What these added is nobody's: it goes as soon as nothing leans on it any more.
UNDONE = select(Import.id).where(Import.undone_at.is_not(None))


@dataclass(frozen=True)
class Stayed:
    """What an undone import left behind, since something else has come to lean on it."""

    runs: Sequence[str]
    evaluations: Sequence[str]

    @property
    def sentences(self) -> list[str]:
        """What stays and why, a sentence for each."""
        told = []
        if self.evaluations:
            told.append(
                ngettext(
                    "One form stays, since somebody was worried by it: %(which)s.",
                    "%(num)d forms stay, since somebody was worried by them: %(which)s.",
                    len(self.evaluations),
                    which="; ".join(self.evaluations),
                )
            )
        if self.runs:
            told.append(
                ngettext(
                    "One course run stays, since it has received something: %(which)s.",
                    "%(num)d course runs stay, since they have received something: %(which)s.",
                    len(self.runs),
                    which="; ".join(self.runs),
                )
            )
        return told


def may_be_undone(imported: Import, now: datetime) -> bool:
    """Whether an import stands and is not older than 30 days."""
    return imported.undone_at is None and now - imported.imported_at <= UNDO_WITHIN


def undo(imported: Import, now: datetime, person: Person | None = None) -> Stayed | None:
    """Remove what an import added, in one transaction; None where it was undone already."""
    with writing():
        taken = db.session.execute(
            update(Import)
            .where(Import.id == imported.id, Import.undone_at.is_(None))
            .values(undone_at=now)
            .returning(Import.id)
        ).first()
        if taken is None:
            return None
        with room_to_sort(db.session.connection()):
            _remove_rows(imported.id)
        stayed = Stayed(_remove_runs(imported.id), _held_forms(imported.id))
        _remove_courses()
        record_audit(
            now,
            f"undid an import of {imported.kind}",
            imported.file_name,
            person=person,
            rows=imported.rows_added,
            runs_that_stay="; ".join(stayed.runs),
            forms_that_stay=len(stayed.evaluations),
        )
    return stayed


def _remove(model: type[Base], *where: ColumnElement[bool]) -> None:
    """Delete without loading what is deleted."""
    statement = delete(model).where(*where)
    db.session.execute(statement, execution_options={"synchronize_session": False})


def _remove_rows(import_id: int) -> None:
    """The rows themselves; a form that somebody was worried by is held."""
    for model in (Visit, Headcount, Enrolment):
        _remove(model, model.import_id == import_id)
    worried = exists().where(Concern.evaluation_id == Evaluation.id)
    mine = select(Evaluation.id).where(Evaluation.import_id == import_id, ~worried)
    _remove(CommentReading, CommentReading.evaluation_id.in_(mine))
    _remove(Evaluation, Evaluation.import_id == import_id, ~worried)


def _held_forms(import_id: int) -> list[str]:
    query = (
        select(Site.name, Evaluation.held_on)
        .join(Site, Site.id == Evaluation.site_id)
        .where(Evaluation.import_id == import_id)
        .order_by(Evaluation.held_on, Evaluation.id)
    )
    return [
        _("%(site)s, %(day)s", site=name.removeprefix("The Life Rooms, "), day=day_and_year(day))
        for name, day in db.session.execute(query)
    ]


def _remove_runs(import_id: int) -> list[str]:
    """The runs and meetings that nothing else uses; returns the names of the runs that stay.

    With them go the runs that stayed of imports undone before, where this one was all they had.
    """
    # Each list is read once; asked run by run, the visits would be searched through every time.
    leaned_on = or_(
        *(
            CourseRun.id.in_(select(record.run_id).where(record.run_id.is_not(None)))
            for record in (Evaluation, Enrolment, Visit)
        ),
        exists().where(
            Meeting.run_id == CourseRun.id,
            or_(Meeting.import_id.is_(None), Meeting.import_id.not_in(UNDONE)),
        ),
    )
    stays = select(CourseRun.id).where(CourseRun.import_id == import_id, leaned_on)
    named = _names(stays)
    goes = select(CourseRun.id).where(CourseRun.import_id.in_(UNDONE), ~leaned_on)
    # As numbers, not as a question within the next: PostgreSQL, which knows little yet of rows
    # so new, would ask it again for each meeting, and take minutes.
    ids = list(db.session.scalars(goes))
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        _remove(Meeting, Meeting.run_id.in_(some))
        _remove(CourseRun, CourseRun.id.in_(some))
    return [*named, *_remove_meetings_of_others(import_id)]


def _remove_meetings_of_others(import_id: int) -> list[str]:
    """Meetings added to runs that stay, but for those whose day has had forms or visitors."""
    had = or_(
        exists().where(Evaluation.run_id == Meeting.run_id, Evaluation.held_on == Meeting.meets_on),
        exists().where(Visit.run_id == Meeting.run_id, Visit.visited_on == Meeting.meets_on),
    )
    in_anothers = exists().where(
        CourseRun.id == Meeting.run_id, CourseRun.import_id.is_distinct_from(Meeting.import_id)
    )
    named = _names(select(Meeting.run_id).where(Meeting.import_id == import_id, in_anothers, had))
    _remove(Meeting, Meeting.import_id.in_(UNDONE), in_anothers, ~had)
    return named


def _names(runs: Select[Any]) -> list[str]:  # Any: the ids of some runs
    query = (
        select(Course.title, CourseRun.code)
        .join(Course, Course.id == CourseRun.course_id)
        .where(CourseRun.id.in_(runs))
        .order_by(Course.title, CourseRun.id)
    )
    return [f"{title} ({code})" for title, code in db.session.execute(query)]


def _remove_courses() -> None:
    used = or_(
        exists().where(CourseRun.course_id == Course.id),
        exists().where(Enrolment.course_id == Course.id),
        exists().where(CourseAlias.course_id == Course.id),
    )
    _remove(Course, Course.import_id.in_(UNDONE), ~used)
