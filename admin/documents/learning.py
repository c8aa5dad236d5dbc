"""The report's sentences about learning: enrolments, opportunities, and what learners said."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.documents.report import Chart, Group, Section, Sentence
from admin.summaries.figures import Figures
from admin.summaries.shared import SharedAnswers
from admin.summaries.told import Told, mark
from kiosk.pages import number
from kiosk.questions import QUESTIONS, Question


def learning_section(total: Figures) -> Section:
    """Enrolments, learning opportunities and evaluation forms."""
    sentences = tuple(Sentence(Told(text)) for text in _learning(total))
    return Section("learning", _("Learning"), (Group("", sentences),))


def _learning(total: Figures) -> Iterator[str]:
    yield ngettext(
        "%(count)s enrolment to learning provision",
        "%(count)s enrolments to learning provision",
        total.enrolments,
        count=mark(number(total.enrolments), "enrolments"),
    )
    yield ngettext(
        "%(count)s of these enrolments was new to The Life Rooms",
        "%(count)s of these enrolments were new to The Life Rooms",
        total.new_enrolments,
        count=mark(number(total.new_enrolments), "enrolments", part="new=yes"),
    )
    yield ngettext(
        "%(count)s learning opportunity on offer",
        "%(count)s different learning opportunities on offer",
        total.learning_opportunities,
        count=mark(number(total.learning_opportunities), "courses"),
    )
    yield ngettext(
        "%(count)s evaluation form was completed",
        "%(count)s evaluation forms were completed",
        total.evaluations,
        count=mark(number(total.evaluations), "evaluations"),
    )


def said_section(
    total: Figures,
    answers: Mapping[str, SharedAnswers] | None,
    charts: list[Chart],
    why_not: str,
) -> Section:
    """What learners said; where `answers` is None, why it is left out."""
    if answers is None:
        left_out = _("What learners said is left out, so that nobody’s answers can be told apart.")
        sentences: tuple[Sentence, ...] = (Sentence(f"{left_out} {why_not}"),)
    else:
        notes = (_wordings(),) if len(total.wordings) > 1 else ()
        sentences = tuple(_answer(one, answers[one.name], notes) for one in QUESTIONS)
    return Section("said", _("What learners said"), (Group("", sentences),), charts=tuple(charts))


def _wordings() -> str:
    return _(
        "The form changed within these days: the answers to its different wordings are added "
        "together"
    )


def _held() -> str:
    return _(
        "As in a report kept earlier: fewer than 10 forms have come or gone since, and they are "
        "told once there are 10"
    )


def _answer(question: Question, answers: SharedAnswers, notes: tuple[str, ...]) -> Sentence:
    if answers.why_not:
        return Sentence(f"{question.short}: {answers.why_not}")
    asked = f"question={question.name}"
    words = {
        "n": mark(number(answers.n or 0), "evaluations", part=f"{asked}&answer=answered"),
        "partly": mark(str(answers.partly), "evaluations", part=f"{asked}&answer=partly"),
    }
    if answers.is_held:
        notes += (_held(),)
    if answers.is_rounded:
        basis = _("n = about %(n)s, rounded to 5; partly: %(partly)s percent", **words)
    else:
        basis = _("n = %(n)s; partly: %(partly)s percent", **words)
    yes = mark(str(answers.yes), "evaluations", part=asked)
    text = _("%(yes)s percent %(says)s", yes=yes, says=question.says)
    return Sentence(Told(text), notes, Told(basis))
