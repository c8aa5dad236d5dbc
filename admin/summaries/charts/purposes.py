"""What brought people in, as bars: as long as their share of the longest."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from admin.summaries.bars import LENGTH
from admin.summaries.figures import Figures
from admin.summaries.shares import Share
from admin.summaries.told import Told, mark
from kiosk.pages import number


@dataclass(frozen=True)
class PurposeBar:
    """One purpose: its stored value, its words, the length of its bar, and its numbers."""

    purpose: str
    label: LazyString
    length: int
    people: str
    percent: str
    description: str


def purpose_bars(
    figures: Figures, rows: Sequence[tuple[LazyString, str]]
) -> tuple[PurposeBar, ...]:
    """Every purpose in its own order; none where nobody came in by screen."""
    longest = max(figures.purposes.values(), default=0)
    if not longest:
        return ()
    said = _("%(people)s of the %(all)s people who came in by screen.")
    if figures.from_file:
        said = _("%(people)s of the %(all)s people by screen or from a file.")
    return tuple(
        PurposeBar(
            purpose,
            label,
            LENGTH * figures.purposes[purpose] // longest,
            number(figures.purposes[purpose]),
            f"{Share(figures.purposes[purpose], figures.people).whole_percent}%",
            said % {"people": number(figures.purposes[purpose]), "all": number(figures.people)},
        )
        for label, purpose in rows
    )


def purposes_gist(bars: Sequence[PurposeBar]) -> str:
    """What brought the most people in, and what the fewest; empty where no purpose was tapped."""
    if not any(bar.length for bar in bars):
        return ""
    most, least = max(bars, key=lambda bar: bar.length), min(bars, key=lambda bar: bar.length)
    return Told(
        _(
            "Most: %(most)s, %(most_percent)s. Fewest: %(least)s, %(least_percent)s.",
            most=most.label,
            most_percent=mark(most.percent, "people", part=f"purpose={most.purpose}"),
            least=least.label,
            least_percent=mark(least.percent, "people", part=f"purpose={least.purpose}"),
        )
    )
