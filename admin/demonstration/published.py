"""What the year must come to: the published figures, shared out over the three sites.

Source: The Life Rooms Annual Report 2019. It gives the visits of each site and the totals of the
rest; how those are shared between the sites, and how many forms left a question blank, is ours.
The answers are such that no wrong program gives 98 98 99 96 99 per cent: not one that truncates,
takes Partly for Yes, divides by blanks or “not sure” as well, or averages the sites' percentages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

FIRST, LAST = date(2018, 4, 1), date(2019, 3, 31)


@dataclass(frozen=True)
class CountedByHand:
    """Days on which the screen was off, counted together."""

    first: date
    last: date
    people: int
    adds: bool = True


@dataclass(frozen=True)
class Said:
    """How the forms of one site answered one question."""

    yes: int
    partly: int
    no: int
    not_applicable: int
    blank: int


@dataclass(frozen=True)
class Published:
    """The year of one site. `visits` are people, those counted by hand among them."""

    slug: str
    open_days: int
    visits: int
    by_hand: tuple[CountedByHand, ...]
    enrolments: int
    new_enrolments: int
    forms: int
    answers: Mapping[str, Said]

    @property
    def by_screen(self) -> int:
        """The people who came in by screen."""
        return self.visits - sum(count.people for count in self.by_hand if count.adds)


WALTON = Published(
    slug="walton",
    open_days=253,
    visits=23_949,
    by_hand=(
        CountedByHand(date(2018, 6, 12), date(2018, 6, 12), 91),
        CountedByHand(date(2018, 6, 13), date(2018, 6, 13), 98),
        CountedByHand(date(2018, 12, 21), date(2018, 12, 21), 60),
        CountedByHand(date(2018, 10, 16), date(2018, 10, 16), 118, adds=False),
    ),
    enrolments=985,
    new_enrolments=700,
    forms=1_097,
    answers={
        "covered_needs": Said(1_065, 14, 6, 5, 7),
        "environment_suitable": Said(1_077, 7, 2, 4, 7),
        "tutor_met_expectations": Said(1_075, 9, 2, 3, 8),
        "could_discuss_opportunities": Said(983, 25, 14, 62, 13),
        "felt_valued": Said(1_077, 8, 3, 2, 7),
    },
)
SOUTHPORT = Published(
    slug="southport",
    open_days=253,
    visits=14_901,
    by_hand=(
        CountedByHand(date(2018, 10, 31), date(2018, 11, 1), 131),
        CountedByHand(date(2019, 2, 5), date(2019, 2, 5), 62, adds=False),
    ),
    enrolments=578,
    new_enrolments=421,
    forms=640,
    answers={
        "covered_needs": Said(618, 10, 4, 4, 4),
        "environment_suitable": Said(627, 5, 2, 2, 4),
        "tutor_met_expectations": Said(627, 5, 2, 2, 4),
        "could_discuss_opportunities": Said(568, 14, 9, 41, 8),
        "felt_valued": Said(626, 6, 2, 1, 5),
    },
)
BOOTLE = Published(
    slug="bootle",
    open_days=60,
    visits=2_350,
    by_hand=(CountedByHand(date(2019, 1, 7), date(2019, 1, 7), 64),),
    enrolments=130,
    new_enrolments=100,
    forms=150,
    answers={
        "covered_needs": Said(140, 5, 2, 1, 2),
        "environment_suitable": Said(119, 19, 9, 1, 2),
        "tutor_met_expectations": Said(142, 4, 1, 1, 2),
        "could_discuss_opportunities": Said(123, 8, 4, 11, 4),
        "felt_valued": Said(141, 4, 2, 1, 2),
    },
)
SITES = (WALTON, SOUTHPORT, BOOTLE)
