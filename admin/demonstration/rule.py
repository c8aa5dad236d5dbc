"""Chance by rule: from one seed always the same draws, on every machine and Python."""

import random
from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar
from uuid import UUID

from kiosk.codes import ALPHABET, LENGTH

T = TypeVar("T")
PART_BITS = 48  # of the 53 that random() gives


class Rule:
    """Draws made from `random()` alone, which Python promises to keep the same for ever."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # nothing here is a secret

    def share(self) -> float:
        """A number from 0 up to 1."""
        return self._random.random()

    def happens(self, chance: float) -> bool:
        """True as often as the chance, from 0 to 1, says."""
        return self.share() < chance

    def whole(self, first: int, last: int) -> int:
        """A whole number from first to last, both included."""
        return first + int(self.share() * (last - first + 1))

    def pick(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.whole(0, len(things) - 1)]

    def shuffled(self, things: Iterable[T]) -> list[T]:
        """All of the things, in any order."""
        return [thing for _chance, _place, thing in sorted(self._placed(things))]

    def _placed(self, things: Iterable[T]) -> list[tuple[float, int, T]]:
        return [(self.share(), place, thing) for place, thing in enumerate(things)]

    def id(self) -> UUID:
        """A key shaped like a random one (UUIDv4)."""
        number = 0
        for _part in range(3):
            number = number << PART_BITS | int(self.share() * (1 << PART_BITS))
        return UUID(int=number & (1 << 128) - 1, version=4)

    def code(self) -> str:
        """A code of a course run."""
        return "".join(self.pick(ALPHABET) for _letter in range(LENGTH))


class Draw(Generic[T]):
    """Things that are drawn as often as their weights say."""

    def __init__(self, weights: Iterable[tuple[T, float]]) -> None:
        pairs = list(weights)
        self._things = [thing for thing, _weight in pairs]
        self._ends = list(accumulate(weight for _thing, weight in pairs))

    def by(self, rule: Rule) -> T:
        """One of them."""
        place = bisect(self._ends, rule.share() * self._ends[-1])
        return self._things[min(place, len(self._things) - 1)]


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """A total shared out by weight in whole numbers that add up to it (largest remainder)."""
    scale = total / sum(weights)
    shares = [int(weight * scale) for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda place: (shares[place] - weights[place] * scale, place)
    )
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares
