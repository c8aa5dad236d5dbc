"""How an import says no: to a whole file, to one row of it, to one cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

OFTEN = 20
# What a reason quotes, and its numbers: without them two reasons may be alike.
_QUOTED = re.compile(r"“[^”]*”|\d+")


class FileRefusedError(ValueError):
    """The file as a whole cannot be read; the text is a sentence that says what to do."""


class CellRefusedError(ValueError):
    """One cell cannot be read; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class Refusal:
    """Why one row cannot be added; `line` is where the row begins in the file, from 1."""

    line: int
    reason: str


@dataclass(frozen=True)
class More:
    """Lines refused as another was: which one, how many they are, and which."""

    as_in: int
    count: int
    lines: str


def alike(refusals: Sequence[Refusal]) -> tuple[list[Refusal], list[More]]:
    """The refusals by line, at most `OFTEN` for like reasons; beneath them all other lines."""
    groups: dict[str, list[Refusal]] = {}
    for refusal in refusals:
        groups.setdefault(_QUOTED.sub("", refusal.reason), []).append(refusal)
    told = sorted(
        (refusal for group in groups.values() for refusal in group[:OFTEN]),
        key=lambda refusal: refusal.line,
    )
    others = [
        More(
            group[OFTEN - 1].line,
            len(group) - OFTEN,
            _in_short([one.line for one in group[OFTEN:]]),
        )
        for group in groups.values()
        if len(group) > OFTEN
    ]
    return told, others


def _in_short(lines: Sequence[int]) -> str:
    """Line numbers in order, each stretch of them by its ends: 22-31, 34."""
    stretches: list[list[int]] = []
    for line in lines:
        if stretches and line <= stretches[-1][1] + 1:
            stretches[-1][1] = line
        else:
            stretches.append([line, line])
    return ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in stretches)
