"""How an import says no: to a whole file, to one row of it, to one cell."""

from dataclasses import dataclass


class FileRefusedError(ValueError):
    """The file as a whole cannot be read; the text is a sentence that says what to do."""


class CellRefusedError(ValueError):
    """One cell cannot be read; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class Refusal:
    """Why one row cannot be added; `line` is where the row begins in the file, from 1."""

    line: int
    reason: str
