"""Several periods summarised in one go: each as if it were asked alone, in as many statements."""

from datetime import date

from sqlalchemy import event, select

from admin.periods import Period
from admin.summaries import as_json, summarise, summarise_periods
from kiosk.database import db
from kiosk.models import Site
from tests import people
from tests.admin.small_world import SMALL_WORLD, YEAR, at, both_sites, the_small_world
from tests.admin.test_days_not_counted import NOVEMBER, a_screen

SUMMER = Period(date(2018, 6, 1), date(2018, 8, 31))  # within the year
AROUND_MARCH = Period(date(2018, 3, 25), date(2018, 4, 3))  # across its beginning
PERIODS = [YEAR, AROUND_MARCH, SUMMER]


def test_periods_that_overlap_are_each_counted_as_if_alone(app):
    the_small_world()

    year, march, summer = summarise_periods(PERIODS, both_sites(), people.TODAY)

    assert as_json(year) == SMALL_WORLD
    assert [each.total.visits for each in (year, march, summer)] == [62, 27, 44]
    assert [each.total.evaluations for each in (year, march, summer)] == [4, 1, 3]
    assert [each.total.enrolments for each in (year, march, summer)] == [3, 1, 3]
    assert [each.left_out_people for each in (year, march, summer)] == [36, 11, 11]
    for together, period in ((march, AROUND_MARCH), (summer, SUMMER)):
        alone = summarise(period, both_sites(), people.TODAY)
        assert as_json(together) == as_json(alone)


def test_the_hours_of_each_period_are_its_own(app):
    the_small_world()

    year, march, summer = summarise_periods(PERIODS, both_sites(), people.TODAY)

    assert year.total.hours == {(1, 10): 4, (0, 10): 8, (6, 0): 1, (6, 23): 2}
    assert march.total.hours == {(6, 0): 1, (5, 23): 1}
    assert summer.total.hours == {(1, 10): 4}


def test_the_days_of_each_period_are_its_own(app):
    """A site without a week is open where somebody came; one with a screen, not fully counted."""
    travelling = people.site("central-and-south-liverpool")
    for day in ("2026-10-05T10:00", "2026-11-16T10:00", "2026-11-17T10:00"):
        people.a_visit(travelling.slug, at(day))
    a_screen(paired_on=16, seen=(16, 17, 18, 19, 23))
    week = Period(date(2026, 11, 16), date(2026, 11, 22))
    october = Period(date(2026, 10, 1), date(2026, 10, 31))

    found = summarise_periods([NOVEMBER, week, october], [people.site(), travelling], people.TODAY)

    open_days = [[each.figures.open_days for each in one.sites] for one in found]
    assert open_days == [[17, 2], [5, 2], [22, 1]]
    friday = (date(2026, 11, 20),)
    assert [one.sites[0].not_counted for one in found] == [friday, friday, ()]


def test_three_periods_take_as_many_statements_as_one(app):
    sites = list(db.session.scalars(select(Site).order_by(Site.id)))
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    def count(periods: list[Period]) -> int:
        asked.clear()
        summarise_periods(periods, sites, people.TODAY)
        return len(asked)

    assert count(PERIODS) == count([YEAR]) <= 12
