"""The five questions over time: by month, quarter or year, and where their wording changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import extract, func, select

from admin.periods import ONE_DAY, Period, unit_of
from admin.summaries.figures import NO_ANSWERS, Questions, add_questions
from admin.summaries.learning import ANSWER_SUMS, TALLY, read_answers, tallied_forms
from kiosk.database import db
from kiosk.models import Site

# A period of at most so many days is shown by this unit; a longer one by year.
UNITS = ((731, "month"), (6 * 366, "quarter"))
# One month says nothing about time: it is shown at the end of the months before it.
FEWEST_MONTHS = 12


@dataclass(frozen=True)
class SaidStep:
    """What was said in one month, quarter or year; `begins` are the wordings new in it.

    `is_part` says that it is not over.
    """

    period: Period
    questions: Questions
    begins: tuple[tuple[int, date], ...]
    is_part: bool


@dataclass(frozen=True)
class SaidOverTime:
    """The steps in order, all of them whole units; `asked` are the days that were chosen."""

    asked: Period
    unit: str
    steps: tuple[SaidStep, ...]

    @property
    def shown(self) -> Period:
        """All the days of the steps; of no steps, those that were chosen."""
        if not self.steps:
            return self.asked
        return Period(self.steps[0].period.first, self.steps[-1].period.last)

    @property
    def shows_more(self) -> bool:
        """Whether days are in the steps that were not chosen."""
        return self.shown.first < self.asked.first or self.shown.last > self.asked.last

    @property
    def has_forms(self) -> bool:
        """Whether any form answered any question."""
        return any(answers.n for step in self.steps for answers in step.questions.values())

    @property
    def begins(self) -> list[tuple[int, date]]:
        """The wordings that came anew, with the day of the first form of each."""
        return [each for step in self.steps for each in step.begins]


@dataclass(frozen=True)
class _Month:
    """The forms of one wording in one month, and the first day they are about."""

    first_on: date
    wording: int
    questions: Questions


def said_over_time(period: Period, sites: Sequence[Site], today: date) -> SaidOverTime:
    """What was said in a period, and at least in the twelve months to its end."""
    days = (period.last - period.first).days + 1
    unit = next((unit for longest, unit in UNITS if days <= longest), "year")
    last = min(period.last, today)
    if last < period.first:
        return SaidOverTime(period, unit, ())
    shown = list(_shown(unit, period.first, last))
    months = list(_months(Period(shown[0].first, shown[-1].last), sites))
    if months:  # not a year of nothing before the first form
        begun = min(month.first_on for month in months)
        shown = [each for each in shown if each.last >= min(begun, period.first)]
    return SaidOverTime(period, unit, tuple(_steps(shown, months, today)))


def _shown(unit: str, first: date, last: date) -> Iterator[Period]:
    """The units from the first day to the last, at least twelve of months."""
    if unit == "month":
        year_ago = last.year * 12 + last.month - FEWEST_MONTHS
        year, month = divmod(year_ago, 12)
        first = min(first, date(year, month + 1, 1))
    while first <= last:
        step = unit_of(unit, first)
        yield step
        first = step.last + ONE_DAY


def _months(period: Period, sites: Sequence[Site]) -> Iterator[_Month]:
    keys = (extract("year", TALLY.held_on), extract("month", TALLY.held_on), TALLY.wording)
    query = (
        select(func.min(TALLY.held_on), TALLY.wording, func.sum(TALLY.forms), *ANSWER_SUMS)
        .where(*tallied_forms(period, [site.id for site in sites]))
        .group_by(*keys)
        .order_by(*keys)
    )
    for first_on, wording, *sums in db.session.execute(query):
        forms, *answers = map(int, sums)
        yield _Month(first_on, wording, read_answers(forms, answers))


def _steps(shown: Sequence[Period], months: Sequence[_Month], today: date) -> Iterator[SaidStep]:
    known = {min((month.first_on, month.wording) for month in months)[1]} if months else set()
    for each in shown:
        inside = [month for month in months if each.first <= month.first_on <= each.last]
        questions, begins = NO_ANSWERS, []
        for month in sorted(inside, key=lambda month: (month.first_on, month.wording)):
            questions = add_questions(questions, month.questions)
            if month.wording not in known:
                known.add(month.wording)
                begins.append((month.wording, month.first_on))
        yield SaidStep(each, questions, tuple(begins), is_part=each.first <= today < each.last)
