"""A tablet whose taps, clock and power are in a test's hands, and whose every word is noted."""

import json
import random
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, Page
from playwright.sync_api import Error as BrowserError

from tests.browser.tablet import TALL, Tablet
from tests.faults.ledger import Ledger
from tests.faults.service import Service

EYES = (Path(__file__).parent / "eyes.js").read_text()
PURPOSES = ("learning", "pathways", "employment", "community", "other")
SENT = "All visits sent"
IDLE = "() => navigator.locks.request('kiosk-sync', () => 0)"
LINE = "() => document.getElementById('sync-line')?.textContent ?? ''"
Tap = dict[str, Any]


def some_taps(rng: random.Random, number: int) -> list[Tap]:
    """Taps one after another, at times with a pause in which the strip goes."""
    return [
        {
            "purpose": rng.choice(PURPOSES),
            "wait": rng.choice((2_100, 2_600, 3_000, 4_000, 9_000, 130_000)),
            "lot": rng.random(),
        }
        for _ in range(number)
    ]


class Device(Tablet):
    """The browser of a paired screen, with eyes.js in each of its pages."""

    patience_ms = 4_000  # a post on its way longer would move the moments of its taps

    def __init__(
        self,
        kind: BrowserType,
        launch: dict[str, Any],
        folder: Path,
        service: Service,
        ledger: Ledger,
    ) -> None:
        super().__init__(kind, launch, folder, service.wire)  # type: ignore[arg-type]  # its address
        self.service, self.ledger = service, ledger
        self.life = self.tabs = 0
        self.wrong = 0.0
        self.ahead = 0
        self.page: Page | None = None
        self.pairing = ""

    def pair(self, *_: str) -> str:
        """Pair it anew; what it kept before is not its own any more."""
        token, self.pairing = self.service.pair()
        address = self.service.wire.address
        self.cookies = [{"name": "kiosk", "value": token, "url": address}]
        return self.pairing

    def open(self, **options: Any) -> Page:
        """Switch it on, and wait until it is ready for taps."""
        launch = {name: value for name, value in self.launch.items() if name != "headless"}
        self.life, self.tabs = self.life + 1, 0
        self.context = self.kind.launch_persistent_context(
            str(self.folder),
            viewport=TALL,
            has_touch=True,
            locale="en-GB",
            base_url=self.network.address,
            **{**launch, **options},
        )
        self.context.add_cookies(self.cookies)
        self.context.expose_function("told", self._told)
        self.page = self._show(self.context.pages[0])
        return self.page

    def open_forgetful(self) -> None:
        """Switch it on with its cookies and nothing else, and read what it says of that."""
        page = self.open()
        assert self.context
        page.get_by_role("button", name="Go on all the same").click()
        self.cookies = [
            {"name": one["name"], "value": one["value"], "url": self.service.wire.address}
            for one in self.context.cookies()
            if one["name"] == "kiosk"
        ]
        self.pairing = page.evaluate("() => document.body.dataset.installation")
        self.ready()

    def _told(self, message: str) -> None:
        kind, *what = json.loads(message)
        if kind == "tapped":  # the service need not know of each: a browser that is opened does
            self.ahead = max(self.ahead, int(what.pop()))
        self.ledger.told(kind, *what)

    def another_tab(self) -> Page:
        """A second page of the screen, in the same browser."""
        assert self.context
        self.tabs += 1
        return self._show(self.context.new_page())

    def _show(self, page: Page) -> Page:
        given = {
            "run": self.ledger.run,
            "life": self.life,
            "tab": self.tabs,
            "ahead": max(self.ahead, self.service.wire.ahead),
            "wrong": self.wrong,
            "patience": self.patience_ms,
        }
        page.add_init_script(EYES.replace("/*GIVEN*/ {}", json.dumps(given)))
        page.goto("/")
        page.wait_for_function(f"() => ({LINE})().length > 0")
        return page

    def ready(self) -> None:
        """Wait until the page would open without network."""
        assert self.page
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    def burst(self, taps: list[Tap], page: Page | None = None) -> None:
        """Tap again and again, and wait until every tap was answered by the screen."""
        page = page or self.page
        assert page
        self._command(page, taps)
        page.evaluate("taps => eyes.burst(taps)", taps)

    def begin(self, taps: list[Tap], page: Page | None = None) -> None:
        """Tap again and again, and wait for nothing."""
        page = page or self.page
        assert page
        self._command(page, taps)
        page.evaluate("taps => { self.tapping = eyes.burst(taps).catch(() => 0); }", taps)

    def _command(self, page: Page, taps: list[Tap]) -> None:
        tab = 0 if page is self.page else self.tabs
        self.ledger.commanded[self.life, tab] += len(taps)

    def let_go_by(self, ms: int, asleep: bool = False) -> None:
        """Let time go by; what is due by then happens."""
        assert self.page
        self.page.evaluate("([ms, asleep]) => eyes.letGoBy(ms, asleep)", [ms, asleep])
        self.service.wire.let_go_by(self.page.evaluate("() => eyes.settings.ahead"))

    def set_wrong(self, ms: float) -> None:
        """Set the device's clock so far from the right time."""
        assert self.page
        self.wrong = ms
        self.page.evaluate("ms => { eyes.settings.wrong = ms; eyes.keepSettings(); }", ms)

    def wait(self, ms: float) -> None:
        """Let real time go by, in which the browser works."""
        assert self.page
        self.page.wait_for_timeout(ms)

    def line(self) -> str:
        """What its quiet line says."""
        assert self.page
        return str(self.page.evaluate(LINE))

    def idle(self) -> None:
        """Wait until nothing is being sent."""
        assert self.page
        self.page.evaluate(IDLE)

    def send(self) -> None:
        """Let band and strip go and the longest back-off pass, and wait for what is sent."""
        self.let_go_by(9_000)
        self.idle()
        self.let_go_by(61_000)
        self.idle()

    def settle(self) -> None:
        """With everything in order, all is sent, and still so when the server has asked again."""
        calm = 0
        for _ in range(60):
            self.send()
            calm = calm + 1 if self.line() == SENT else 0
            if calm == 2:
                return
        raise AssertionError(f"it never settled: {self.line()}")

    def kill(self) -> None:
        """Pull the plug."""
        super().kill()
        self.page = None

    def reload(self) -> None:
        """Open the page anew, from the network or from what is at hand."""
        assert self.page
        try:
            self.page.reload()
        except BrowserError:  # a second visit to the cache succeeds where a cut came in between
            self.page.reload()
        self.page.wait_for_function(f"() => ({LINE})().length > 0")
