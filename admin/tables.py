"""What each exported file holds: its columns and rows, and the words that say what they mean."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from admin.choices import Choice
from admin.periods import Period
from admin.sentences import not_fully_counted
from admin.summaries import comments_rows, course_file, elsewhere_rows, rows, summarise
from admin.summaries.few import whole_months
from admin.summaries.figures import Summary
from admin.summaries.shape import WEEKDAYS
from admin.summaries.shared_rows import ANSWERS, shared_answer_rows, shared_summary_rows
from admin.summaries.table import Cell, summary_rows
from admin.workbooks import Sheet
from kiosk import clock
from kiosk.pages import day_and_year

Read = Callable[[Session, Period, Sequence[int]], Iterator[rows.Row]]

NAMES: Mapping[str, LazyString] = {
    "summary": _l("Summary"),
    "visits": _l("Visits"),
    "headcounts": _l("Counts by hand"),
    "evaluations": _l("Evaluations"),
    "comments": _l("Comments"),
    "enrolments": _l("Enrolments"),
    "courses": _l("Courses and their dates"),
    "elsewhere": _l("Figures from elsewhere"),
}
# What a file is called where its kind alone would say too little.
FILE_NAMES: Mapping[str, str] = {"elsewhere": "figures-from-elsewhere"}
# The others have rows for the team alone: what of them may leave it are the summary's counts.
SHARED_KINDS = ("summary", "evaluations", "comments")
RECORDS: Mapping[str, tuple[Sequence[str], Read]] = {
    "visits": (rows.VISITS, rows.visit_rows),
    "headcounts": (rows.HEADCOUNTS, rows.headcount_rows),
    "evaluations": (rows.EVALUATIONS, rows.evaluation_rows),
    "enrolments": (rows.ENROLMENTS, rows.enrolment_rows),
    "courses": (course_file.COURSES, course_file.meeting_rows),
    "elsewhere": (elsewhere_rows.ELSEWHERE, elsewhere_rows.elsewhere_rows),
}
MEANINGS: Mapping[str, tuple[LazyString, ...]] = {
    "summary": (
        _l("visits: people who came in, by screen, import or hand. Who comes twice is two."),
        _l("taps: touches of a screen and imported visits. counted: people counted by hand."),
        _l("open_days: days on which a site was open; in the total, those of all sites together."),
        _l("first_visits count taps; purposes and hours count people."),
        _l("learning_opportunities: different courses with a date, an enrolment or a form."),
        _l("percent: Yes, of the forms that answered Yes, Partly or No (n)."),
        _l("days_not_fully_counted: open days on which no screen of the site was seen."),
        _l("people_left_out: counted by hand over days that reach beyond the period."),
    ),
    "visits": (
        _l("One row a tap. people: how many came in with it, the one who tapped among them."),
        _l("hour: the hour that began, by the clock on the wall. Minutes are shown to nobody."),
    ),
    "headcounts": (
        _l("One row a count. counted_to is the moment at which the count ended."),
        _l("adds: whether its people are added to the visits, or only check the screen."),
        _l("in_the_figures: whether it adds and lies wholly inside the period."),
    ),
    "evaluations": (
        _l("One row a form. Comments are not in it."),
        _l("A course stands where each month of its run has 5 forms, the day where each date has."),
        _l("Without its day a form is listed for every period that touches its month."),
    ),
    "comments": (
        _l("One row a form with words. Course and date stand only where enough forms were sent."),
        _l("do_not_share: yes means that the writer’s words stay inside the team."),
    ),
    "enrolments": (_l("One row a place taken on a course; never by whom."),),
    "courses": (
        _l("One row a meeting that was not cancelled. run: the code of its course run."),
        _l("starts_at and ends_at by the clock on the wall. The file can be imported elsewhere."),
    ),
    "elsewhere": (
        _l("What other systems counted. One row a figure, part empty, then one row for each part."),
        _l("parts_add_up_to: where it differs from the value, the figure was stated so."),
        _l("site: empty for a figure of the whole service. Figures withdrawn are not in it."),
    ),
}
SHARED_MEANINGS: Mapping[str, tuple[LazyString, ...]] = {
    "summary": (
        *MEANINGS["summary"][:5],
        _l("percent: Yes, of the forms that answered Yes, Partly or No (n), in whole numbers."),
        _l("note: n rounded to 5, or why the answers of a site are not shown."),
        MEANINGS["summary"][6],
    ),
    "evaluations": (
        _l("One row a site. Comments and the answers of single forms are not in it."),
        _l("percent: Yes, of the forms that answered Yes, Partly or No (n), in whole numbers."),
        _l("note: n rounded to 5, or why the answers of a site are not shown."),
    ),
    "comments": (_l("One row a form with words: its site and month, never its day or course."),),
}
FILTERS: Mapping[str, LazyString] = {
    "comments": _l(
        "What was received before today. Where few forms were sent, whole months are listed"
    ),
    "elsewhere": _l("Every figure that touches these days, of these sites or the whole service"),
    "evaluations": _l("Every form. Where few forms were sent, whole months are listed"),
    "headcounts": _l("Every count that touches these days; those taken back are not in it"),
    "visits": _l("Every tap but those taken back or struck out"),
}
SHARED_COMMENTS_FILTER = _l(
    "Left out: what people asked us not to share, what nobody has read, what somebody is worried"
    " about, and what seems to say who somebody is"
)


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
        if self.kind == "comments":
            shared = comments_rows.SHARED_COMMENTS
            return shared if self.shared else comments_rows.COMMENTS, self._comments(engine)
        columns, read = RECORDS[self.kind]
        return columns, self._read(read, engine)

    def _read(self, read: Read, engine: Engine) -> Iterator[rows.Row]:
        """The rows while they are being sent: by then the request and its session have ended."""
        with Session(engine) as session:
            yield from read(session, self.choice.period, self._site_ids)

    def _comments(self, engine: Engine) -> Iterator[rows.Row]:
        read = comments_rows.shared_comment_rows if self.shared else comments_rows.comment_rows
        with Session(engine) as session:
            yield from read(session, self.choice.period, self._site_ids, self.choice.today)

    @property
    def _site_ids(self) -> list[int]:
        return [site.id for site in self.choice.sites]

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
        else:
            yield _("View"), _("Working: for the team only. Ask for the shared view to pass it on.")
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
