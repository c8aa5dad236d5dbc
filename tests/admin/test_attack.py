"""The attacker, who takes away everything that may be shared from everything else that may be.

Each site's month is one unknown: how many forms answered there. What is shown of some months and
sites is the sum of theirs. The attacker is given every sum exactly, although they are rounded.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from random import Random

import pytest

from admin.periods import Period, unit_of
from admin.summaries.shared import cells_of as months_of
from admin.summaries.shared import gives_away
from admin.summaries.told_before import Group, groups
from tests import people
from tests.admin.read_shared import of_csv, of_text
from tests.admin.sums import Sums
from tests.reports import forms
from tests.staff import sign_in

WALTON, SOUTHPORT, BOOTLE = SITES = (1, 2, 3)
SLUGS = {"walton": WALTON, "southport": SOUTHPORT, "bootle": BOOTLE}
# Six months of one service year and eight of the next.
MONTHS = [date(2018, month, 1) for month in (10, 11, 12)]
MONTHS += [date(2019, month, 1) for month in range(1, 12)]
PERIODS = [
    Period(first, unit_of("month", last).last)
    for number, first in enumerate(MONTHS)
    for last in MONTHS[number:]
]
TOGETHER = [sites for size in (1, 2, 3) for sites in combinations(SITES, size)]

World = dict[tuple[int, date], int]
Shown = frozenset[tuple[int, date]]


def sum_of(world: World, cells: Iterable[tuple[int, date]]) -> int:
    return sum(world[cell] for cell in cells)


def told_apart(world: World, cells: Iterable[tuple[int, date]]) -> bool:
    return 1 <= sum_of(world, cells) <= 9


def cells_of(world: World, period: Period, sites: Iterable[int]) -> Shown:
    """The cells in which there are forms: that none came is known to everybody."""
    inside = {cell for cell, n in world.items() if n and period.first <= cell[1] <= period.last}
    return frozenset(cell for cell in inside if cell[0] in sites)


def is_shared(world: World, period: Period, sites: Sequence[int]) -> bool:
    """Whether the answers of some months and sites may be shared, by the rule alone."""
    enough = sum_of(world, cells_of(world, period, sites)) >= 10
    return enough and not gives_away(months_of(period, sites), groups_of(world))


def groups_of(world: World) -> list[Group]:
    """What is told together of a world, before any report was kept."""
    return groups({cell: Counter(yes=n) for cell, n in world.items()}, [])


def all_shown(world: World) -> set[Shown]:
    """What may be shared of every run of months and every few sites."""
    return {
        cells_of(world, period, sites)
        for period in PERIODS
        for sites in TOGETHER
        if is_shared(world, period, sites)
    }


def whole_groups(world: World) -> Iterator[Shown]:
    """What an attacker would like to know: any run of months of any sites, one cell among them."""
    for period in PERIODS:
        for sites in TOGETHER:
            yield cells_of(world, period, sites)


def by_subtraction(shown: set[Shown]) -> Iterator[Shown]:
    """One less another, and the whole less two that share nothing."""
    everything = frozenset().union(*shown)
    for one in shown:
        if everything in shown:
            yield everything - one
        for other in shown:
            if other < one:
                yield one - other
    if everything in shown:
        for one, other in combinations(shown, 2):
            if not one & other:
                yield everything - one - other


def attack(world: World, shown: set[Shown]) -> list[Shown]:
    """Every group of 1 to 9 forms that the attacker can isolate."""
    sums = Sums(shown)
    isolated = [cells for cells in by_subtraction(shown) if told_apart(world, cells)]
    isolated += [
        cells
        for cells in set(whole_groups(world))
        if told_apart(world, cells) and sums.can_make(cells)
    ]
    for row in sums.rows.values():
        if set(row.values()) == {1} and told_apart(world, row):
            isolated.append(frozenset(row))
    return isolated


def never_parted(shown: set[Shown]) -> list[list[tuple[int, date]]]:
    """The cells that are always shown together: no sum of any kind can part them."""
    together: dict[frozenset[Shown], list[tuple[int, date]]] = {}
    for cell in frozenset().union(*shown):
        together.setdefault(frozenset(one for one in shown if cell in one), []).append(cell)
    return list(together.values())


def few_forms(random: Random) -> int:
    return random.choice((0, 0, 1, 2, 3, 5, 9))


def many_forms(random: Random) -> int:
    return random.choice((3, 9, 10, 12, 25, 40, 70))


def now_and_then(random: Random) -> int:
    return random.choice((0, 0, 0, 1, 9, 11, 30))


def a_world(number: int) -> World:
    """Sites of few forms and of many, one of which may open late, drawn by a fixed seed."""
    random = Random(number)
    amounts = [random.choice((few_forms, many_forms, now_and_then)) for _site in SITES]
    opens = MONTHS[random.choice((0, 0, 3, 7))]
    return {
        (site, month): 0 if site == BOOTLE and month < opens else amount(random)
        for site, amount in zip(SITES, amounts, strict=True)
        for month in MONTHS
    }


@pytest.mark.parametrize("number", range(20))
def test_nothing_that_may_be_shared_isolates_fewer_than_10_forms(number):
    world = a_world(number)
    shown = all_shown(world)

    assert attack(world, shown) == []
    assert [few for few in never_parted(shown) if told_apart(world, few)] == []


def a_plain_world(*cells: tuple[int, int, int]) -> World:
    """Forms by site and month number of 2019; none elsewhere."""
    world = {(site, month): 0 for site in SITES for month in MONTHS}
    return world | {(site, date(2019, month, 1)): n for site, month, n in cells}


FOUND_ONCE = {
    # Walton's two months less its April, taken from the May of both.
    "by three figures": a_plain_world(
        (WALTON, 4, 20), (WALTON, 5, 20), (SOUTHPORT, 4, 20), (SOUTHPORT, 5, 5)
    ),
    # Only Walton is open in April: Walton's two months less the April of all.
    "a site that opened late": a_plain_world((WALTON, 4, 20), (WALTON, 5, 5), (BOOTLE, 5, 20)),
    "a year of few forms": a_plain_world((WALTON, 1, 9), (WALTON, 4, 200)),
}


@pytest.mark.parametrize("world", FOUND_ONCE.values(), ids=FOUND_ONCE.keys())
def test_what_a_sum_of_several_figures_could_find(world):
    assert attack(world, all_shown(world)) == []


def test_the_attacker_finds_what_is_there_to_be_found():
    world = FOUND_ONCE["by three figures"]
    may = unit_of("month", date(2019, 5, 1))
    both = unit_of("quarter", date(2019, 4, 1))
    april = unit_of("month", date(2019, 4, 1))
    figures = {
        cells_of(world, both, [WALTON]),
        cells_of(world, april, [WALTON]),
        cells_of(world, may, [WALTON, SOUTHPORT]),
    }

    assert {(SOUTHPORT, date(2019, 5, 1))} in attack(world, figures)
    for left_out in figures:
        assert attack(world, figures - {left_out}) == []


def test_a_site_of_many_forms_shows_each_month_and_all_of_them():
    world = {(site, month): 10 for site in SITES for month in MONTHS}

    assert len(all_shown(world)) == 735  # 105 runs of months, by 7 choices of sites


def test_a_quiet_month_is_put_together_with_its_quarter():
    world = {(site, month): 20 for site in SITES for month in MONTHS}
    world[SOUTHPORT, date(2019, 8, 1)] = 2

    shown = all_shown(world)
    assert cells_of(world, unit_of("quarter", date(2019, 8, 1)), SITES) in shown
    assert cells_of(world, unit_of("quarter", date(2019, 8, 1)), [SOUTHPORT]) in shown
    assert cells_of(world, unit_of("month", date(2019, 8, 1)), [WALTON]) in shown
    assert cells_of(world, unit_of("month", date(2019, 8, 1)), SITES) not in shown
    assert attack(world, shown) == []


OF_PAGES = {
    ("walton", 2): 12,
    ("walton", 4): 20,
    ("walton", 5): 20,
    ("walton", 6): 4,
    ("southport", 4): 20,
    ("southport", 5): 5,
    ("bootle", 5): 3,
}


def the_world_of_pages() -> World:
    """The same forms in the service's records and in the attacker's mind."""
    for (slug, month), n in OF_PAGES.items():
        forms(n, "yes", date(2019, month, 14), site_id=people.site(slug).id)
    return a_plain_world(*((SLUGS[slug], month, n) for (slug, month), n in OF_PAGES.items()))


def asked_for() -> Iterator[Period]:
    edges = [date(2019, month, 1) for month in (2, 4, 5, 6, 7)]
    for first, end in [*pairwise(edges), *zip(edges, edges[2:], strict=False)]:
        yield Period(first, end - timedelta(days=1))
    yield Period(edges[0], date(2019, 6, 30))
    yield Period(edges[1], date(2019, 6, 30))


def address(period: Period, sites: Iterable[str]) -> str:
    chosen = "".join(f"&site={slug}" for slug in sites)
    return f"from={period.first}&to={period.last}{chosen}"


def shares_in_text(client, period: Period, sites: Iterable[str]) -> bool:
    response = client.open(f"/admin/report.txt?{address(period, sites)}", "GET")
    answers, _numbers = of_text(response.get_data())
    return answers["felt_valued"] is not None


def shares_in_file(client, kind: str, period: Period, sites: Iterable[str]) -> dict[str, bool]:
    path = f"/admin/export/{kind}.csv?{address(period, sites)}&view=shared"
    read = of_csv(client.open(path, "GET").get_data())
    return {slug: answers["felt_valued"] is not None for slug, answers in read.items()}


def test_the_report_and_the_files_share_what_the_rule_allows_and_no_more(client):
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))
    world = the_world_of_pages()
    allowed, shown = all_shown(world), set()
    for period in asked_for():
        for sites in (("walton", "southport", "bootle"), ("walton", "southport")):
            of_each = {slug: cells_of(world, period, [SLUGS[slug]]) for slug in sites}
            of_each["total"] = frozenset().union(*of_each.values())
            expected = {slug: cells in allowed for slug, cells in of_each.items()}
            for kind in ("summary", "evaluations"):
                assert shares_in_file(manager, kind, period, sites) == expected
            assert shares_in_text(manager, period, sites) is expected["total"]
            shown |= {cells for slug, cells in of_each.items() if expected[slug]}

    assert len(shown) > 5
    assert attack(world, shown) == []
