"""Imports for reading: those that a person may see, what a file would add, and first rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from admin.imports.judging import Judgement
from admin.imports.undoing import UNDO_WITHIN
from admin.imports.words import in_words
from kiosk.clock import local_day
from kiosk.database import db
from kiosk.models import (
    CourseRun,
    Enrolment,
    Evaluation,
    Headcount,
    Import,
    Meeting,
    Person,
    Visit,
)
from kiosk.questions import ANSWERS, QUESTION_NAMES

MOST_LISTED = 100
FIRST_ROWS = 5


@dataclass(frozen=True)
class ListedImport:
    """One import as it stands in the list."""

    id: int
    kind: str
    file_name: str
    rows: int
    imported_at: datetime
    by: str | None
    undone_at: datetime | None

    @property
    def imported_on(self) -> date:
        """The day of the import."""
        return local_day(self.imported_at)

    @property
    def last_on(self) -> date:
        """The last day on which it can be undone."""
        return local_day(self.imported_at + UNDO_WITHIN)


@dataclass(frozen=True)
class SiteLine:
    """What a file would add at one site; `people` is None where the kind counts none."""

    site: str
    rows: int
    people: int | None
    first: date
    last: date


def imports_seen_by(person: Person) -> list[ListedImport]:
    """The newest imports: a manager's all, a coordinator's own."""
    query = (
        select(
            Import.id,
            Import.kind,
            Import.file_name,
            Import.rows_added,
            Import.imported_at,
            Person.name,
            Import.undone_at,
        )
        .outerjoin(Person, Person.id == Import.imported_by_id)
        .order_by(Import.id.desc())
        .limit(MOST_LISTED)
    )
    if not person.is_manager:
        query = query.where(Import.imported_by_id == person.id)
    return [ListedImport(*row) for row in db.session.execute(query)]


def sites_of(import_ids: Sequence[int]) -> dict[int, set[int]]:
    """By import, the ids of the sites whose records it added, and that are still there."""
    models = (Visit, Headcount, Enrolment, Evaluation, CourseRun)
    places = [select(model.import_id, model.site_id) for model in models]
    meetings = select(Meeting.import_id, CourseRun.site_id)
    places.append(meetings.join(CourseRun, CourseRun.id == Meeting.run_id))
    found: dict[int, set[int]] = defaultdict(set)
    for query in places:
        of_these = query.selected_columns.import_id.in_(import_ids)
        for import_id, site_id in db.session.execute(query.where(of_these).distinct()):
            if import_id is not None:
                found[import_id].add(site_id)
    return found


def lines_by_site(judgement: Judgement) -> list[SiteLine]:
    """What would be added at each site, and for which days."""
    lines: dict[str, SiteLine] = {}
    for entry in judgement.batch.entries:
        first, last = judgement.kind.days(entry.row)
        people = judgement.kind.people(entry.row)
        line = lines.get(entry.row.site)
        if line is None:
            name = judgement.batch.sites[entry.row.site].short_name
            lines[entry.row.site] = SiteLine(name, 1, people, first, last)
        else:
            lines[entry.row.site] = SiteLine(
                line.site,
                line.rows + 1,
                None if people is None or line.people is None else line.people + people,
                min(line.first, first),
                max(line.last, last),
            )
    return sorted(lines.values(), key=lambda line: line.site)


def first_rows(judgement: Judgement) -> Sequence[tuple[int, dict[str, str]]]:
    """The first rows as they were understood, by column, with the line of each.

    Without columns in which none of them says anything; and the words that people wrote before
    the answers that they ticked, so that a narrow page shows them.
    """
    entries = judgement.batch.entries[:FIRST_ROWS]
    rows = [judgement.kind.shown(entry.row) for entry in entries]
    said = {name for row in rows for name, value in row.items() if value not in (None, "")}
    names = sorted((name for name in rows[0] if name in said), key=_is_ticked) if rows else []
    return [
        (entry.line, {name: _told(name, row[name]) for name in names})
        for entry, row in zip(entries, rows, strict=True)
    ]


def _is_ticked(name: str) -> bool:
    return name in QUESTION_NAMES


def _told(name: str, value: object) -> str:
    labels = {answer.value: answer.label for answer in ANSWERS} if _is_ticked(name) else {}
    return str(labels[value]) if isinstance(value, str) and value in labels else in_words(value)
