"""Files of evaluations: one row a filled-in form."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from admin.imports.cells import Cells
from admin.imports.insertions import RUN_OF_CODE, Insertion, numbered
from admin.imports.kind import Batch, Column, Entry, Kind, Row
from admin.imports.runs import NewRun, free_codes, meeting, new_courses, new_runs
from admin.imports.titles import Titles
from admin.imports.words import COURSE_COLUMN, ID_COLUMN, SITE_COLUMN
from kiosk import clock
from kiosk.database import db
from kiosk.models import Course, CourseRun, Evaluation, Meeting, Site
from kiosk.questions import ANSWER_VALUES, QUESTION_NAMES, QUESTIONS, WORDING

_ANSWERS = {value.replace("_", " "): value for value in ANSWER_VALUES}
_ANSWERS |= {value: value for value in ANSWER_VALUES}
# Site, folded title of the course, day of the meeting.
MeetingKey = tuple[str, str, date]


@dataclass(frozen=True)
class EvaluationRow(Row):
    """One form, as a row of a file says it; an answer left out is None."""

    course: str
    held_on: date
    covered_needs: str | None
    environment_suitable: str | None
    tutor_met_expectations: str | None
    could_discuss_opportunities: str | None
    felt_valued: str | None
    good: str
    better: str
    do_not_share: bool


class Evaluations(Kind[EvaluationRow]):
    """One row a form."""

    row = EvaluationRow
    name = "evaluations"
    label = _l("Evaluation forms: one row for each filled-in form")
    short = _l("Evaluation forms")
    columns = (
        SITE_COLUMN,
        COURSE_COLUMN,
        Column("held_on", True, _l("The day of the course."), "30/04/2018"),
        *(Column(question.name, True, question.asks, "yes") for question in QUESTIONS),
        Column("good", False, _l("What was good? 2,000 characters at most."), "A kind tutor"),
        Column("better", False, _l("What could be better? 2,000 characters at most."), ""),
        Column(
            "do_not_share",
            False,
            _l("yes, where they asked not to use their words outside the team. Empty is no."),
            "no",
        ),
        ID_COLUMN,
    )

    def read(self, cells: Cells) -> EvaluationRow:
        """One form."""
        site = cells.site()
        answers: Any = {name: cells.one_of(name, _ANSWERS) for name in QUESTION_NAMES}
        return EvaluationRow(
            site=site,
            course=cells.title("course"),
            held_on=cells.happened_on("held_on"),
            **answers,
            good=cells.comment("good"),
            better=cells.comment("better"),
            do_not_share=cells.yes_or_no("do_not_share", False),
        )

    def kept(self) -> Select[*tuple[Any, ...]]:
        """The forms; one that waits for its course has no title."""
        return (
            select(
                Evaluation.source_id,
                Site.slug,
                func.coalesce(Course.title, ""),
                Evaluation.held_on,
                *(getattr(Evaluation, name) for name in QUESTION_NAMES),
                Evaluation.good,
                Evaluation.better,
                Evaluation.do_not_share,
            )
            .join(Site, Site.id == Evaluation.site_id)
            .outerjoin(CourseRun, CourseRun.id == Evaluation.run_id)
            .outerjoin(Course, Course.id == CourseRun.course_id)
        )

    def insertions(self, batch: Batch[EvaluationRow]) -> Sequence[Insertion]:
        """The courses, runs and meetings that are new, then the forms."""
        codes = _codes_of_meetings(batch)
        unmet = dict.fromkeys(key for key in _keys(batch) if key not in codes)
        series = dict.fromkeys(key[:2] for key in unmet)
        made = dict(zip(series, free_codes(len(series)), strict=True))
        runs = [NewRun(made[key], key[1], batch.sites[key[0]].id) for key in series]
        codes |= {key: made[key[:2]] for key in unmet}
        # Of a meeting that only its forms tell of nobody knows the time: it stands at midnight.
        meetings = [
            meeting(made[key[:2]], key[2], clock.at_local(key[2]), None, None) for key in unmet
        ]
        rows = [
            _record(entry, codes[key], batch)
            for entry, key in zip(batch.entries, _keys(batch), strict=True)
        ]
        return [
            new_courses(batch.titles),
            new_runs(runs, batch.received_on),
            Insertion(Meeting, meetings, RUN_OF_CODE),
            Insertion(Evaluation, numbered(rows, ("site_id", "held_on", "run_id")), RUN_OF_CODE),
        ]

    def days(self, row: EvaluationRow) -> tuple[date, date]:
        """The day of the meeting."""
        return row.held_on, row.held_on

    def title(self, row: EvaluationRow) -> str:
        """Its course."""
        return row.course

    def under_own_key(self, row: EvaluationRow, titles: Titles) -> EvaluationRow:
        """The row with its course under the course's own key."""
        return replace(row, course=titles.key(row.course))


def _keys(batch: Batch[EvaluationRow]) -> list[MeetingKey]:
    return [
        (entry.row.site, batch.titles.key(entry.row.course), entry.row.held_on)
        for entry in batch.entries
    ]


def _codes_of_meetings(batch: Batch[EvaluationRow]) -> dict[MeetingKey, str]:
    """The code of the first run that met at a site for a course on a day."""
    days = [entry.row.held_on for entry in batch.entries]
    if not days:
        return {}
    query = (
        select(Site.slug, Course.title_key, Meeting.meets_on, CourseRun.code)
        .join(CourseRun, CourseRun.id == Meeting.run_id)
        .join(Course, Course.id == CourseRun.course_id)
        .join(Site, Site.id == CourseRun.site_id)
        .where(Meeting.meets_on.between(min(days), max(days)), Meeting.cancelled_at.is_(None))
        .order_by(CourseRun.id.desc(), Meeting.id)
    )
    return {(slug, key, day): code for slug, key, day, code in db.session.execute(query)}


def _record(
    entry: Entry[EvaluationRow], code: str, batch: Batch[EvaluationRow]
) -> dict[str, object]:
    row = entry.row
    return {
        "site_id": batch.sites[row.site].id,
        "run_id": code,
        "left_without_course": False,
        "held_on": row.held_on,
        "received_on": batch.received_on,
        "wording": WORDING,
        **{name: getattr(row, name) for name in QUESTION_NAMES},
        "good": row.good,
        "better": row.better,
        "do_not_share": row.do_not_share,
        "method": "import",
        "source_id": entry.source_id,
    }
