"""The whole demonstration year as rows, made from one seed before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from admin.demonstration.checks import checks_by_hand
from admin.demonstration.evaluations import forms, row_of
from admin.demonstration.learning import enrolments
from admin.demonstration.listening import arrived_lately
from admin.demonstration.place import Place, Row
from admin.demonstration.rule import Rule
from admin.demonstration.timetable import Run, timetable
from admin.demonstration.visits import counts_by_hand, visits
from admin.demonstration.words import with_words, with_worries

SEED = 2019


@dataclass(frozen=True)
class Year:
    """Runs and rows by table; a row's `run_id` is the number of its run until it is stored."""

    runs: Sequence[Run]
    visits: Sequence[Row]
    headcounts: Sequence[Row]
    enrolments: Sequence[Row]
    evaluations: Sequence[Row]


def make_year(places: Sequence[Place], today: date) -> Year:
    """The year at these sites; `today` is when its last few paper forms were typed in."""
    rule = Rule(SEED)
    runs = timetable(rule, places)
    return Year(
        runs=runs,
        visits=[row for place in places for row in visits(rule, place, runs)],
        headcounts=[
            *(row for place in places for row in counts_by_hand(rule, place)),
            *checks_by_hand(places),
        ],
        enrolments=[row for place in places for row in enrolments(rule, place, runs)],
        evaluations=arrived_lately(_evaluations(rule, places, runs), today),
    )


def _evaluations(rule: Rule, places: Sequence[Place], runs: Sequence[Run]) -> list[Row]:
    filled_in = [form for place in places for form in forms(rule, place, runs)]
    rows = [row_of(rule, form) for form in filled_in]
    return with_worries(rule, list(with_words(rule, filled_in, rows)))
