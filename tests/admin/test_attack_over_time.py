"""The attacker who keeps every figure that was ever shared, and takes last week's from today's.

Forms of a month come in by and by, the last of them two weeks after its quarter. Every few weeks
all that may be shared is shared. Each form is known by its site, its month and the day on which it
came; what was shared at any time is the sum of some of these.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from admin.periods import Period, unit_of
from admin.summaries.shared import is_closed
from tests.admin.test_attack import (
    PERIODS,
    SITES,
    World,
    a_world,
    cells_of,
    is_shared,
    never_parted,
    told_apart,
)

A_WHILE = timedelta(days=19)
LENGTHS = (1, 2, 3, 6, 12, 14)  # of the periods that are asked for, in months
# Of how many forms in ten came on which day of their month; the rest after its quarter.
COMING = ((10, 4), (24, 3), (28, 2))
FIRST, LAST = date(2018, 10, 5), date(2020, 1, 31)

ASKED = [each for each in PERIODS if round((each.last - each.first).days / 30.4) in LENGTHS]

Arrived = tuple[int, date, date]
Arrivals = dict[Arrived, int]


def arrivals_of(world: World, random: Random) -> Arrivals:
    """On which days the forms of each site and month came."""
    found: Arrivals = {}
    for (site, month), n in world.items():
        days = [month.replace(day=day) for day, times in COMING for _time in range(times)]
        days.append(unit_of("quarter", month).last + timedelta(days=14))
        for _form in range(n):
            key = (site, month, random.choice(days))
            found[key] = found.get(key, 0) + 1
    return found


def come_by(arrivals: Arrivals, today: date) -> World:
    """Where forms had come by a day: what the rule is told of then."""
    world: World = {}
    for (site, month, day), n in arrivals.items():
        if day <= today:
            world[site, month] = world.get((site, month), 0) + n
    return world


def moments() -> Iterator[date]:
    today = FIRST
    while today <= LAST:
        yield today
        today += A_WHILE


def shared_on(arrivals: Arrivals, today: date, *, waiting: bool = True) -> set[frozenset[Arrived]]:
    """All that may be shared on a day, each as the forms that it is the sum of."""
    world, found = come_by(arrivals, today), set()
    for period in ASKED:
        if waiting and not is_closed(period, today):
            continue
        for sites in (*((site,) for site in SITES), SITES):
            if is_shared(world, period, sites):
                cells = cells_of(world, period, sites)
                come = (each for each in arrivals if each[:2] in cells and each[2] <= today)
                found.add(frozenset(come))
    return found


@pytest.mark.parametrize("number", range(4))
def test_no_two_moments_together_isolate_fewer_than_10_forms(number):
    random = Random(number)
    arrivals = arrivals_of(a_world(number), random)

    shown = set().union(*(shared_on(arrivals, today) for today in moments()))

    few = [each for each in never_parted(shown) if told_apart(arrivals, each)]
    assert few == []
    differences = [one - other for one in shown for other in shown if other < one]
    assert [each for each in differences if told_apart(arrivals, each)] == []


def test_the_attacker_finds_what_sharing_without_waiting_would_give_away():
    arrivals = arrivals_of(a_world(2), Random(2))

    shown = set().union(
        *(shared_on(arrivals, today, waiting=False) for today in list(moments())[7:14])
    )

    differences = [one - other for one in shown for other in shown if other < one]
    assert [each for each in differences if told_apart(arrivals, each)] != []


def test_a_month_is_closed_two_weeks_after_its_quarter():
    may = Period(date(2019, 5, 1), date(2019, 5, 31))

    assert not is_closed(may, date(2019, 7, 14))
    assert is_closed(may, date(2019, 7, 15))
    assert not is_closed(Period(date(2019, 5, 1), date(2019, 7, 31)), date(2019, 7, 15))
