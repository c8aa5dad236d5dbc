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

FAULTS, TAPS = 108, 95


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


def check(engine: str, seed: int, faults: int, taps: int) -> bool:
    """One run on one database, told; whether it was clean."""
    names = drawn(random.Random(seed), faults)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        with address_of(engine, folder) as url:
            instance = folder / "instance"
            instance.mkdir()
            verdict = run(seed, names, taps, playwright.chromium, launch_options(), instance, url)
    seconds = time.monotonic() - begun
    say(f"{engine}, seed {seed}: {len(names)} faults in {seconds:.0f} s\n{counts(names)}")
    say(f"  {verdict}")
    for lie in verdict.lies[:10]:
        say(f"  untrue: {lie}")
    return verdict.is_clean


def main() -> None:
    parser = argparse.ArgumentParser(prog="make faults")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--engine", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--faults", type=int, default=FAULTS)
    parser.add_argument("--taps", type=int, default=TAPS, help="with each fault, about")
    options = parser.parse_args()
    both = options.engine == "both"
    engines = ["sqlite", "postgresql"] if both else [options.engine]
    clean = [check(engine, options.seed, options.faults, options.taps) for engine in engines]
    if not all(clean):
        raise SystemExit(f"Not clean. Repeat it with: make faults SEED={options.seed}")


if __name__ == "__main__":
    main()
