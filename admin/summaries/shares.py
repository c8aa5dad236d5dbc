"""The only percentages and rates in the code, rounded half up from the counts."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

TENTHS = Decimal("0.1")
ONES = Decimal("1")


@dataclass(frozen=True)
class Share:
    """A count out of a total."""

    count: int
    total: int

    @property
    def percent(self) -> Decimal | None:
        """To one decimal, for files and programs; None when the total is 0."""
        if self.total == 0:
            return None
        return (Decimal(100 * self.count) / self.total).quantize(TENTHS, ROUND_HALF_UP)

    @property
    def whole_percent(self) -> int | None:
        """To a whole number, for pages: from the counts, never from the decimal."""
        return self._whole(100)

    @property
    def in_ten(self) -> int | None:
        """Of ten, to a whole number; None when the total is 0."""
        return self._whole(10)

    def _whole(self, of: int) -> int | None:
        if self.total == 0:
            return None
        return (2 * of * self.count + self.total) // (2 * self.total)  # half up


def per_day(count: int, days: int) -> Decimal | None:
    """A count for each day, to one decimal; None when there was no day."""
    if days == 0:
        return None
    return (Decimal(count) / days).quantize(TENTHS, ROUND_HALF_UP)


def whole_change(now: int, days: int, then: int, days_then: int) -> int | None:
    """By how many percent a count is more, or less, for each day than it was; None from nothing."""
    if not (days and days_then and then):
        return None
    # Over one denominator, in whole numbers: a rate that is cut off would round the wrong way.
    was = then * days
    more = Decimal(100 * (now * days_then - was)) / was
    return int(more.quantize(ONES, ROUND_HALF_UP))
