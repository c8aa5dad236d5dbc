"""The answers as they are drawn: a line for each question, with a bar that is always full."""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from admin.summaries.figures import Answers, Questions
from kiosk.questions import COUNTED_ANSWERS, QUESTIONS

LENGTH = 1000


@dataclass(frozen=True)
class Segment:
    """One answer's part of a bar: where it begins and how long it is, in thousandths."""

    answer: str
    begins: int
    length: int


@dataclass(frozen=True)
class Line:
    """One question, its answers, and the parts of its bar; none when nobody answered."""

    short: LazyString
    answers: Answers
    bar: tuple[Segment, ...]


def lines(questions: Questions) -> list[Line]:
    """The five questions in their order."""
    return [
        Line(question.short, questions[question.name], segments(questions[question.name]))
        for question in QUESTIONS
    ]


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
