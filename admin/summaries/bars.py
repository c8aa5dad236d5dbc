"""The lengths of the drawn answer bars, in whole units that always fill the bar."""

from dataclasses import dataclass

from admin.summaries.figures import Answers
from kiosk.questions import COUNTED_ANSWERS

LENGTH = 1000


@dataclass(frozen=True)
class Segment:
    """One answer's part of a bar: where it begins and how long it is, in thousandths."""

    answer: str
    begins: int
    length: int


def segments(answers: Answers) -> list[Segment]:
    """The bar of yes, partly and no; empty when nobody answered."""
    drawn: list[Segment] = []
    before = 0
    for answer in COUNTED_ANSWERS:
        count = answers.counts[answer]
        if count:
            begins = LENGTH * before // answers.n
            drawn.append(Segment(answer, begins, LENGTH * (before + count) // answers.n - begins))
        before += count
    return drawn
