"""Which hours are the fullest: for each open day, at one site and at several together."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from admin.opening import closures_of
from admin.periods import Period
from admin.summaries.figures import Figures
from admin.summaries.hours import hours_table, open_weekdays
from kiosk.models import ClosedDay
from tests import people
from tests.admin.compared_world import came
from tests.staff import sign_in

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
TUESDAYS = ("2026-10-06", "2026-10-13", "2026-10-20", "2026-10-27")
THURSDAYS = ("2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22", "2026-10-29")


@pytest.fixture
def manager(client):
    return sign_in(client, people.a_person("manager@example.org", "manager"))


def test_five_thursdays_do_not_outweigh_four_fuller_tuesdays():
    figures = Figures(hours=Counter({(1, 10): 42, (3, 14): 50, (5, 9): 60}))

    table = hours_table(figures, {1: 4, 3: 5})

    assert table
    assert table.fullest == (1, 10, 42, Decimal("10.5"))
    assert table.next_fullest == [(3, 14, 50, Decimal("10.0")), (5, 9, 60, None)]


def test_weekdays_are_counted_as_often_as_the_site_was_open_and_they_are_over(app):
    walton, southport = people.site(), people.site("southport")
    people.add(ClosedDay(site_id=walton.id, day=date(2026, 10, 6), reason="Flooded"))
    closures = closures_of([walton, southport])

    counted = open_weekdays(OCTOBER, [walton], people.TODAY, closures)
    so_far = open_weekdays(OCTOBER, [walton], date(2026, 10, 8), closures)
    of_two = open_weekdays(OCTOBER, [walton, southport], people.TODAY, closures)
    august = Period(date(2026, 8, 1), date(2026, 8, 31))  # the last Monday is a bank holiday
    with_holiday = open_weekdays(august, [walton, southport], people.TODAY, closures)

    assert counted == {0: 4, 1: 3, 2: 4, 3: 5, 4: 5}
    assert so_far == {0: 1, 2: 1, 3: 2, 4: 1}
    assert of_two == {0: 4, 1: 4, 2: 4, 3: 5, 4: 5}  # days on which one of them or both were open
    assert with_holiday == {0: 4, 1: 4, 2: 4, 3: 4, 4: 4}


def test_a_day_on_which_only_the_travelling_site_was_in_use_is_an_open_day(app):
    walton, travelling = people.site(), people.site("central-and-south-liverpool")
    came(travelling.slug, "2026-10-05", 4)  # a Monday, on which Walton was open too
    came(travelling.slug, "2026-10-10", 9)
    came(travelling.slug, "2026-10-17", 3)
    closures = closures_of([walton, travelling])

    of_both = open_weekdays(OCTOBER, [walton, travelling], people.TODAY, closures)
    so_far = open_weekdays(OCTOBER, [walton, travelling], date(2026, 10, 10), closures)
    alone = open_weekdays(OCTOBER, [travelling], people.TODAY, closures)

    assert of_both == {0: 4, 1: 4, 2: 4, 3: 5, 4: 5, 5: 2}
    assert so_far == {0: 1, 1: 1, 2: 1, 3: 2, 4: 2, 5: 1}
    assert alone == {0: 1, 5: 2}


def test_the_overview_of_one_site_names_hours_for_each_open_day_and_so_does_that_of_all(
    manager,
):
    for day in TUESDAYS:
        came("walton", day, 11)
    for day in THURSDAYS:
        came("walton", day, 10)

    assert said(manager, "&site=walton").endswith(
        "Most for each open day: Tuesday at 10:00 (11.0 each Tuesday, 44 in all). "
        "Next: Thursday at 10:00 (10.0 each Thursday, 50 in all)."
    )
    hour = "from=2026-10-01&to=2026-10-31&site=walton&weekday=tue&hour=10"
    rows = manager.get(f"/admin/rows/people?{hour}").text
    assert "44 ÷ 4 days = 11.0 each Tuesday on which a site was open" in rows
    assert said(manager, "").endswith(
        "Most for each open day, all sites together: Tuesday at 10:00 (11.0 each Tuesday, 44 in "
        "all). Next: Thursday at 10:00 (10.0 each Thursday, 50 in all)."
    )


def said(manager, site):
    page = manager.get(f"/admin/?from=2026-10-01&to=2026-10-31{site}")
    return " ".join(page.find("#hours-said").get_text().split())
