"""Every answer to each of the five questions, beside earlier periods."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from admin.compared_figures import Count, Group, Row, Rows, RowsOf, group_of, plain
from admin.summaries.bars import ANSWERED
from admin.summaries.comparison import Comparison
from admin.summaries.figures import BLANK, Figures
from kiosk.questions import QUESTIONS


def compared_answers(comparisons: Sequence[Comparison]) -> tuple[Group, ...]:
    """How many forms gave each answer, question by question; nothing where there are no forms.

    No change is told: more forms have more of each answer. The percentages have theirs.
    """
    pairs = [each.learning for each in comparisons if each.there]
    if not any(one.evaluations for pair in pairs for one in pair):
        return ()
    return tuple(group_of(str(each.short), pairs, _answers_to(each.name)) for each in QUESTIONS)


def _answers_to(question: str) -> Rows:
    def rows(now: Figures, then: Figures) -> Iterator[Row]:
        for label, answer in (
            (_("Yes"), "yes"),
            (_("Partly"), "partly"),
            (_("No"), "no"),
            (_("Yes, Partly or No (n)"), ANSWERED),
            (_("Not sure, or doesn’t apply"), "not_applicable"),
            (_("Left blank"), BLANK),
        ):
            opens = RowsOf("evaluations", f"question={question}&answer={answer}")
            yield plain(label, now, then, _forms(question, answer), opens)

    return rows


def _forms(question: str, answer: str) -> Count:
    def count(figures: Figures) -> int:
        answers = figures.questions[question]
        return answers.n if answer == ANSWERED else answers.counts[answer]

    return count
