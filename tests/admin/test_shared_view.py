"""What may leave the team: whole percentages, from 10 forms, and nothing that subtraction finds."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import insert

from admin.periods import Period
from admin.summaries import summarise
from admin.summaries.shared import SharedView, cells_of, gives_away
from kiosk.database import db, writing
from kiosk.models import Evaluation
from tests import people
from tests.admin.test_attack import groups_of

WALTON, SOUTHPORT, BOOTLE = 1, 2, 3
WAIT = "Answers of these months are shown from 15 July 2018 on, when the last forms are in."
YEAR = Period(date(2018, 4, 1), date(2019, 3, 31))
HALF = Period(date(2018, 4, 1), date(2018, 9, 30))
MAY = Period(date(2018, 5, 1), date(2018, 5, 31))


def forms(count, answer="yes", day=date(2018, 5, 14), slug="walton"):
    """Forms that say the same to `felt_valued` and nothing else."""
    row = {"site_id": people.site(slug).id, "held_on": day, "received_on": day, "wording": 1}
    rows = [{**row, "id": uuid4(), "felt_valued": answer} for _ in range(count)]
    with writing():
        db.session.execute(insert(Evaluation), rows)


def shown(period=YEAR, *slugs, today=people.TODAY):
    sites = [people.site(slug) for slug in slugs or ("walton", "southport", "bootle")]
    found = summarise(period, sites, people.TODAY)
    questions = found.total.questions
    return SharedView(period, today).of([site.id for site in sites], questions)["felt_valued"]


def test_from_100_forms_n_is_exact(app):
    forms(100)
    forms(2, "partly")
    forms(1, "no")
    forms(7, "not_applicable")

    answers = shown()

    assert (answers.yes, answers.partly, answers.n) == (97, 2, 103)
    assert (answers.is_rounded, answers.why_not) == (False, "")


@pytest.mark.parametrize(("forms_sent", "n"), [(10, 10), (12, 10), (13, 15), (97, 95), (99, 100)])
def test_under_100_forms_n_is_rounded_to_5_and_says_so(app, forms_sent, n):
    forms(forms_sent)

    assert (shown().n, shown().is_rounded) == (n, True)


def test_fewer_than_10_forms_that_answered_show_nothing(app):
    forms(9)
    forms(5, "not_applicable")

    answers = shown()

    assert answers.why_not == "fewer than 10 forms"
    assert (answers.yes, answers.partly, answers.n) == (None, None, None)


@pytest.mark.parametrize(
    "period",
    [Period(date(2018, 4, 1), date(2019, 3, 30)), Period(date(2018, 5, 14), date(2018, 6, 13))],
)
def test_a_part_of_a_month_shows_nothing(app, period):
    forms(200)

    assert shown(period).why_not == "Answers are shown for whole calendar months only."


def test_a_site_of_few_forms_hides_the_smallest_other_site(app):
    forms(40)
    forms(30, slug="southport")
    forms(9, slug="bootle")

    assert shown().n == 80
    assert shown(YEAR, "walton").n == 40
    worked_out = "not shown, as the answers of fewer than 10 forms could be worked out"
    assert shown(YEAR, "southport").why_not == worked_out
    assert shown(YEAR, "walton", "southport").why_not == worked_out
    assert shown(YEAR, "southport", "bootle").n == 40
    assert shown(YEAR, "bootle").why_not == "fewer than 10 forms"


def test_a_month_of_few_forms_hides_what_would_leave_it(app):
    forms(40, day=date(2018, 4, 9))
    forms(20)
    forms(20, day=date(2018, 9, 3))
    forms(9, day=date(2018, 11, 5))

    assert shown().why_not.startswith("not shown")  # the year less its half leaves 9
    assert shown(MAY).n == 20
    assert shown(HALF).n == 80


CELLS = {
    # Forms of (site, month): what may be shown of which sites and period.
    "plenty everywhere": ({(WALTON, 4): 10, (WALTON, 5): 10, (SOUTHPORT, 5): 10}, True, True),
    "no forms elsewhere": ({(WALTON, 5): 10}, True, True),
    "few in another quarter": ({(WALTON, 5): 20, (WALTON, 8): 9}, True, False),
    "few in another month": ({(WALTON, 5): 20, (WALTON, 6): 9}, False, True),
    "few together in two months": ({(WALTON, 5): 20, (WALTON, 8): 5, (WALTON, 9): 5}, True, True),
    "few at another site": ({(WALTON, 5): 20, (SOUTHPORT, 5): 1}, False, True),
    "few at two sites, enough together": (
        {(WALTON, 5): 20, (SOUTHPORT, 5): 5, (BOOTLE, 5): 5},
        True,
        True,
    ),
}


@pytest.mark.parametrize(
    ("by_month", "walton_in_may", "all_year"), CELLS.values(), ids=CELLS.keys()
)
def test_what_a_neighbour_would_give_away(by_month, walton_in_may, all_year):
    cells = {(site, date(2018, month, 1)): n for (site, month), n in by_month.items()}

    assert gives_away(cells_of(MAY, [WALTON]), groups_of(cells)) is not walton_in_may
    assert gives_away(cells_of(YEAR, [WALTON, SOUTHPORT, BOOTLE]), groups_of(cells)) is not all_year


def test_two_years_do_not_give_away_a_year_of_few_forms():
    cells = {(WALTON, date(2018, 5, 1)): 200, (WALTON, date(2019, 5, 1)): 9}

    assert gives_away(
        cells_of(Period(date(2018, 4, 1), date(2020, 3, 31)), [WALTON]), groups_of(cells)
    )
    assert not gives_away(cells_of(YEAR, [WALTON]), groups_of(cells))


@pytest.mark.parametrize(
    ("today", "n"), [(date(2018, 5, 31), None), (date(2018, 7, 14), None), (date(2018, 7, 15), 120)]
)
def test_answers_are_shared_once_the_last_forms_of_their_quarter_are_in(app, today, n):
    forms(120)

    answers = shown(MAY, today=today)

    assert answers.n == n
    assert answers.why_not == ("" if n else WAIT)


def test_a_quarter_of_few_forms_waits_for_the_next_and_never_joins_the_one_before(app):
    april, july, autumn = date(2018, 4, 9), date(2018, 7, 9), date(2018, 10, 8)
    forms(20, day=april)
    forms(4, day=july)
    assert shown(HALF).why_not.startswith("not shown")
    assert shown(Period(date(2018, 4, 1), date(2018, 6, 30))).n == 20

    forms(30, day=autumn)

    assert shown(HALF).why_not.startswith("not shown")
    assert shown().n == 55
    assert shown(Period(date(2018, 7, 1), date(2018, 12, 31))).n == 35
