"""What kept reports told of answers: nothing that is shared later differs from it by a few forms.

A paper form is typed in late, an import is undone: then two reports of the same months, one kept
before and one made after, would differ by these forms. So months and sites that were told are told
again as they were, until 10 forms or more have come or gone among them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from admin.periods import Period
from admin.summaries.ties import FEWEST_SHARED, Cell, tied
from kiosk.database import db
from kiosk.models import KeptReport
from kiosk.questions import QUESTION_NAMES

TOLD = "told"  # what the figures of a kept report call it


@dataclass(frozen=True)
class Group:
    """Months and sites that are told together or not at all, and how many forms gave each answer.

    One that `is_held` is told as it was in a report that was kept.
    """

    cells: frozenset[Cell]
    counts: Counter[str]
    is_held: bool = False

    @property
    def n(self) -> int:
        """The forms that answered."""
        return self.counts.total()


def groups(answered: Mapping[Cell, Counter[str]], kept: Sequence[Collection[Group]]) -> list[Group]:
    """All the forms that answered a question, as they may be told; `kept` is the oldest first.

    What was together once stays so, for else an older figure could part it.
    """
    ties = tied({cell: counts.total() for cell, counts in answered.items()})
    whole_of = _joined([*ties, *(group.cells for each in kept for group in each)])
    before: dict[frozenset[Cell], list[list[Group]]] = {}
    for each in kept:
        found: dict[frozenset[Cell], list[Group]] = {}
        for group in each:
            found.setdefault(whole_of[min(group.cells)], []).append(group)
        for whole, those in found.items():
            before.setdefault(whole, []).append(those)
    return [_group(whole, answered, before.get(whole, ())) for whole in {*whole_of.values()}]


def _joined(together: Iterable[Collection[Cell]]) -> dict[Cell, frozenset[Cell]]:
    """To each cell all those with which it is together, be it by way of others."""
    whole_of: dict[Cell, frozenset[Cell]] = {}
    for cells in together:
        whole = frozenset(cells).union(*(whole_of.get(cell, ()) for cell in cells))
        whole_of.update(dict.fromkeys(whole, whole))
    return whole_of


def _group(
    cells: frozenset[Cell],
    answered: Mapping[Cell, Counter[str]],
    before: Iterable[list[Group]],
) -> Group:
    now = _added(answered[cell] for cell in cells if cell in answered)
    last: list[Group] = []
    is_held = False
    for found in before:
        told = {cell for group in found for cell in group.cells}
        last = [group for group in last if not group.cells & told] + found
        is_held |= any(_few_changed(now, _added(one.counts for one in of)) for of in (found, last))
    return Group(cells, _added(one.counts for one in last), True) if is_held else Group(cells, now)


def _few_changed(now: Counter[str], then: Counter[str]) -> bool:
    changed = sum(abs(now[answer] - then[answer]) for answer in {*now, *then})
    return 0 < changed < FEWEST_SHARED


def _added(counts: Iterable[Counter[str]]) -> Counter[str]:
    return sum(counts, Counter[str]())


def told_as_json(told: Mapping[str, Iterable[Group]]) -> dict[str, object]:
    """What a report tells of each question, to be kept with its figures."""
    return {
        TOLD: {
            name: [
                {
                    "cells": [[site, month.isoformat()] for site, month in sorted(group.cells)],
                    "counts": group.counts,
                }
                for group in groups
            ]
            for name, groups in told.items()
        }
    }


def told_before(years: Period) -> dict[str, list[list[Group]]]:
    """What the reports kept so far tell of each question within these years, the oldest first."""
    query = (
        select(KeptReport.figures[TOLD])
        .where(KeptReport.from_on <= years.last, KeptReport.to_on >= years.first)
        .order_by(KeptReport.kept_at, KeptReport.id)
    )
    # Those of before this was kept with them tell nothing.
    found = [told for told in db.session.scalars(query) if told]
    return {name: [_read(told[name], years) for told in found] for name in QUESTION_NAMES}


def _read(told: Iterable[Mapping[str, Any]], years: Period) -> list[Group]:  # Any: JSON
    read = [
        Group(
            frozenset((site, date.fromisoformat(month)) for site, month in each["cells"]),
            Counter(each["counts"]),
        )
        for each in told
    ]
    # No group reaches from one year into another.
    return [group for group in read if years.first <= min(group.cells)[1] <= years.last]
