"""Each tap is on the disk before its welcome: counted in the calls that Chromium makes."""

import os
import shutil
from pathlib import Path

import pytest

from tests.browser.tablet import Tablet, ready, tap

STRACE = shutil.which("strace")
TAPS = 10


def traced(executable: str, log: Path) -> str:
    """A program that is that browser with its syncs written down."""
    program = log.with_suffix(".sh")
    calls = "--seccomp-bpf -f -qq -e trace=fsync,fdatasync"
    program.write_text(f'#!/bin/sh\nexec {STRACE} {calls} -o "{log}" "{executable}" "$@"\n')
    program.chmod(0o755)
    return str(program)


@pytest.mark.strace
@pytest.mark.skipif(
    STRACE is None and not os.environ.get("CI"), reason="strace is missing: apt-get install strace"
)
def test_each_tap_is_synced_to_the_disk_before_its_welcome(
    network, browser_type, browser_type_launch_args, tmp_path
):
    assert STRACE, "strace is missing: apt-get install strace"
    log = tmp_path / "calls"
    launch = {
        **browser_type_launch_args,
        "executable_path": traced(browser_type_launch_args["executable_path"], log),
        "chromium_sandbox": False,  # it would not let itself be watched
    }
    tablet = Tablet(browser_type, launch, tmp_path / "tablet", network)
    page = tablet.open()
    tablet.pair()
    page.goto("/")
    ready(page)
    network.cut()
    page.clock.fast_forward(2_000)
    counts = [log.read_text().count("fdatasync(")]
    for _ in range(TAPS):
        tap(page)
        counts.append(log.read_text().count("fdatasync("))
        page.clock.fast_forward(2_000)
    tablet.close()

    assert all(after > before for before, after in zip(counts, counts[1:], strict=False))
