"""Which earlier days a period stands beside: like with like, whatever the calendar does."""

from datetime import date

import pytest

from admin.compared_periods import beside, briefly, within
from admin.periods import Period, named_period
from tests import people

LONG_AFTER = date(2030, 1, 1)


def days(period):
    return f"{period.first} {period.last}" if period else None


@pytest.mark.parametrize(
    ("first", "last", "before", "year_ago"),
    [
        # A month beside the month before, whatever their lengths.
        ("2026-10-01", "2026-10-31", "2026-09-01 2026-09-30", "2025-10-01 2025-10-31"),
        ("2027-01-01", "2027-01-31", "2026-12-01 2026-12-31", "2026-01-01 2026-01-31"),
        # February: whole months stay whole.
        ("2028-02-01", "2028-02-29", "2028-01-01 2028-01-31", "2027-02-01 2027-02-28"),
        ("2029-02-01", "2029-02-28", "2029-01-01 2029-01-31", "2028-02-01 2028-02-29"),
        # Dates that begin or end on a leap day.
        ("2028-02-29", "2028-03-09", "2028-02-19 2028-02-28", "2027-02-28 2027-03-09"),
        ("2028-02-10", "2028-02-29", "2028-01-21 2028-02-09", "2027-02-10 2027-02-28"),
        # A quarter of the service's year.
        ("2026-04-01", "2026-06-30", "2026-01-01 2026-03-31", "2025-04-01 2025-06-30"),
        # A year: the year before is the same dates a year ago, and stands there once.
        ("2025-04-01", "2026-03-31", None, "2024-04-01 2025-03-31"),
        # A week and a day keep their weekdays.
        ("2026-11-16", "2026-11-22", "2026-11-09 2026-11-15", "2025-11-17 2025-11-23"),
        ("2021-01-04", "2021-01-10", "2020-12-28 2021-01-03", "2020-01-06 2020-01-12"),
        ("2026-11-20", "2026-11-20", "2026-11-19 2026-11-19", "2025-11-21 2025-11-21"),
        # Any other dates: as many days just before.
        ("2026-10-05", "2026-10-14", "2026-09-25 2026-10-04", "2025-10-05 2025-10-14"),
        # Nothing lies before the first year for which there may be records.
        ("2000-01-01", "2000-01-31", None, None),
    ],
)
def test_a_period_that_is_over_stands_beside_earlier_days(app, first, last, before, year_ago):
    period = Period(date.fromisoformat(first), date.fromisoformat(last))

    found = beside(period, LONG_AFTER)

    assert found.over == period
    assert (days(found.before), days(found.year_ago)) == (before, year_ago)


@pytest.mark.parametrize(
    ("name", "over", "before", "year_ago"),
    [
        ("month", "2026-11-01 2026-11-23", "2026-10-01 2026-10-23", "2025-11-01 2025-11-23"),
        ("quarter", "2026-10-01 2026-11-23", "2026-07-01 2026-08-23", "2025-10-01 2025-11-23"),
        ("year", "2026-04-01 2026-11-23", None, "2025-04-01 2025-11-23"),
        ("week", "2026-11-23 2026-11-23", "2026-11-16 2026-11-16", "2025-11-24 2025-11-24"),
    ],
)
def test_of_a_period_that_is_not_over_only_the_days_until_yesterday_are_compared(
    app, name, over, before, year_ago
):
    found = beside(named_period(name, people.TODAY), people.TODAY)

    assert days(found.over) == over
    assert (days(found.before), days(found.year_ago)) == (before, year_ago)


def test_dates_that_are_not_over_stand_beside_as_many_days_just_before(app):
    found = beside(Period(date(2026, 11, 10), date(2026, 12, 15)), people.TODAY)

    assert days(found.over) == "2026-11-10 2026-11-23"
    assert days(found.before) == "2026-10-27 2026-11-09"


def test_a_long_month_so_far_never_reaches_beyond_the_short_month_before(app):
    found = beside(Period(date(2027, 3, 1), date(2027, 3, 31)), date(2027, 3, 31))

    assert days(found.over) == "2027-03-01 2027-03-30"
    assert days(found.before) == "2027-02-01 2027-02-28"


@pytest.mark.parametrize("first", [date(2026, 11, 24), date(2026, 12, 1)])
def test_of_which_no_day_is_over_nothing_is_compared(app, first):
    found = beside(Period(first, date(2026, 12, 31)), people.TODAY)

    assert (found.over, found.before, found.year_ago) == (None, None, None)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-04-01", "2025-06-30", "April to June 2025"),
        ("2025-10-01", "2026-03-31", "October 2025 to March 2026"),
        ("2026-10-01", "2026-10-31", "October 2026"),
        ("2026-10-01", "2026-10-22", "1 to 22 October 2026"),
        ("2026-09-28", "2026-10-04", "28 September to 4 October 2026"),
        ("2026-12-28", "2027-01-03", "28 December 2026 to 3 January 2027"),
        ("2026-11-24", "2026-11-24", "24 November 2026"),
    ],
)
def test_a_period_is_said_in_as_few_words_as_tell_it(app, first, last, words):
    with app.test_request_context():
        assert briefly(Period(date.fromisoformat(first), date.fromisoformat(last))) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-04-01", "2025-06-30", "between April and June 2025"),
        ("2025-10-01", "2026-03-31", "between October 2025 and March 2026"),
        ("2026-10-01", "2026-10-31", "in October 2026"),
        ("2017-10-02", "2017-10-08", "between 2 and 8 October 2017"),
        ("2026-09-28", "2026-10-04", "between 28 September and 4 October 2026"),
        ("2026-12-28", "2027-01-03", "between 28 December 2026 and 3 January 2027"),
        ("2026-11-24", "2026-11-24", "on 24 November 2026"),
    ],
)
def test_when_something_was_is_said_in_english(app, first, last, words):
    with app.test_request_context():
        assert within(Period(date.fromisoformat(first), date.fromisoformat(last))) == words
