"""The figures of one site or of several together, as frozen values that can be added up."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import cached_property, reduce
from operator import add, or_
from typing import Any

from admin.periods import Period
from admin.summaries.shares import Share, per_day
from kiosk.models import Site
from kiosk.questions import COUNTED_ANSWERS, QUESTION_NAMES

BLANK = "blank"


@dataclass(frozen=True)
class Answers:
    """How one question was answered: forms by stored answer, blanks among them."""

    counts: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Answers") -> "Answers":
        return Answers(self.counts + other.counts)

    @cached_property
    def n(self) -> int:
        """The forms that answered: yes, partly or no."""
        return sum(map(self.counts.__getitem__, COUNTED_ANSWERS))

    @property
    def share(self) -> Share:
        """Yes, of the forms that answered."""
        return Share(self.counts["yes"], self.n)


Questions = Mapping[str, Answers]


# All five questions, answered by nobody.
NO_ANSWERS: Questions = {name: Answers() for name in QUESTION_NAMES}


def add_questions(one: Questions, other: Questions) -> Questions:
    """The answers of two sets of forms together."""
    if one is NO_ANSWERS or other is NO_ANSWERS:
        return other if one is NO_ANSWERS else one
    return {name: one[name] + other[name] for name in QUESTION_NAMES}


@dataclass(frozen=True)
class Figures:
    """Every figure of a period; `add_up` makes one of several.

    `people` came in by screen or import, those `from_file` among them; `counted` by headcount;
    `purposes` and `hours` count people, `first_visits` taps; `courses` are the ids of the learning
    opportunities; `wordings` the first and the last that a site's forms were given.
    """

    taps: int = 0
    people: int = 0
    rows_from_file: int = 0
    from_file: int = 0
    counted: int = 0
    open_days: int = 0
    days_not_fully_counted: int = 0
    first_visits: Counter[str] = field(default_factory=Counter)
    purposes: Counter[str] = field(default_factory=Counter)
    hours: Counter[tuple[int, int]] = field(default_factory=Counter)
    evaluations: int = 0
    enrolments: int = 0
    new_enrolments: int = 0
    courses: frozenset[int] = frozenset()
    wordings: frozenset[int] = frozenset()
    questions: Questions = field(default_factory=lambda: NO_ANSWERS)

    @property
    def visits(self) -> int:
        """People who came in, however they were counted."""
        return self.people + self.counted

    @property
    def by_screen(self) -> int:
        """People who came in with a tap on a screen."""
        return self.people - self.from_file

    @property
    def taps_on_screens(self) -> int:
        """The taps without the rows of files."""
        return self.taps - self.rows_from_file

    @property
    def visits_per_open_day(self) -> Decimal | None:
        """Visits for each day that the doors were open, to one decimal; None of no visits."""
        return per_day(self.visits, self.open_days) if self.visits else None

    @property
    def learning_opportunities(self) -> int:
        """Different courses with a meeting, an enrolment or an evaluation."""
        return len(self.courses)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recorded."""
        return not (self.visits or self.taps or self.evaluations or self.enrolments)


# The figures of each of several periods, by its place among them, and each site with any.
Counted = dict[tuple[int, int], Figures]
FIELDS = [each.name for each in fields(Figures)]
ADDING: Mapping[str, Callable[[Any, Any], Any]] = {  # Any: each field has its own type
    "courses": or_,
    "wordings": or_,
    "questions": add_questions,
}


def add_up(parts: Sequence[Figures]) -> Figures:
    """The figures of all the parts together, field by field: most parts fill only some."""
    together = {}
    for name in FIELDS:
        given = [value for part in parts if (value := getattr(part, name))]
        if given:
            together[name] = reduce(ADDING.get(name, add), given)
    return Figures(**together)


@dataclass(frozen=True)
class SiteFigures:
    """One site's figures, and the days of the period on which it could be open at all.

    `not_counted` are its open days on which none of its screens was seen.
    """

    site: Site
    figures: Figures
    opened_within: date | None
    closed_within: date | None
    opens_later: bool
    closed_before: bool
    not_counted: tuple[date, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A headcount that straddles the period's edge: said, never shared out. Days inclusive."""

    site: Site
    first: date
    last: date
    people: int


def _as_one(counts: Sequence[LeftOut]) -> LeftOut:
    first, last = min(each.first for each in counts), max(each.last for each in counts)
    return LeftOut(counts[0].site, first, last, sum(each.people for each in counts))


@dataclass(frozen=True)
class Summary:
    """Every figure of a period: each site asked for, all of them together, and what is missing."""

    period: Period
    sites: tuple[SiteFigures, ...]
    total: Figures
    left_out: tuple[LeftOut, ...]

    @property
    def left_out_by_site(self) -> list[tuple[LeftOut, int]]:
        """Of each site with any, what was left out as if it were one, and how many these are."""
        at: dict[int, list[LeftOut]] = {}
        for each in self.left_out:
            at.setdefault(each.site.id, []).append(each)
        return [(_as_one(counts), len(counts)) for counts in at.values()]

    @property
    def left_out_people(self) -> int:
        """How many people stand in headcounts that were left out."""
        return sum(each.people for each in self.left_out)
