"""A tablet at the door: a paired Chromium, and a network that can be cut and mended."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from flask import Flask
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import BrowserContext, BrowserType, Page, expect
from sqlalchemy import select
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from kiosk.clock import system_clock
from kiosk.database import db
from kiosk.models import Visit
from tests import people
from tests.client import Client
from tests.conftest import World
from tests.screens import TOKEN, pair
from tests.serving import free_port

TALL = {"width": 1080, "height": 1920}
WELCOME = "Welcome. Come on in."
SENT = "All visits sent"
COURSE, ADVICE, WORK = "A course or group", "Pathways Advice", "Work and volunteering"


# Ends when what a page has begun to write about the visit that is over is on the disk.
SEALED = """
async () => {
  await navigator.locks.query();
  const open = indexedDB.open('kiosk-' + document.body.dataset.installation);
  await new Promise(done => { open.onsuccess = done; });
  const all = open.result.transaction(['current'], 'readwrite', { durability: 'strict' });
  all.objectStore('current').count();
  await new Promise(done => { all.oncomplete = done; });
  open.result.close();
}
"""


class _Silent(WSGIRequestHandler):
    def log(self, *args: object, **kwargs: object) -> None:
        """Say nothing of each request."""


class Network:
    """The application behind one address, which can be cut off and come back."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.ahead = timedelta()
        self.server: BaseWSGIServer | None = None
        self.mend()

    def now(self) -> datetime:
        """The clock on the wall, ahead by what tests let go by."""
        return system_clock() + self.ahead

    def let_go_by(self, page: Page, ms: int) -> None:
        """Let time go by on the screen and at the service alike."""
        self.ahead += timedelta(milliseconds=ms)  # first: what is sent then is judged by it
        page.clock.fast_forward(ms)

    def mend(self) -> None:
        """Answer again."""
        self.server = make_server(
            "127.0.0.1", self.port, self.app, threaded=True, request_handler=_Silent
        )
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def cut(self) -> None:
        """Refuse every connection."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None


@contextmanager
def network_of(world: World) -> Iterator[Network]:
    """The application by the clock on the wall, since a browser has no other."""
    kept = world.app.config["CLOCK"]
    network = Network(world.app)
    world.app.config["CLOCK"] = network.now
    with world.app.app_context():
        yield network
        network.cut()
        db.session.remove()
    world.app.config["CLOCK"] = kept


class Tablet:
    """A browser with a folder of its own, so that it can be killed and opened again."""

    def __init__(
        self, kind: BrowserType, launch: dict[str, Any], folder: Path, network: Network
    ) -> None:
        self.kind, self.launch, self.folder, self.network = kind, launch, folder, network
        self.context: BrowserContext | None = None
        # Chromium writes cookies down within half a minute: a screen was paired longer ago.
        self.cookies: list[SetCookieParam] = []

    def open(self, **options: Any) -> Page:
        """Switch it on: the check-in screen, or what there is of it."""
        launch = {name: value for name, value in self.launch.items() if name != "headless"}
        self.context = self.kind.launch_persistent_context(
            str(self.folder),
            viewport=TALL,
            has_touch=True,
            locale="en-GB",
            base_url=self.network.address,
            **launch,
            **options,
        )
        self.context.add_cookies(self.cookies)
        page = self.context.pages[0]
        page.clock.install(time=self.network.now())
        return page

    def pair(self, slug: str = "walton", name: str = "Front door") -> str:
        """Give it the cookie of a screen; the id of the pairing."""
        assert self.context
        kiosk = people.a_kiosk(slug, name)
        installation = pair(Client(self.network.app), kiosk)
        expires = datetime.now(UTC).timestamp() + 86_400
        address = self.network.address
        cookie: SetCookieParam = {"name": "kiosk", "value": f"{TOKEN}{kiosk.id}", "url": address}
        self.cookies = [{**cookie, "expires": expires}]
        self.context.add_cookies(self.cookies)
        return str(installation.id)

    def kill(self) -> None:
        """Pull the plug: every process of this browser dies at once."""
        mine = [
            process
            for process in psutil.process_iter(["cmdline"])
            if f"--user-data-dir={self.folder}" in (process.info["cmdline"] or [])
        ]
        assert mine
        for process in [*mine, *(child for one in mine for child in one.children(recursive=True))]:
            if process.is_running():
                process.kill()
        psutil.wait_procs(mine)
        self.context = None

    def close(self) -> None:
        """Switch it off."""
        if self.context:
            self.context.close()
        self.context = None


def tap(page: Page, tile: str = COURSE) -> None:
    """Touch a tile and read the welcome, which is drawn anew for each visit."""
    page.evaluate("() => document.querySelector('.band')?.classList.add('seen')")
    page.get_by_role("button", name=tile).tap()
    expect(page.locator(".band:not(.seen) .band__words")).to_have_text(WELCOME)
    wake(page)


def wake(page: Page) -> None:
    """Let the strip's first second be over, in which it takes no touch: it goes by in real time."""
    page.evaluate(
        "() => document.getAnimations().filter(each => each.animationName === 'wake')"
        ".forEach(each => each.finish())"
    )


def ready(page: Page) -> None:
    """Wait until the page is kept on the device and its quiet line speaks."""
    expect(page.locator("#sync-line")).not_to_be_empty()
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")


def visits() -> list[Visit]:
    """What the service has stored, in the order of the taps."""
    db.session.rollback()
    query = select(Visit).order_by(Visit.tapped_at, Visit.seq, Visit.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def over(page: Page, ms: int = 8_100) -> None:
    """Let eight seconds go by: band and strip go, and the visit is sealed."""
    page.clock.fast_forward(ms)
    sealed(page)


def sealed(page: Page) -> None:
    """Wait until the visit is sealed: seconds let go by over a write break it off."""
    expect(page.locator(".greeting")).to_be_visible()
    page.evaluate(SEALED)
