"""From a touch to its welcome, painted; and how soon what waited is sent: in a real Chromium."""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.table import Row, say, tell
from tests.browser.test_sync_from_the_screen import QUEUE
from tests.faults.__main__ import launch_options
from tests.faults.device import SENT, Device
from tests.faults.ledger import Ledger
from tests.faults.service import Service, service_in

TOUCHES, ROUNDS = 200, 4
ONLINE, FAR, CUT, SLOW = "online", "server 300 ms away", "offline", "processor four times slower"
SMALLEST = "the smallest page that does the same"
# On the machine of the figures to reach the smallest page took p50 39 and p95 55 ms.
P50, P95 = (45, 45 / 39), (70, 70 / 55)
WAITING = 10_000
# The browser's own clock alone: when the finger came down, and when the words of the welcome were
# painted. What the page's scripts think of the time has no part in it.
WATCH = """
() => {
  let down = 0;
  let painted = () => {};
  addEventListener('pointerdown', event => { down = event.timeStamp; }, true);
  new PerformanceObserver(list => {
    for (const { startTime } of list.getEntries()) if (startTime > down) painted(startTime - down);
  }).observe({ type: 'element' });
  // Each welcome is made anew, from a template that is itself fetched anew every five minutes.
  new MutationObserver(() => {
    const words = document.querySelector('.band__words:not([elementtiming])');
    if (words) words.setAttribute('elementtiming', 'welcome');
  }).observe(document.body, { childList: true, subtree: true });
  self.welcomeIn = () => {
    self.wait = new Promise((resolve, reject) => {
      painted = resolve;
      // Real time, whatever the page's clock says.
      AbortSignal.timeout(20000).onabort = () => reject(new Error('No welcome was painted.'));
    });
    self.wait.catch(() => {});
  };
}
"""
# One key, one durable write, and a word drawn once that is complete: what no page does quicker.
DRAW_SMALLEST = """
async () => {
  document.body.innerHTML = '<button class="tile">Tap</button><div></div>';
  const [key, place] = document.body.children;
  key.style.cssText = 'display: block; width: 100%; height: 50vh; font-size: 4rem';
  const open = indexedDB.open('smallest', 1);
  open.onupgradeneeded = () => open.result.createObjectStore('taps', { autoIncrement: true });
  await new Promise(done => { open.onsuccess = done; });
  key.onclick = () => {
    const all = open.result.transaction(['taps'], 'readwrite', { durability: 'strict' });
    all.objectStore('taps').add({ at: Date.now() });
    all.oncomplete = () => { place.innerHTML = '<h1 class="band__words">Welcome</h1>'; };
  };
}
"""
SENT_IN = """
async sent => {
  const line = document.getElementById('sync-line');
  while (line.textContent !== sent) await new Promise(resolve => {
    const seen = new MutationObserver(() => { seen.disconnect(); resolve(); });
    seen.observe(line, { childList: true });
  });
  const posts = performance.getEntriesByType('resource').filter(
    one => one.name.endsWith('/sync') && one.responseStatus === 200);
  return new Event('now').timeStamp - posts[0].responseEnd;
}
"""


@contextmanager
def screen() -> Iterator[tuple[Device, Service]]:
    """A paired screen and its service."""
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        (folder / "instance").mkdir()
        with service_in(folder / "instance") as service:
            ledger = Ledger("0" * 15)
            device = Device(
                playwright.chromium, launch_options(), folder / "tablet", service, ledger
            )
            device.pair()
            device.open()
            device.ready()
            yield device, service
            device.close()


def touch(page: Page) -> float:
    """One touch of a tile; the milliseconds until its welcome was painted."""
    page.evaluate("() => self.welcomeIn()")
    page.locator(".tile").first.tap(no_wait_after=True)
    return float(page.evaluate("() => self.wait"))


def measured() -> dict[str, list[float]]:
    """Each condition in turn, over and over: what slows one slows its neighbour."""
    taken: dict[str, list[float]] = {ONLINE: [], FAR: [], CUT: [], SMALLEST: [], SLOW: []}
    with screen() as (device, service):
        page = device.page
        assert page
        assert device.context
        smallest = device.context.new_page()
        smallest.goto("/healthz")
        smallest.evaluate(DRAW_SMALLEST)
        for each in (page, smallest):
            each.evaluate(WATCH)
        session = device.context.new_cdp_session(page)
        for each in (smallest, page):
            each.bring_to_front()
            for _ in range(20):
                device.let_go_by(2_100)
                touch(each)
        for _ in range(ROUNDS):
            for condition, times in taken.items():
                service.wire.is_cut = condition == CUT
                service.wire.seconds_late = 0.3 if condition == FAR else 0
                rate = 4 if condition == SLOW else 1
                session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
                touched = smallest if condition == SMALLEST else page
                touched.bring_to_front()
                for _ in range(TOUCHES // ROUNDS):
                    device.let_go_by(2_100)
                    times.append(touch(touched))
    return taken


def seconds_to_send() -> float:
    """From the first answer after the network's return until 10,000 visits are sent."""
    with screen() as (device, service):
        page = device.page
        assert page
        device.idle()
        service.wire.is_cut = True
        page.evaluate(QUEUE, [WAITING, None])
        page.evaluate("() => performance.clearResourceTimings()")
        device.burst([{"purpose": "learning", "wait": 0, "lot": 1}])
        device.send()
        service.wire.is_cut = False
        device.let_go_by(25_000)
        return float(page.evaluate(SENT_IN, SENT)) / 1000


def report() -> None:
    """Print both."""
    taken = measured()
    tell(("touch to welcome painted", "p50 ms", "p95 ms", "to reach"), _rows(taken))
    alike = [statistics.median(taken[condition]) for condition in (ONLINE, FAR, CUT)]
    say(f"\nSlowest median ÷ quickest: {max(alike) / min(alike):.2f} (to reach: 1.10).")
    ours, least = (_p50_p95(taken[condition]) for condition in (ONLINE, SMALLEST))
    say(
        f"Online ÷ the smallest page: p50 {ours[0] / least[0]:.2f} (to reach: {P50[1]:.2f}), "
        f"p95 {ours[1] / least[1]:.2f} (to reach: {P95[1]:.2f})."
    )
    say(f"{WAITING:,} waiting visits sent in {seconds_to_send():.1f} s (to reach: 10).")


def _rows(taken: dict[str, list[float]]) -> Iterator[Row]:
    for condition, times in taken.items():
        p50, p95 = _p50_p95(times)
        wanted = {SLOW: "p95 140", SMALLEST: "–"}.get(condition, f"p50 {P50[0]}, p95 {P95[0]}")
        yield condition, f"{p50:.0f}", f"{p95:.0f}", wanted


def _p50_p95(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[18]
