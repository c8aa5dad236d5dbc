"""On which days a site is open: its week, its own closed days, and England's bank holidays."""

from datetime import date

import pytest
from flask import Flask

from admin.bank_holidays import published
from admin.opening import counts_days_by_use
from kiosk.database import writing
from kiosk.models import ClosedDay
from tests import people
from tests.opening import is_open, open_days


def close(slug: str, day: date, reason: str = "Staff training") -> None:
    people.add(ClosedDay(site_id=people.site(slug).id, day=day, reason=reason))


def test_walton_was_open_on_253_days_of_the_report_year(app: Flask) -> None:
    assert open_days(people.site(), date(2018, 4, 1), date(2019, 3, 31)) == 253


def test_bootle_was_open_on_60_days_because_it_opened_in_january(app: Flask) -> None:
    assert open_days(people.site("bootle"), date(2018, 4, 1), date(2019, 3, 31)) == 60


def test_a_closed_day_is_not_an_open_day(app: Flask) -> None:
    close("walton", date(2018, 6, 4))
    assert open_days(people.site(), date(2018, 4, 1), date(2019, 3, 31)) == 252
    assert not is_open(people.site(), date(2018, 6, 4))


def test_a_closed_day_at_a_weekend_takes_nothing_away(app: Flask) -> None:
    close("walton", date(2018, 6, 2))
    assert open_days(people.site(), date(2018, 4, 1), date(2019, 3, 31)) == 253


def test_a_closed_day_of_one_site_leaves_the_others_open(app: Flask) -> None:
    close("southport", date(2018, 6, 4))
    assert is_open(people.site(), date(2018, 6, 4))


def test_a_site_is_not_open_after_its_last_day(app: Flask) -> None:
    walton = people.site()
    with writing():
        walton.closed_on = date(2018, 4, 6)
    assert open_days(walton, date(2018, 4, 1), date(2019, 3, 31)) == 4  # 2 April: Easter Monday


def test_a_period_before_the_opening_has_no_open_day(app: Flask) -> None:
    assert open_days(people.site("bootle"), date(2018, 4, 1), date(2018, 12, 31)) == 0


def test_a_period_that_ends_before_it_begins_has_no_open_day(app: Flask) -> None:
    assert open_days(people.site(), date(2018, 4, 2), date(2018, 4, 1)) == 0


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 8, 31), False),  # the summer bank holiday
        (date(2021, 12, 27), False),  # Christmas Day fell on a Saturday: the substitute day
        (date(2021, 12, 28), False),
        (date(2021, 12, 29), True),
        (date(2022, 9, 19), False),  # the late Queen's funeral, a bank holiday once
        (date(2026, 1, 2), True),  # a holiday in Scotland only
        (date(2026, 3, 17), True),  # a holiday in Northern Ireland only
    ],
)
def test_a_day_is_open_by_its_week_and_englands_bank_holidays(
    app: Flask, day: date, expected: bool
) -> None:
    assert is_open(people.site(), day) is expected


def test_england_has_eight_bank_holidays_and_a_substitute_day_in_2026() -> None:
    assert published(2026)[date(2026, 12, 28)] == "Boxing Day (substitute day)"
    assert len(published(2026)) == 9


def test_the_travelling_service_counts_its_days_by_use(app: Flask) -> None:
    assert counts_days_by_use(people.site("central-and-south-liverpool"))
    assert not counts_days_by_use(people.site())
