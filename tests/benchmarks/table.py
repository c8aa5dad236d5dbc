"""What is measured, as rows of a table that docs/performance.md can hold."""

import sys
from collections.abc import Iterable

Row = tuple[str, ...]


def say(line: str = "") -> None:
    """Print a line at once: whoever waits sees how far it is."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def tell(heads: Row, rows: Iterable[Row]) -> None:
    """Print a table, each row as soon as it is measured."""
    say()
    say(_row(heads))
    say(_row(("---",) * len(heads)))
    for row in rows:
        say(_row(row))


def _row(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"
