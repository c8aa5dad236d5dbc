"""The attacker who has every report that was ever kept, and all that is shared today.

Forms come late, and some are taken back, a few at a time or many. Every form is known by a number
of its own, in the place of its answer: so each figure that is told is the forms that it counts.
"""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from itertools import count
from random import Random

import pytest
from sqlalchemy import delete, select

from admin.periods import Period
from admin.summaries.shared import cells_of, gives_away
from admin.summaries.ties import Cell
from admin.summaries.told_before import TOLD, Group, groups
from kiosk.database import db, writing
from kiosk.models import Evaluation, KeptReport
from tests.admin.read_shared import of_text
from tests.admin.sums import Sums
from tests.admin.test_attack import PERIODS, TOGETHER, a_world
from tests.reports import forms

MOMENTS = 6
SOME = (1, 1, 2, 4, 9, 12, 30)  # forms that come or go at once
Told = frozenset[str]


class Records:
    """The forms of each site and month as they change, and the reports that are kept of them."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.names = map(str, count())
        self.forms: dict[Cell, set[str]] = {}
        self.kept: list[list[Group]] = []
        self.shown: set[Told] = set()
        for cell, n in a_world(number).items():
            self.forms[cell] = {next(self.names) for _form in range(n)}

    def change(self) -> None:
        """A few months of some sites have other forms than before."""
        for cell in self.random.sample(sorted(self.forms), 4):
            some = self.random.choice(SOME)
            if self.random.random() < 0.7:
                self.forms[cell] |= {next(self.names) for _form in range(some)}
            else:
                gone = self.random.sample(
                    sorted(self.forms[cell]), min(some, len(self.forms[cell]))
                )
                self.forms[cell] -= set(gone)

    def share(self, asked: Iterable[tuple[Period, Collection[int]]], *, keep: bool) -> None:
        """Tell what may be told of some months and sites."""
        for period, sites in asked:
            answered = {cell: Counter(those) for cell, those in self.forms.items()}
            cells = cells_of(period, sites)
            told = [one for one in groups(answered, self.remembered()) if one.cells & cells]
            if told and not gives_away(cells, told):
                self.shown.add(frozenset().union(*(one.counts for one in told)))
                self.kept += [told] if keep else []

    def remembered(self) -> list[list[Group]]:
        return self.kept

    def asked(self, number: int) -> list[tuple[Period, Collection[int]]]:
        return [
            (self.random.choice(PERIODS), self.random.choice(TOGETHER)) for _asked in range(number)
        ]

    def run(self) -> None:
        """Reports are kept between one change and the next, and in the end much is shared."""
        for _moment in range(MOMENTS):
            self.share(self.asked(6), keep=True)
            self.change()
        self.share(self.asked(60), keep=False)


class Forgetful(Records):
    """As if nothing were kept."""

    def remembered(self) -> list[list[Group]]:
        return []


def isolated(shown: set[Told]) -> list[Told]:
    """Every few forms that one figure less another leaves, or any adding up and taking away."""
    found = [one - other for one in shown for other in shown if other < one]
    classes: dict[frozenset[Told], set[str]] = {}
    for form in frozenset().union(*shown):
        classes.setdefault(frozenset(one for one in shown if form in one), set()).add(form)
    numbered = list(classes.items())
    sums = Sums(
        frozenset(place for place, (of, _forms) in enumerate(numbered) if one in of)
        for one in shown
    )
    found += [
        frozenset(those)
        for place, (_of, those) in enumerate(numbered)
        if sums.can_make(frozenset([place]))
    ]
    return [few for few in found if len(few) < 10]


@pytest.mark.parametrize("number", range(12))
def test_no_kept_report_and_nothing_shared_today_isolate_fewer_than_10_forms(number):
    records = Records(number)

    records.run()

    assert isolated(records.shown) == []


def test_the_attacker_finds_what_forgetting_kept_reports_would_give_away():
    found = []
    for number in range(4):
        records = Forgetful(number)
        records.run()
        found += isolated(records.shown)

    assert found != []


APRIL, MAY, AUGUST = (date(2018, month, 14) for month in (4, 5, 8))
FIRST_QUARTER, SECOND_QUARTER, BOTH = (
    f"from=2018-{first}&to=2018-{last}"
    for first, last in (("04-01", "06-30"), ("07-01", "09-30"), ("04-01", "09-30"))
)


def keep(client, address):
    """Keep a report; how many said Yes of how many, as its finished file says it."""
    page = client.get(f"/admin/report?{address}").submit("Keep this report", note="")
    return said(page.follow("Download as text").response.get_data())


def today(client, address):
    return said(client.open(f"/admin/report.txt?{address}", "GET").get_data())


def said(text):
    answers, _numbers = of_text(text)
    yes, _partly, n, _is_rounded = answers["felt_valued"]
    return yes, n


def test_a_few_late_forms_wait_until_they_are_10(manager):
    forms(120, "yes", APRIL)
    assert keep(manager, FIRST_QUARTER) == (100, 120)

    forms(9, "no", MAY)
    assert today(manager, FIRST_QUARTER) == keep(manager, FIRST_QUARTER) == (100, 120)
    page = manager.get(f"/admin/report?{FIRST_QUARTER}")
    assert "129 evaluation forms were completed" in page.text
    assert "fewer than 10 forms have come or gone since" in page.text

    forms(1, "no", MAY)
    assert today(manager, FIRST_QUARTER) == keep(manager, FIRST_QUARTER) == (92, 130)
    page = manager.get(f"/admin/report?{FIRST_QUARTER}")
    assert "have come or gone since" not in page.text


def test_no_longer_time_tells_what_a_kept_quarter_does_not(manager):
    forms(120, "yes", APRIL)
    forms(200, "yes", AUGUST)
    for quarter in (FIRST_QUARTER, SECOND_QUARTER):
        keep(manager, quarter)

    forms(3, "no", MAY)

    assert today(manager, BOTH) == keep(manager, BOTH) == (100, 320)
    files = manager.open(f"/admin/export/evaluations.csv?{BOTH}&view=shared", "GET")
    assert "felt_valued" in files.get_data(as_text=True)
    for site in of_csv_with_notes(files.get_data()):
        assert site == ("100", "320", "as in a kept report, without a few changes since")


def of_csv_with_notes(content):
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    told = [row for row in rows if row["site"] in ("walton", "total")]
    return [tuple(row[f"felt_valued_{part}"] for part in ("percent", "n", "note")) for row in told]


def test_a_few_forms_that_were_taken_back_are_still_told(manager):
    forms(120, "yes", APRIL)
    forms(5, "no", MAY)
    assert keep(manager, FIRST_QUARTER) == (96, 125)

    with writing():
        db.session.execute(delete(Evaluation).where(Evaluation.held_on == MAY))

    assert today(manager, FIRST_QUARTER) == keep(manager, FIRST_QUARTER) == (96, 125)


def test_months_that_no_kept_report_told_are_told_as_they_are(manager):
    forms(120, "yes", APRIL)
    keep(manager, FIRST_QUARTER)

    forms(101, "yes", AUGUST)
    forms(4, "no", AUGUST)

    assert today(manager, SECOND_QUARTER) == (96, 105)
    assert today(manager, BOTH) == (98, 225)


def test_a_report_that_was_kept_without_the_rule_holds_nothing(manager):
    forms(120, "yes", APRIL)
    page = manager.get(f"/admin/report?{FIRST_QUARTER}").follow("Switch it off for this report")
    page.submit("Switch the rule off for this report", reason="For the board")
    keep(manager, FIRST_QUARTER)
    page = manager.get(f"/admin/report?{FIRST_QUARTER}").follow("Switch it on again")
    page.submit("Switch it on again")
    forms(3, "no", MAY)

    assert today(manager, FIRST_QUARTER) == (98, 123)


def test_a_report_of_before_answers_were_kept_with_it_holds_nothing(manager):
    forms(120, "yes", APRIL)
    keep(manager, FIRST_QUARTER)
    with writing():
        [kept] = db.session.scalars(select(KeptReport))
        kept.figures = {name: value for name, value in kept.figures.items() if name != TOLD}
    forms(3, "no", MAY)

    assert today(manager, FIRST_QUARTER) == (98, 123)
    assert manager.get(f"/admin/report/kept/{kept.id}").status == 200
