"""A run of the set checker: faults drawn by a seed, then the books against the records."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType

from tests.faults.device import Device
from tests.faults.kinds import KINDS, Story, paired
from tests.faults.ledger import Ledger, Verdict
from tests.faults.service import service_in

BACKS_UP = 0.15


def drawn(rng: random.Random, faults: int) -> list[str]:
    """Each kind as often as any other, in any order."""
    names = [*KINDS] * (faults // len(KINDS))
    names += rng.sample([*KINDS], faults - len(names))
    rng.shuffle(names)
    return names


def run(
    seed: int,
    faults: list[str],
    taps: int,
    kind: BrowserType,
    launch: dict[str, Any],
    folder: Path,
    database_url: str = "",
    say: Callable[[str], None] = lambda line: None,
) -> Verdict:
    """Put the faults in, one after another and at times on top of one another; the verdict."""
    rng = random.Random(f"{seed} {database_url[:5]}")
    ledger = Ledger(f"{rng.getrandbits(60):015x}")
    with service_in(folder, database_url) as service:
        device = Device(kind, launch, folder / "tablet", service, ledger)
        story = Story(device, service, rng, taps)
        try:
            paired(story)
            for number, name in enumerate(faults, 1):
                say(f"{number:>4} {name}")
                if rng.random() < BACKS_UP:
                    service.back_up()
                KINDS[name](story)
                if rng.random() < 0.5:
                    device.send()
            story.mend()
            device.settle()
        finally:
            device.close()
        return ledger.verdict(service.stored())


def counts(faults: list[str]) -> str:
    """How often each fault was put in, one a line."""
    return "\n".join(f"  {times:>3} × {name}" for name, times in Counter(faults).most_common())
