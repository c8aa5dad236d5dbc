"""The answers as they are drawn: a line for each question, with a bar that is always full."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from admin.summaries.figures import BLANK, Answers, Questions, SiteFigures, Summary
from kiosk.pages import number
from kiosk.questions import COUNTED_ANSWERS, QUESTIONS

LENGTH = 1000
MOST_TABLES = 12  # on one page: of fifty sites they were two thousand of its three thousand numbers
ANSWERED = "answered"  # yes, partly or no: the n of a percentage
BESIDE = ("not_applicable", BLANK)


@dataclass(frozen=True)
class Segment:
    """One answer's part of a bar: where it begins and how long it is, in thousandths."""

    answer: str
    begins: int
    length: int


@dataclass(frozen=True)
class Line:
    """One question as a row of a table: how many forms gave each answer, by its stored value.

    `counted` make the percentage, with n as their last; `beside` are left out of it.
    """

    name: str
    short: str
    percent: str
    counted: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...]


def lines(questions: Questions) -> list[Line]:
    """The five questions in their order."""
    return [
        _line(question.name, str(question.short), questions[question.name])
        for question in QUESTIONS
    ]


def lines_by_site(summary: Summary) -> dict[int, list[Line]]:
    """The same for each site with forms; none where these are too many tables for one page."""
    with_forms = sites_with_forms(summary)
    if are_many(with_forms):
        return {}
    return {each.site.id: lines(each.figures.questions) for each in with_forms}


def sites_with_forms(summary: Summary) -> list[SiteFigures]:
    """Those of which there is something to draw."""
    return [each for each in summary.sites if each.figures.evaluations]


def are_many(sites: Sequence[SiteFigures]) -> bool:
    """Whether these sites are too many for a table or five bars each: they share one table."""
    return len(sites) > MOST_TABLES


def _line(name: str, short: str, answers: Answers) -> Line:
    percent = answers.share.whole_percent
    counted = [(answer, number(answers.counts[answer])) for answer in COUNTED_ANSWERS]
    return Line(
        name,
        short,
        "" if percent is None else f"{percent}%",
        (*counted, (ANSWERED, number(answers.n))),
        tuple((answer, number(answers.counts[answer])) for answer in BESIDE),
    )


def partly_in_words(forms: int) -> str:
    """“2 partly”: it stands beside the n of every percentage in a table."""
    return _("%(partly)s partly", partly=number(forms))


def segments(answers: Answers) -> tuple[Segment, ...]:
    """The bar of yes, partly and no."""
    drawn: list[Segment] = []
    before = 0
    for answer in COUNTED_ANSWERS:
        after = before + answers.counts[answer]
        if after > before:
            begins, ends = LENGTH * before // answers.n, LENGTH * after // answers.n
            drawn.append(Segment(answer, begins, ends - begins))
        before = after
    return tuple(drawn)
