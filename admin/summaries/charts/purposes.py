"""What brought people in, as bars: as long as their share of the longest."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from admin.summaries.bars import LENGTH
from admin.summaries.figures import Figures
from admin.summaries.shares import Share
from kiosk.pages import number


@dataclass(frozen=True)
class PurposeBar:
    """One purpose: its words, the length of its bar in thousandths, and its numbers."""

    label: LazyString
    length: int
    people: str
    percent: str


def purpose_bars(
    figures: Figures, rows: Sequence[tuple[LazyString, str]]
) -> tuple[PurposeBar, ...]:
    """Every purpose in its own order; none where nobody came in by screen."""
    longest = max(figures.purposes.values(), default=0)
    if not longest:
        return ()
    return tuple(
        PurposeBar(
            label,
            LENGTH * figures.purposes[purpose] // longest,
            number(figures.purposes[purpose]),
            f"{Share(figures.purposes[purpose], figures.people).whole_percent}%",
        )
        for label, purpose in rows
    )
