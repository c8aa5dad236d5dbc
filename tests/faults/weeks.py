"""Ten weeks of a screen in simulated time: what it holds in memory, and what it keeps."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType

from tests.faults.device import Device, some_taps
from tests.faults.kinds import Story, paired
from tests.faults.ledger import Ledger, Verdict
from tests.faults.service import Service, service_in
from tests.serving import ROOT

DAY_MS = 86_400_000
QUEUE, BETWEEN_QUEUES_MS = 15, 25 * 60_000
REFRESHED_MS = 301_000
PARTS = ("kiosk", "admin", "static", "templates", "tests", "wsgi.py", "gunicorn.conf.py")
ROWS = """
async () => {
  const open = indexedDB.open('kiosk-' + document.body.dataset.installation);
  await new Promise(done => { open.onsuccess = done; });
  const names = [...open.result.objectStoreNames];
  const all = open.result.transaction(names);
  const counts = names.map(name => all.objectStore(name).count());
  await new Promise(done => { all.oncomplete = done; });
  open.result.close();
  return counts.reduce((sum, { result }) => sum + result, 0);
}
"""


@dataclass(frozen=True)
class Evening:
    """A screen at rest at the end of a day."""

    day: int
    heap: int
    nodes: int
    listeners: int
    rows: int


class Versions:
    """A copy of the program whose static files tests change, as a new version would."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "program"
        self.root.mkdir()
        for name in (*PARTS, "pyproject.toml"):
            source, copy = ROOT / name, self.root / name
            if source.is_dir():
                shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy)
        self.number = 0

    def next(self, device: Device, service: Service) -> None:
        """Put the next version in place, and wait until the screen has taken it up by itself."""
        self.number += 1
        with (self.root / "static/kiosk/frame.css").open("a") as sheet:
            sheet.write(f"\n.version-{self.number} {{\n  color: inherit;\n}}\n")
        page = device.page
        assert page
        before = page.evaluate("() => document.body.dataset.version")
        service.kill()
        service.start()
        device.let_go_by(REFRESHED_MS)
        page.wait_for_function(
            "before => document.body.dataset.version !== before && self.eyes",
            arg=before,
            polling=50,
        )
        device.ready()


def a_day(rng: random.Random, taps: int) -> list[dict[str, Any]]:
    """Queues of fifteen, and quiet between them."""
    day = some_taps(rng, taps)
    for place, tap in enumerate(day):
        tap["wait"] = BETWEEN_QUEUES_MS if place % QUEUE == 0 else 2_500
    return day


def weeks(
    seed: int,
    days: int,
    taps: int,
    changed_on: tuple[int, ...],
    kind: BrowserType,
    launch: dict[str, Any],
    folder: Path,
    say: Callable[[Evening], None] = lambda evening: None,
) -> tuple[list[Evening], Verdict]:
    """Live through so many days, the network down on every third; each evening, and the verdict."""
    rng = random.Random(seed)
    ledger = Ledger(f"{rng.getrandbits(60):015x}")
    versions = Versions(folder)
    evenings = []
    with service_in(folder / "instance", root=versions.root) as service:
        device = Device(kind, launch, folder / "tablet", service, ledger)
        device.patience_ms = 60_000  # to the second is not what this is about
        story = Story(device, service, rng, taps)
        try:
            paired(story)
            for day in range(1, days + 1):
                service.wire.is_cut = day % 3 == 0
                begun = service.wire.ahead
                device.burst(a_day(rng, taps))
                device.send()
                device.let_go_by(max(0, begun + DAY_MS - service.wire.ahead))
                device.send()
                if day in changed_on:
                    service.wire.is_cut = False
                    versions.next(device, service)
                evenings.append(at_evening(device, day))
                say(evenings[-1])
            story.mend()
            device.settle()
        finally:
            device.close()
        return evenings, ledger.verdict(service.stored())


def at_evening(device: Device, day: int) -> Evening:
    """What the page holds once all that nobody uses is thrown away, and what the device keeps."""
    assert device.page
    assert device.context
    session = device.context.new_cdp_session(device.page)
    session.send("Performance.enable")
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    told = {
        one["name"]: int(one["value"]) for one in session.send("Performance.getMetrics")["metrics"]
    }
    session.detach()
    rows = device.page.evaluate(ROWS)
    return Evening(day, told["JSHeapUsedSize"], told["Nodes"], told["JSEventListeners"], rows)
