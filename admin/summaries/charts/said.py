"""The five questions by site: for each question a bar for every site that has forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.lists import format_list
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from admin.summaries.bars import Segment, are_many, segments, sites_with_forms
from admin.summaries.figures import Answers, Questions, Summary
from admin.summaries.shares import Share
from admin.summaries.told import Told, mark
from kiosk.pages import number
from kiosk.questions import QUESTIONS

MOST_NAMED, FIRST_NAMED = 5, 3  # all the questions have a name; of more sites three do
NOBODY = "–"  # in the place of a percentage
# A question and a site, 0 for all of them: what the numbers of a bar open to.
Key = tuple[str, int]


@dataclass(frozen=True)
class Bar:
    """One bar: whose answers, its parts, its numbers as they are read beside it, and as words.

    `question` and `site_id` (0 for all sites) say what its numbers open to.
    """

    question: str
    site_id: int
    label: str
    parts: tuple[Segment, ...]
    percent: str
    partly_and_no: str
    n: str
    title: str
    description: str


@dataclass(frozen=True)
class AnswerChart:
    """Bars that are read together, and what they tell in a line."""

    bars: tuple[Bar, ...]
    gist: str


@dataclass(frozen=True)
class QuestionBars:
    """One question, and its bars; none of many sites, which stand in one table."""

    name: str
    short: LazyString
    bars: tuple[Bar, ...]
    gist: str


def said_by_all(questions: Questions) -> AnswerChart:
    """A bar for each of the five questions, of all the forms."""
    answered = [(str(one.short), questions[one.name]) for one in QUESTIONS]
    keys = [(one.name, 0) for one in QUESTIONS]
    return AnswerChart(_bars(answered, keys), gist(answered, keys))


def said_by_site(summary: Summary) -> tuple[QuestionBars, ...]:
    """Each question with a bar for each site; none where fewer than two sites have forms."""
    sites = sites_with_forms(summary)
    if len(sites) < 2:
        return ()
    drawn = []
    for question in QUESTIONS:
        answered = [(one.site.short_name, one.figures.questions[question.name]) for one in sites]
        keys = [(question.name, one.site.id) for one in sites]
        bars = () if are_many(sites) else _bars(answered, keys)
        drawn.append(QuestionBars(question.name, question.short, bars, gist(answered, keys)))
    return tuple(drawn)


def gists_at(summary: Summary) -> dict[int, str]:
    """By site with forms, which of its questions has the lowest percentage of Yes."""
    return {
        one.site.id: gist(
            [(str(each.short), one.figures.questions[each.name]) for each in QUESTIONS]
        )
        for one in sites_with_forms(summary)
    }


def gist(answered: Sequence[tuple[str, Answers]], keys: Sequence[Key] = ()) -> str:
    """Which bar is the shortest and which the longest, by their percentages of Yes.

    With the question and site of each, both open to the forms of the first bar that has them.
    """
    found = [
        (percent, label)
        for label, answers in answered
        if (percent := answers.share.whole_percent) is not None
    ]
    key_of = {label: key for (label, _answers), key in zip(answered, keys, strict=False)}
    if not found:
        return _("Nobody answered.")
    least, most = min(percent for percent, _label in found), max(found)[0]
    if least == most:
        labels = [label for _yes, label in found]
        return Told(_("Yes: %(percent)s in each.", percent=_opening(least, labels, key_of)))
    lowest, highest = (
        [label for percent, label in found if percent == end] for end in (least, most)
    )
    return Told(
        _(
            "Lowest: %(lowest)s, %(least)s. Highest: %(highest)s, %(most)s.",
            lowest=_and(lowest),
            least=_opening(least, lowest, key_of),
            highest=_and(highest),
            most=_opening(most, highest, key_of),
        )
    )


def _opening(percent: int, labels: Sequence[str], key_of: Mapping[str, Key]) -> str:
    if labels[0] not in key_of:
        return f"{percent}%"
    question, site_id = key_of[labels[0]]
    return mark(f"{percent}%", "evaluations", site_id, f"question={question}")


def _and(labels: Sequence[str]) -> str:
    """All of them by name, or of many the first few."""
    if len(labels) > MOST_NAMED:
        more = _("%(count)s more", count=number(len(labels) - FIRST_NAMED))
        labels = [*labels[:FIRST_NAMED], more]
    return str(format_list(labels, locale=get_locale()))


def _bars(answered: Sequence[tuple[str, Answers]], keys: Sequence[Key]) -> tuple[Bar, ...]:
    counts = _("%(yes)s yes, %(partly)s partly, %(no)s no")
    shares = _("%(partly)s partly, %(no)s no")
    said = _("%(yes)s yes, %(partly)s partly, %(no)s no, of %(n)s answers.")
    return tuple(
        _bar(key, label, answers, counts, shares, said)
        for key, (label, answers) in zip(keys, answered, strict=True)
    )


def _bar(key: Key, label: str, answers: Answers, counts: str, shares: str, said: str) -> Bar:
    given = {answer: answers.counts[answer] for answer in ("yes", "partly", "no")}
    percents = {answer: _percent(count, answers.n) for answer, count in given.items()}
    question, site_id = key
    return Bar(
        question=question,
        site_id=site_id,
        label=label,
        parts=segments(answers),
        percent=percents["yes"],
        partly_and_no=Told(shares % _opening_each(percents, key)),
        n=number(answers.n),
        title=f"{label}: " + counts % {answer: number(count) for answer, count in given.items()},
        description=said % (percents | {"n": number(answers.n)}),
    )


def _opening_each(percents: Mapping[str, str], key: Key) -> dict[str, str]:
    """The share of each answer opens to the forms that gave it; a dash does not."""
    question, site_id = key
    return {
        answer: percent
        if percent == NOBODY
        else mark(percent, "evaluations", site_id, f"question={question}&answer={answer}")
        for answer, percent in percents.items()
    }


def _percent(count: int, total: int) -> str:
    percent = Share(count, total).whole_percent
    return NOBODY if percent is None else f"{percent}%"
