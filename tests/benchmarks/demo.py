"""`make demo`: how long a newcomer waits, once everything is installed."""

import tempfile
import time
from pathlib import Path

from tests.benchmarks.table import Row, tell
from tests.serving import Served

# As somebody types it, but never installing anything: that is not measured.
MAKE = ("make", "--silent", "--old-file=.venv/installed", "demo")
TRIES = 3


def report() -> None:
    """Begin in an empty folder each time."""
    tell(
        ("`make demo`, from an empty folder", "to the first answer, s"),
        (_row(number) for number in range(1, TRIES + 1)),
    )


def _row(number: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        served = Served(Path(folder), program=MAKE)
        seconds = time.monotonic() - begun
        assert "23,949" in served.said, served.said
        served.stop()
    return f"run {number}", f"{seconds:.1f} (to reach: 15)"
