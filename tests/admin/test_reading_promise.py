"""How many working days a comment has waited: by arithmetic, and day by day."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from admin.bank_holidays import BankHolidays
from admin.opening import Closures
from admin.summaries.comments_promise import working_days_since
from kiosk.models import Site
from tests import people

A_WEEK_AND_A_YEAR = st.dates(people.TODAY - timedelta(days=400), people.TODAY)
DAYS = st.lists(A_WEEK_AND_A_YEAR, max_size=6)


@st.composite
def sites(draw):
    """A site with its week and the days that differ; some closed since, some keep no week."""
    site = Site(
        kind=draw(st.sampled_from(("fixed", "peripatetic"))),
        opened_on=draw(A_WEEK_AND_A_YEAR),
        closed_on=draw(st.none() | A_WEEK_AND_A_YEAR),
    )
    added = dict.fromkeys(draw(DAYS), "A day of mourning")
    closures = Closures(
        site_id=1,
        weekdays=dict.fromkeys(draw(st.sets(st.integers(0, 6))), time(9)),
        closed=dict.fromkeys(draw(DAYS), "Painting"),
        first=site.opened_on,
        last=site.closed_on,
        opened=dict.fromkeys(draw(DAYS), "An open day"),
        holidays=BankHolidays.of(added, {}),
    )
    return site, closures


def is_worked(site, closures, day):
    in_an_office = day.weekday() < 5 and closures.holidays.name(day) is None
    if site.kind == "peripatetic" or (site.closed_on and day > site.closed_on):
        return in_an_office
    return closures.opens(day)


@given(sites(), st.dates(people.TODAY - timedelta(days=800), people.TODAY))
def test_days_that_a_comment_waited_are_those_counted_one_by_one(place, came_on):
    site, closures = place
    a_year_ago = people.TODAY - timedelta(days=366)
    day, waited = max(came_on + timedelta(days=1), a_year_ago), 0
    while day < people.TODAY:
        waited += is_worked(site, closures, day)
        day += timedelta(days=1)

    assert working_days_since(site, closures, came_on, people.TODAY) == waited


def test_what_came_yesterday_or_today_has_waited_no_day():
    site = Site(kind="fixed", opened_on=date(2020, 1, 1), closed_on=None)
    every_day = Closures(1, dict.fromkeys(range(7), time(9)), {}, site.opened_on, None)

    for came_on in (people.TODAY, people.TODAY - timedelta(days=1)):
        assert working_days_since(site, every_day, came_on, people.TODAY) == 0
    three_days_ago = people.TODAY - timedelta(days=3)
    assert working_days_since(site, every_day, three_days_ago, people.TODAY) == 2
