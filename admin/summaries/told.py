"""A sentence whose numbers know which rows they count, so that on a page they can be opened.

Everywhere else it is the plain text that it reads as.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, Self

from admin.periods import Period

# Characters that no keyboard has and no font draws: they mark a number within a sentence until it
# is put together, wherever a translation puts it.
BEGIN, OF, END = "\ue000", "\ue001", "\ue002"
MARKED = re.compile(f"{BEGIN}(.*?){OF}(.*?){OF}(.*?){OF}(.*?){OF}(.*?){END}")
EVERYWHERE = 0  # in the place of a site's id
ELSEWHERE = "elsewhere"  # in the place of rows: the list of figures that others counted


class Piece(NamedTuple):
    """Some words of a sentence; a number has the kind of rows that it counts, where, and which."""

    words: str
    kind: str = ""
    site_id: int = EVERYWHERE
    part: str = ""
    days: Period | None = None


def mark(
    number: str, kind: str, site_id: int = EVERYWHERE, part: str = "", days: Period | None = None
) -> str:
    """A number for a sentence, with the rows it counts; `part` is as an address says it.

    They are of the days of its page, or of others.
    """
    written = f"{days.first} {days.last}" if days else ""
    return f"{BEGIN}{OF.join((number, kind, str(site_id), part, written))}{END}"


class Told(str):
    """A sentence with its pieces, made of one whose numbers are marked."""

    __slots__ = ("marked", "pieces")
    marked: str
    pieces: tuple[Piece, ...]

    def __new__(cls, marked: str) -> Self:
        """Read the marks, and take them out."""
        pieces = tuple(_pieces(marked))
        told = super().__new__(cls, "".join(piece.words for piece in pieces))
        told.marked, told.pieces = marked, pieces
        return told


def as_marked(told: str) -> str:
    """A sentence with its marks again, so that it can be a part of another."""
    return told.marked if isinstance(told, Told) else told


def _pieces(marked: str) -> Iterator[Piece]:
    begins = 0
    for found in MARKED.finditer(marked):
        words, kind, site_id, part, written = found.groups()
        days = Period(*map(date.fromisoformat, written.split())) if written else None
        yield Piece(marked[begins : found.start()])
        yield Piece(words, kind, int(site_id), part, days)
        begins = found.end()
    yield Piece(marked[begins:])
