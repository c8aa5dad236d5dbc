"""The hours of the week, read in two ways: of few days without sorting, of decades with it."""

from datetime import date, timedelta

import pytest

from admin.periods import Period
from admin.summaries import visits
from admin.summaries.visits import hours_by_site
from tests import people
from tests.admin.small_world import at, both_sites, the_small_world

BEGAN = date(2018, 1, 1)  # a Monday


@pytest.mark.parametrize("most", [0, 100_000])
@pytest.mark.parametrize("begins", range(7))
def test_a_weekday_is_the_same_however_the_hours_are_read(app, monkeypatch, most, begins):
    monkeypatch.setattr(visits, "MOST_DAYS_NAMED", most)
    for day in range(10):
        people.a_visit(at=at(f"2018-01-{day + 1:02}T09:30"), people=day + 1)
    first = BEGAN + timedelta(days=begins)
    few, many = Period(first, first + timedelta(days=2)), Period(first, BEGAN.replace(year=2019))

    found = hours_by_site([few, many], [people.site().id])

    came = {day: day + 1 for day in range(10)}
    for place, last in enumerate((begins + 2, 9)):
        expected: dict[tuple[int, int], int] = {}
        for day in range(begins, last + 1):
            expected[day % 7, 9] = expected.get((day % 7, 9), 0) + came.get(day, 0)
        figures = found[place, people.site().id]
        assert figures.hours == {when: count for when, count in expected.items() if count}


def test_decades_are_read_too(app):
    the_small_world()

    found = hours_by_site([Period(date(2010, 1, 1), date(2099, 12, 31))] * 3, _ids())

    assert found[0, people.site().id].hours == found[2, people.site().id].hours != {}


def _ids() -> list[int]:
    return [site.id for site in both_sites()]
