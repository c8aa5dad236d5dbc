"""`make bench`: all that is measured, as tables; `make bench PARTS="pages imports"`: some of it."""

import argparse
import time

from tests.benchmarks import demo, files, imports, pages, serving, welcome
from tests.benchmarks.table import say

PARTS = {
    "serving": serving.report,
    "welcome": welcome.report,
    "pages": pages.report,
    "files": files.report,
    "imports": imports.report,
    "demo": demo.report,
}


def main() -> None:
    """Measure the parts that are asked for, or all."""
    reading = argparse.ArgumentParser(prog="tests.benchmarks")
    reading.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parts = reading.parse_args().parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        reading.error(f"There is no part {', '.join(sorted(unknown))}.")
    for name in parts:
        begun = time.monotonic()
        PARTS[name]()
        say(f"\n{name}: measured in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
