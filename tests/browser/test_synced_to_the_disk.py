"""Each tap is on the disk before its welcome: told by the calls that Chromium makes."""

import os
import shutil
import time
from pathlib import Path

import pytest

from tests.browser.tablet import Tablet, over, ready, tap

STRACE = shutil.which("strace")
TAPS = 2
SYNC_TAKES_S = 0.4


def slowed(executable: str, log: Path) -> str:
    """A program that is that browser on a disk that takes its time for each sync."""
    program = log.with_suffix(".sh")
    calls = f"--seccomp-bpf -f -qq -e inject=fdatasync:delay_enter={SYNC_TAKES_S * 1e6:.0f}"
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
        "executable_path": slowed(browser_type_launch_args["executable_path"], log),
        "chromium_sandbox": False,  # it would not let itself be watched
    }
    tablet = Tablet(browser_type, launch, tmp_path / "tablet", network)
    page = tablet.open()
    tablet.pair()
    page.goto("/")
    ready(page)
    network.cut()
    waits = []
    for _ in range(TAPS):
        begun = time.monotonic()
        tap(page)
        waits.append(time.monotonic() - begun)
        over(page)  # what is still being written of it would be waited for by the next, too
    tablet.close()

    assert log.read_text().count("fdatasync(") >= TAPS
    assert min(waits) >= SYNC_TAKES_S, waits
