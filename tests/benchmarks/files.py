"""Files of 100,000 rows: how long each takes, and how much memory it needs above an idle server."""

import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.database import db
from tests import people
from tests.benchmarks.pages import application, made
from tests.benchmarks.table import Row, tell
from tests.benchmarks.worlds import Size
from tests.client import Client
from tests.staff import sign_in

WORLD = Size(sites=3, years=1, visits=100_000, forms=1_900, runs_a_year=100)
MOST_MB = 60


def report() -> None:
    """Make the world once, and each kind of file in it."""
    with tempfile.TemporaryDirectory() as folder:
        made(folder, WORLD)
        tell(("100,000 visits", "CPU s", "MB above idle"), _rows(folder))


def _rows(folder: str) -> Iterator[Row]:
    """In a process of its own for each: memory that was freed once would hide the next."""
    for ending in ("csv", "xlsx"):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, megabytes = pool.apply(taken, [folder, ending])
        yield f"as {ending.upper()}", f"{seconds:.1f}", f"{megabytes:.0f} (to reach: {MOST_MB})"


def taken(folder: str, ending: str) -> tuple[float, float]:
    """The seconds of CPU and the megabytes that one file takes, read as it is sent."""
    app = application(folder)
    with app.app_context():
        browser = sign_in(Client(app), people.a_person(f"{ending}@example.org", "manager"))
        whole = f"from={WORLD.first}&to={WORLD.ends}"
        _read(browser, f"/admin/export/headcounts.{ending}?{whole}")
        idle = _begin_anew()
        begun = time.process_time()
        _read(browser, f"/admin/export/visits.{ending}?{whole}")
        seconds = time.process_time() - begun
        db.engine.dispose()
    return seconds, (_memory("VmHWM") - idle) / 1024


def _read(browser: Client, address: str) -> None:
    response = browser.flask.get(address, base_url="http://localhost")
    assert response.status_code == 200, response.location
    for _part in response.response:  # let go of at once, as a server does
        pass
    response.close()


def _begin_anew() -> int:
    """Forget the highest memory so far; the kilobytes in use now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _memory("VmRSS")


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))
