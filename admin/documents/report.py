"""The report as a value: sections of sentences, charts and notes, which every format writes out."""

from dataclasses import dataclass, field
from datetime import date

from admin.summaries.told import Told, as_marked


@dataclass(frozen=True)
class Sentence:
    """One sentence of the report, its footnotes, and in smaller type what its figure rests on.

    `parts` are what the figure is made of, each on a line of its own.
    """

    text: str
    footnotes: tuple[str, ...] = ()
    basis: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its name in full and in short, how long it is, and what it says.

    `amount` is None where there is no number; then `says` tells why. A part is of some days only.
    `n` is how many a percentage rests on.
    """

    name: str
    short: str
    amount: int | None
    says: str
    is_part: bool = False
    n: str = ""


@dataclass(frozen=True)
class Chart:
    """Bars beside or beneath one another, and what they tell in words.

    `most` is the amount of the longest bar that the chart has room for; `headings` are those of
    the table with the same numbers, a third where each has its n; `legend` says how bars look, for
    where they are drawn.
    """

    name: str
    title: str
    told: str
    headings: tuple[str, ...]
    bars: tuple[Bar, ...]
    most: int
    is_upright: bool = False
    note: str = ""
    legend: str = ""

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The table with the same numbers, beneath its headings."""
        return [(bar.name, bar.says, bar.n)[: len(self.headings)] for bar in self.bars]

    @property
    def beneath(self) -> str:
        """What is said beneath the bars."""
        return Told(" ".join(filter(None, (as_marked(self.note), self.legend))))


@dataclass(frozen=True)
class Group:
    """Sentences that belong together, under a heading of their own or none."""

    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Section:
    """One part of the report; `name` is its own within the document."""

    name: str
    heading: str
    groups: tuple[Group, ...]
    lead: str = ""
    charts: tuple[Chart, ...] = ()

    @property
    def sentences(self) -> list[Sentence]:
        """Every sentence, in order."""
        return [sentence for group in self.groups for sentence in group.sentences]


@dataclass(frozen=True)
class Report:
    """The whole report. `warning` stands first in every format, and is empty on most days."""

    title: str
    days: str
    made_on: date
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    warning: str = ""
    footnotes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Number the footnotes in the order of their sentences, each once."""
        every = (
            note
            for section in self.sections
            for sentence in section.sentences
            for note in sentence.footnotes
        )
        object.__setattr__(self, "footnotes", tuple(dict.fromkeys(every)))

    def number_of(self, footnote: str) -> int:
        """The number that marks a footnote."""
        return self.footnotes.index(footnote) + 1
