"""Months and sites of few forms, tied to others until the answers of 10 or more are together.

What is shown has all of such a group or nothing of it, so that no sum can part the group.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from admin.periods import unit_of

FEWEST_SHARED = 10

# A site and the first day of a month; and the forms that answered there.
Cell = tuple[int, date]
Cells = Mapping[Cell, int]


def tied(cells: Cells) -> Iterator[set[Cell]]:
    """The groups of all the cells with forms: the same whatever is asked for."""
    for quarters in _by_quarter(cells):
        yield from _tied(quarters)


def _by_quarter(cells: Cells) -> Iterable[Cells]:
    """The cells of each quarter, which are tied to one another and to no others.

    A quarter of few forms waits for the next of its year. None is ever joined to one before it,
    which may have been shown: so what was put together once stays so, whatever comes later.
    """
    quarters: dict[date, dict[Cell, int]] = {}
    for (site_id, month), n in cells.items():
        if n:
            quarters.setdefault(unit_of("quarter", month).first, {})[site_id, month] = n
    waiting: dict[Cell, int] = {}
    for first in sorted(quarters):
        if waiting and unit_of("year", min(month for _site, month in waiting)).last < first:
            yield waiting
            waiting = {}
        waiting |= quarters[first]
        if sum(waiting.values()) >= FEWEST_SHARED:
            yield waiting
            waiting = {}
    if waiting:
        yield waiting


def _tied(together: Cells) -> Iterator[set[Cell]]:
    """The groups of a quarter: the same whatever is asked for, or two answers could part one."""
    by_site: dict[int, int] = {}
    for (site_id, _month), n in together.items():
        by_site[site_id] = by_site.get(site_id, 0) + n
    for sites in _tied_sites(by_site):
        by_month: dict[date, int] = {}
        for (site_id, month), n in together.items():
            if site_id in sites:
                by_month[month] = by_month.get(month, 0) + n
        for months in _tied_months(by_month):
            yield {each for each in together if each[0] in sites and each[1] in months}


def _tied_sites(by_site: Mapping[int, int]) -> list[set[int]]:
    """The sites of few forms, with the smallest of the others where they are few together."""
    few = {site_id for site_id, n in by_site.items() if n < FEWEST_SHARED}
    others = sorted(set(by_site) - few, key=lambda site_id: (by_site[site_id], site_id))
    if few and sum(by_site[site_id] for site_id in few) < FEWEST_SHARED:
        few |= set(others[:1])
    alone = [{site_id} for site_id in others if site_id not in few]
    return [few, *alone] if few else alone


def _tied_months(by_month: Mapping[date, int]) -> list[set[date]]:
    """Months in groups of 10 forms, inside their quarter where it has as many."""
    quarters: dict[date, list[set[date]]] = {}
    for month in sorted(by_month):
        quarters.setdefault(unit_of("quarter", month).first, []).append({month})
    in_quarters = [group for months in quarters.values() for group in _joined(months, by_month)]
    return _joined(in_quarters, by_month)


def _joined(groups: Iterable[set[date]], by_month: Mapping[date, int]) -> list[set[date]]:
    """Neighbours together until they have 10 forms; a last few join the group before."""
    joined: list[set[date]] = []
    few: set[date] = set()
    for group in groups:
        few = few | group
        if sum(by_month[month] for month in few) >= FEWEST_SHARED:
            joined.append(few)
            few = set()
    if few and joined:
        joined[-1] |= few
    elif few:
        joined.append(few)
    return joined
