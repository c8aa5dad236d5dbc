"""The five questions by site: for each question a bar for every site that has forms."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from admin.summaries.bars import Segment, segments
from admin.summaries.figures import Answers, Summary
from admin.summaries.shares import Share
from kiosk.pages import number
from kiosk.questions import QUESTIONS


@dataclass(frozen=True)
class Bar:
    """One bar: whose answers, its parts, its numbers as they are read beside it, and as a title."""

    site: str
    parts: tuple[Segment, ...]
    percent: str
    partly_and_no: str
    n: str
    title: str


@dataclass(frozen=True)
class QuestionBars:
    """One question, and its bars."""

    name: str
    short: LazyString
    bars: tuple[Bar, ...]


def said_by_site(summary: Summary) -> tuple[QuestionBars, ...]:
    """Each question with a bar for each site; none where fewer than two sites have forms."""
    sites = [each for each in summary.sites if each.figures.evaluations]
    if len(sites) < 2:
        return ()
    return tuple(
        QuestionBars(
            question.name,
            question.short,
            _bars([(one.site.short_name, one.figures.questions[question.name]) for one in sites]),
        )
        for question in QUESTIONS
    )


def _bars(answered: Sequence[tuple[str, Answers]]) -> tuple[Bar, ...]:
    counts = _("%(yes)s yes, %(partly)s partly, %(no)s no")
    shares = _("%(partly)s partly, %(no)s no")
    return tuple(_bar(site, answers, counts, shares) for site, answers in answered)


def _bar(site: str, answers: Answers, counts: str, shares: str) -> Bar:
    given = {answer: answers.counts[answer] for answer in ("yes", "partly", "no")}
    percents = {answer: _percent(count, answers.n) for answer, count in given.items()}
    return Bar(
        site=site,
        parts=segments(answers),
        percent=percents["yes"],
        partly_and_no=shares % percents,
        n=number(answers.n),
        title=f"{site}: " + counts % {answer: number(count) for answer, count in given.items()},
    )


def _percent(count: int, total: int) -> str:
    percent = Share(count, total).whole_percent
    return "–" if percent is None else f"{percent}%"
