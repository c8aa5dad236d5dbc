"""`make faults`: at least 100 faults and 10,000 visits on each database. `SEED=…` repeats a run."""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.conftest import QUIET, chromium
from tests.conftest import postgresql_in
from tests.faults.run import counts, drawn, run
from tests.faults.weeks import Evening, weeks

FAULTS, TAPS = 108, 106
DAYS, VISITS, CHANGED_ON = 70, 300, (15, 33, 52)
FULL_AFTER = 31


def say(line: str) -> None:
    """Print at once: a run takes minutes."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def launch_options() -> dict[str, Any]:
    """How the installed Chromium is started."""
    executable = chromium()
    if executable is None:
        raise SystemExit("Chromium is missing: apt-get install chromium")
    sandbox = os.geteuid() != 0
    return {"executable_path": executable, "chromium_sandbox": sandbox, "args": QUIET}


@contextmanager
def address_of(engine: str, folder: Path) -> Iterator[str]:
    """The address of an empty database; on SQLite the service makes its own."""
    if engine == "sqlite":
        yield ""
        return
    with postgresql_in(folder, "faults") as url:
        yield url


def every_tenth(line: str) -> None:
    """How far a run is."""
    if line.split()[0].endswith("0"):
        say(f"  … {line.strip()}")


def check(engine: str, seed: int, faults: int, taps: int) -> bool:
    """One run on one database, told; whether it was clean."""
    names = drawn(random.Random(seed), faults)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        with address_of(engine, folder) as url:
            instance = folder / "instance"
            instance.mkdir()
            verdict = run(
                seed, names, taps, playwright.chromium, launch_options(), instance, url, every_tenth
            )
    seconds = time.monotonic() - begun
    say(f"{engine}, seed {seed}: {len(names)} faults in {seconds:.0f} s\n{counts(names)}")
    say(f"  {verdict}")
    for lie in verdict.lies[:10]:
        say(f"  untrue: {lie}")
    return verdict.is_clean


def live(seed: int, days: int) -> bool:
    """Ten weeks in simulated time, told; whether nothing grew or was lost."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        (folder / "instance").mkdir()
        evenings, verdict = weeks(
            seed,
            days,
            VISITS,
            CHANGED_ON,
            playwright.chromium,
            launch_options(),
            folder,
            lambda evening: say(f"  … {evening}") if evening.day % 7 == 0 else None,
        )
    say(f"{days} days of {VISITS} taps in {time.monotonic() - begun:.0f} s: {verdict}")
    return verdict.is_clean and is_flat(evenings)


def is_flat(evenings: list[Evening]) -> bool:
    """Whether the last week holds as much memory as the second, and keeps what day 31 kept."""
    early, late = (
        min(evening.heap for evening in some) for some in (evenings[7:14], evenings[-7:])
    )
    full = [evening.rows for evening in evenings[FULL_AFTER:]]
    say(f"  heap {early:,} bytes in the second week, {late:,} in the last")
    say(f"  rows kept after day {FULL_AFTER}: {min(full):,} to {max(full):,}")
    return late < 1.2 * early and max(full) < 1.1 * min(full)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make faults")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--faults", type=int, default=FAULTS)
    parser.add_argument("--days", type=int, default=DAYS, help="in simulated time; 0 for none")
    parser.add_argument("--taps", type=int, default=TAPS, help="with each fault, about")
    options = parser.parse_args()
    both = options.engine == "both"
    engines = ["sqlite", "postgresql"] if both else [options.engine]
    clean = [check(engine, options.seed, options.faults, options.taps) for engine in engines]
    if options.days:
        clean.append(live(options.seed, options.days))
    if not all(clean):
        raise SystemExit(f"Not clean. Repeat it with: make faults SEED={options.seed}")


if __name__ == "__main__":
    main()
