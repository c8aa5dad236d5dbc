"""Periods: by name, by dates, in words, and the steps between them."""

from datetime import date

import pytest

from admin.periods import Period, named_period, read_dates, read_day, unit_of
from tests import people

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("name", "first", "last", "words"),
    [
        ("today", "2026-11-24", "2026-11-24", "24 November 2026"),
        ("yesterday", "2026-11-23", "2026-11-23", "23 November 2026"),
        ("week", "2026-11-23", "2026-11-29", "23 November 2026 to 29 November 2026"),
        ("last-week", "2026-11-16", "2026-11-22", "16 November 2026 to 22 November 2026"),
        ("month", "2026-11-01", "2026-11-30", "November 2026"),
        ("last-month", "2026-10-01", "2026-10-31", "October 2026"),
        ("quarter", "2026-10-01", "2026-12-31", "October 2026 to December 2026"),
        ("last-quarter", "2026-07-01", "2026-09-30", "July 2026 to September 2026"),
        ("year", "2026-04-01", "2027-03-31", "April 2026 to March 2027"),
        ("last-year", "2025-04-01", "2026-03-31", "April 2025 to March 2026"),
    ],
)
def test_a_named_period_is_these_days_and_these_words(app, name, first, last, words):
    period = named_period(name, TUESDAY)

    assert (str(period.first), str(period.last)) == (first, last)
    with app.test_request_context():
        assert period.words == words


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2019, 3, 31), "2018-04-01", "2019-03-31"),
        (date(2019, 4, 1), "2019-04-01", "2020-03-31"),
        (date(2019, 1, 1), "2018-04-01", "2019-03-31"),
    ],
)
def test_the_year_runs_from_april_to_march(day, first, last):
    year = unit_of("year", day)

    assert (str(year.first), str(year.last)) == (first, last)


def test_the_first_quarter_of_the_calendar_ends_the_services_year():
    assert unit_of("quarter", date(2020, 2, 29)) == Period(date(2020, 1, 1), date(2020, 3, 31))


def test_february_of_a_leap_year_has_29_days():
    assert unit_of("month", date(2020, 2, 29)) == Period(date(2020, 2, 1), date(2020, 2, 29))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2018, 4, 1), date(2019, 3, 31), "April 2018 to March 2019"),
        (date(2018, 4, 2), date(2019, 3, 31), "2 April 2018 to 31 March 2019"),
        (date(2018, 4, 1), date(2018, 4, 29), "1 April 2018 to 29 April 2018"),
    ],
)
def test_only_whole_months_are_named_by_month(app, first, last, words):
    with app.test_request_context():
        assert Period(first, last).words == words


@pytest.mark.parametrize(
    ("period", "earlier", "later"),
    [
        (
            unit_of("month", date(2019, 3, 1)),
            unit_of("month", date(2019, 2, 1)),
            unit_of("month", date(2019, 4, 1)),
        ),
        (
            unit_of("year", date(2018, 4, 1)),
            unit_of("year", date(2017, 4, 1)),
            unit_of("year", date(2019, 4, 1)),
        ),
        (
            Period(date(2018, 4, 2), date(2018, 4, 4)),
            Period(date(2018, 3, 30), date(2018, 4, 1)),
            Period(date(2018, 4, 5), date(2018, 4, 7)),
        ),
    ],
)
def test_steps_lead_to_the_same_kind_of_period(period, earlier, later):
    assert (period.earlier, period.later) == (earlier, later)


def test_no_step_leads_out_of_the_calendar():
    assert unit_of("today", date(2000, 1, 1)).earlier is None
    assert unit_of("today", date(2100, 12, 31)).later is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-04-01", date(2018, 4, 1)),
        ("01/04/2018", date(2018, 4, 1)),
        ("1/4/2018", date(2018, 4, 1)),
        (" 2018-04-01 ", date(2018, 4, 1)),
        ("2018-02-29", None),
        ("13/13/2018", None),
        ("9999-12-31", None),
        ("0001-01-01", None),
        ("April", None),
        ("", None),
    ],
)
def test_a_day_is_read_day_first_or_not_at_all(text, day):
    assert read_day(text) == day


def test_bad_dates_get_a_sentence(app):
    with app.test_request_context():
        assert read_dates("2018-04-01", "") == (
            "Enter both dates as day, month and year, such as 01/04/2018."
        )
        assert read_dates("2018-04-01", "30/04/18") == (
            "Enter both dates as day, month and year, such as 01/04/2018."
        )
        assert read_dates("30/02/2018", "2018-04-01") == (
            "There is no 30 February 2018. Enter another date."
        )
        assert read_dates("2018-01-01", "2019-02-29") == (
            "There is no 29 February 2019. Enter another date."
        )
        assert read_dates("1999-12-31", "2018-04-01") == "Enter years from 2000 to 2100."
        assert read_dates("2018-04-02", "2018-04-01") == (
            "The first date is after the last one. Enter the earlier date first."
        )


def test_only_the_part_that_has_come_is_so_far():
    month = unit_of("month", TUESDAY)

    assert month.so_far(TUESDAY) == Period(date(2026, 11, 1), TUESDAY)
    assert month.so_far(date(2026, 12, 25)) == month
    assert month.so_far(date(2026, 10, 31)) is None
    assert people.TODAY == TUESDAY
