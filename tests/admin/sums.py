"""What adding up and taking away can make of the sums that are shown."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

Row = dict[tuple[int, date], Fraction]
Shown = frozenset[tuple[int, date]]


class Sums:
    """Everything that adding up and taking away can make of what is shown (Gauss's elimination)."""

    def __init__(self, shown: Iterable[Shown]) -> None:
        self.rows: dict[tuple[int, date], Row] = {}
        for cells in sorted(shown, key=lambda one: (len(one), sorted(one))):
            row = self.rest(cells)
            if row:
                self._keep(row)

    def rest(self, cells: Shown) -> Row:
        """What is left of some cells that the sums cannot make: nothing where they can."""
        row = dict.fromkeys(cells, Fraction(1))
        for pivot in cells & self.rows.keys():
            _add(row, self.rows[pivot], Fraction(-1))
        return row

    def _keep(self, row: Row) -> None:
        pivot = min(row)
        row = {cell: value / row[pivot] for cell, value in row.items()}
        for other in self.rows.values():
            if pivot in other:
                _add(other, row, -other[pivot])
        self.rows[pivot] = row

    def can_make(self, cells: Shown) -> bool:
        return not self.rest(cells)


def _add(row: Row, other: Row, times: Fraction) -> None:
    for cell, value in other.items():
        row[cell] = row.get(cell, Fraction(0)) + times * value
        if not row[cell]:
            del row[cell]
