"""What each exported file holds: its columns and rows, and the words that say what they mean."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from admin.choices import Choice
from admin.file_words import (
    FILE_NAMES,
    FILTERS,
    MEANINGS,
    NAMES,
    SHARED_COMMENTS_FILTER,
    SHARED_MEANINGS,
)
from admin.imports import import_rows
from admin.periods import Period
from admin.sentences import not_fully_counted
from admin.summaries import (
    comments_rows,
    course_file,
    cover_rows,
    day_rows,
    elsewhere_rows,
    log_rows,
    note_rows,
    people_rows,
    report_rows,
    rows,
    screen_rows,
    strike_rows,
    summarise,
    worry_rows,
)
from admin.summaries.few import whole_months
from admin.summaries.figures import Summary
from admin.summaries.shape import WEEKDAYS
from admin.summaries.shared_rows import ANSWERS, shared_answer_rows, shared_summary_rows
from admin.summaries.table import Cell, summary_rows
from admin.workbooks import Sheet
from kiosk import clock
from kiosk.pages import day_and_year

Ids = Sequence[int]
Read = Callable[[Session, Choice], Iterator[rows.Row]]
Records = Mapping[str, tuple[Sequence[str], Read]]


def _of_period(read: Callable[[Session, Period, Ids], Iterator[rows.Row]]) -> Read:
    return lambda session, choice: read(session, choice.period, choice.site_ids)


def _of_today(read: Callable[[Session, Period, Ids, date], Iterator[rows.Row]]) -> Read:
    return lambda session, choice: read(session, choice.period, choice.site_ids, choice.today)


# The others have rows for the team alone; of some of them the summary has counts, which may leave.
SHARED_KINDS = ("summary", "evaluations", "comments")
SUMMED_KINDS = ("visits", "headcounts", "days", "enrolments", "courses")
RECORDS: Records = {
    "visits": (rows.VISITS, _of_period(rows.visit_rows)),
    "headcounts": (rows.HEADCOUNTS, _of_period(rows.headcount_rows)),
    "evaluations": (rows.EVALUATIONS, _of_period(rows.evaluation_rows)),
    "comments": (comments_rows.COMMENTS, _of_today(comments_rows.comment_rows)),
    "worries": (worry_rows.WORRIES, worry_rows.worry_rows),
    "notes": (note_rows.NOTES, note_rows.note_rows),
    "enrolments": (rows.ENROLMENTS, _of_period(rows.enrolment_rows)),
    "courses": (course_file.COURSES, _of_period(course_file.meeting_rows)),
    "elsewhere": (elsewhere_rows.ELSEWHERE, _of_period(elsewhere_rows.elsewhere_rows)),
    "reports": (report_rows.REPORTS, report_rows.report_rows),
    "strikes": (strike_rows.STRIKES, strike_rows.strike_rows),
    "cover": (cover_rows.COVER, cover_rows.cover_rows),
    "people": (people_rows.PEOPLE, people_rows.people_rows),
    "log": (log_rows.LOG, log_rows.log_rows),
}
# Read before the file is sent: they ask who is at this page, or what pages ask too.
READ_AT_ONCE: Mapping[str, tuple[Sequence[str], Callable[[Choice], Iterable[rows.Row]]]] = {
    "days": (day_rows.DAYS, day_rows.day_rows),
    "imports": (import_rows.IMPORTS, import_rows.import_rows),
    "screens": (screen_rows.SCREENS, screen_rows.screen_rows),
}
SHARED_RECORDS: Records = {
    "comments": (comments_rows.SHARED_COMMENTS, _of_today(comments_rows.shared_comment_rows)),
}
# The files that say how many came in, and so must say on which days some may be missing.
COUNTING = ("summary", "visits")


@dataclass(frozen=True)
class Table:
    """One kind of file for a period and sites; `shared` is what may leave the team."""

    kind: str
    choice: Choice
    shared: bool

    @property
    def name(self) -> str:
        """What the file and the log call it."""
        name = FILE_NAMES.get(self.kind, self.kind)
        return f"{name}-to-share" if self.shared else name

    @property
    def part(self) -> Mapping[str, str]:
        """All of its records are in it."""
        return {}

    def sheets(self, engine: Engine) -> list[Sheet]:
        """The rows of the file, the CSV’s first, then what only a workbook has room for."""
        if self.kind == "summary":
            return self._summary_sheets()
        return [Sheet(str(NAMES[self.kind]), *self._records(engine))]

    def _summary(self) -> Summary:
        return summarise(self.choice.period, self.choice.sites, self.choice.today)

    def _summary_sheets(self) -> list[Sheet]:
        summary = self._summary()
        table = (
            shared_summary_rows(summary, self.choice.today)
            if self.shared
            else summary_rows(summary)
        )
        first = Sheet(str(NAMES["summary"]), list(table[0]), [[*row.values()] for row in table])
        return [first, _hours(summary), _left_out(summary)]

    def _records(self, engine: Engine) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
        if self.kind == "evaluations" and self.shared:
            answers = shared_answer_rows(self._summary(), self.choice.today)
            return ANSWERS, [[*row.values()] for row in answers]
        if self.kind in READ_AT_ONCE:
            columns, told = READ_AT_ONCE[self.kind]
            return columns, told(self.choice)
        columns, read = (SHARED_RECORDS if self.shared else RECORDS)[self.kind]
        return columns, self._read(read, engine)

    def _read(self, read: Read, engine: Engine) -> Iterator[rows.Row]:
        """The rows while they are being sent: by then the request and its session have ended."""
        with Session(engine) as session:
            yield from read(session, self.choice)

    @property
    def _period(self) -> Period:
        """The days of the rows: those of the comments to share are known by their month alone."""
        whole = self.shared and self.kind == "comments"
        return whole_months(self.choice.period) if whole else self.choice.period

    @property
    def _filter(self) -> LazyString | str:
        if self.shared and self.kind == "comments":
            return SHARED_COMMENTS_FILTER
        if self.shared or self.kind not in FILTERS:
            return _("Every record of these sites in these days")
        return FILTERS[self.kind]

    def about(self, now: datetime) -> Iterator[tuple[str, str | date]]:
        """The first sheet: what this is, of when and where, how it was made, what it means."""
        yield _("File"), str(NAMES[self.kind])
        period = self._period
        yield _("Period"), period.words
        yield _("First day"), period.first
        yield _("Last day"), period.last
        yield _("Sites"), "\n".join(site.name for site in self.choice.sites)
        yield _("Filter"), str(self._filter)
        yield _("Made"), now.astimezone(clock.LONDON).replace(tzinfo=None)
        if self.shared:
            yield _("View"), _("Shared: what may leave the team.")
        elif self.kind in SHARED_KINDS:
            yield _("View"), _("Working: for the team only. Ask for the shared view to pass it on.")
        else:
            yield _("View"), _("Working: for the team only.")
        for meaning in (SHARED_MEANINGS if self.shared else MEANINGS)[self.kind]:
            yield _("What it means"), str(meaning)
        if self.kind in COUNTING:
            yield from _not_fully_counted(self._summary())


def _not_fully_counted(summary: Summary) -> Iterator[tuple[str, str]]:
    for each in summary.sites:
        if each.not_counted:
            days = ", ".join(map(day_and_year, each.not_counted))
            yield _("Not fully counted"), f"{not_fully_counted(each)} {days}"


def _hours(summary: Summary) -> Sheet:
    figures = [(each.site.slug, each.figures) for each in summary.sites]
    table = [
        (site, WEEKDAYS[weekday], hour, people)
        for site, each in [*figures, ("total", summary.total)]
        for (weekday, hour), people in sorted(each.hours.items())
        if people
    ]
    return Sheet(_("Hours"), ("site", "weekday", "hour", "people"), table)


def _left_out(summary: Summary) -> Sheet:
    table = [
        (each.site.slug, each.first.isoformat(), each.last.isoformat(), each.people)
        for each in summary.left_out
    ]
    return Sheet(_("Left out"), ("site", "from", "to", "people"), table)
