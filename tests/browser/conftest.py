"""A real Chromium against the real application, with nothing reachable but this machine."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import BrowserType, Page
from sqlalchemy import make_url
from werkzeug.serving import WSGIRequestHandler, make_server

from kiosk.database import db
from tests.browser.tablet import Network, Tablet, network_of, ready
from tests.conftest import World

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chromium-headless-shell",
)
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def chromium() -> str | None:
    """Where an installed Chromium is: named in the environment, or on the path."""
    found = (shutil.which(name) for name in NAMES)
    return os.environ.get("KIOSK_CHROMIUM") or next((path for path in found if path), None)


def whole_chromium() -> str | None:
    """A Chromium that brings pages back as they were left: its headless shell never does."""
    named = os.environ.get("KIOSK_CHROMIUM", "")
    found = (shutil.which(name) for name in (named, *NAMES) if name and "shell" not in name)
    return next((path for path in found if path), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    missing = pytest.mark.skip(reason="Chromium is missing: apt-get install chromium")
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if chromium() is None and not os.environ.get("CI"):
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How to start the installed Chromium; as root it cannot have its sandbox."""
    executable = chromium()
    assert executable, "Chromium is missing: apt-get install chromium"
    return {
        "executable_path": executable,
        "chromium_sandbox": os.geteuid() != 0,
        "args": QUIET,
    }


class _Silent(WSGIRequestHandler):
    def log(self, *args: object, **kwargs: object) -> None:
        """Say nothing of each request."""


@pytest.fixture
def live(world: World) -> Iterator[str]:
    """The address of the application, served in a thread with the test's own clock."""
    server = make_server("127.0.0.1", 0, world.app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    with world.app.app_context():
        yield f"http://127.0.0.1:{server.server_port}"
        db.session.remove()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser_context_args(live: str) -> dict[str, Any]:
    """Every page begins at the application's address, in British English."""
    return {"base_url": live, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def phone(browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A learner's phone: 360 × 740, touch."""
    context = browser.new_context(
        **browser_context_args, viewport={"width": 360, "height": 740}, has_touch=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def fresh_database(engine: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of this test's own on PostgreSQL; on SQLite its folder's, ""."""
    if engine == "sqlite":
        yield ""
        return
    shared = request.getfixturevalue("postgresql")
    name = f"fresh_{os.getpid()}"
    with psycopg.connect(shared, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield make_url(shared).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def network(world: World) -> Iterator[Network]:
    """The application, and a network to cut."""
    with network_of(world) as network:
        yield network


@pytest.fixture
def tablet(
    network: Network,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> Iterator[Tablet]:
    """A tablet that is not yet paired."""
    tablet = Tablet(browser_type, browser_type_launch_args, tmp_path / "tablet", network)
    yield tablet
    tablet.close()


@pytest.fixture
def kept_page(tablet: Tablet) -> Page:
    """The paired screen at Walton's front door, with all that it keeps in place."""
    page = tablet.open()
    tablet.pair()
    page.goto("/")
    ready(page)
    return page
