"""The overview of a year, everything on it: the server's time in a small and a large world."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from sqlalchemy import event

from kiosk.database import db, writing
from kiosk.settings import Settings
from tests import people
from tests.benchmarks.worlds import A_YEAR, FIVE_YEARS, Size, fill
from tests.client import Client
from tests.staff import sign_in
from wsgi import create_app

ROUNDS = 9
WORLDS = (
    ("41,200 visits, 1,900 forms", A_YEAR, 50),
    ("5 million visits, 200,000 forms", FIVE_YEARS, 150),
)


def made(instance: Path, size: Size, database_url: str = "") -> tuple[Flask, float]:
    """An application whose world is filled, and the seconds that took."""
    environ = {
        **os.environ,
        "KIOSK_INSTANCE": str(instance),
        "KIOSK_DATABASE_URL": database_url,
        "KIOSK_PUBLIC_URL": "http://localhost",
    }
    app = create_app(Settings.from_environment(environ), lambda: people.NOW)
    begun = time.perf_counter()
    with app.app_context():
        fill(size)
    return app, time.perf_counter() - begun


def seconds_of_page(app: Flask, size: Size, rounds: int = ROUNDS) -> tuple[list[float], int, int]:
    """How long the page takes each time, its queries, and its characters."""
    queries = []
    with app.app_context():
        event.listen(db.engine, "after_cursor_execute", lambda *about: queries.append(about[2]))
        person = people.a_person("mo@example.org", "manager")
        with writing():  # who was never here before is told of all that was ever left unread
            person.previously_signed_in_at = people.NOW
        browser = sign_in(Client(app), person)
        address = f"/admin/?from={size.ends.year - 1}-04-01&to={size.ends}"
        taken = []
        for _ in range(rounds):
            queries.clear()
            begun = time.perf_counter()
            response = browser.flask.get(address, base_url="http://localhost")
            text = response.get_data(as_text=True)
            taken.append(time.perf_counter() - begun)
            assert response.status_code == 200, response.location
    return taken, len(queries), len(text)


def report(say: Callable[[str], None]) -> None:
    """Make each world and say how long its overview takes the server, on SQLite."""
    for name, size, most in WORLDS:
        with tempfile.TemporaryDirectory() as folder:
            app, made_in = made(Path(folder), size)
            taken, queries, _characters = seconds_of_page(app, size)
            with app.app_context():
                db.engine.dispose()
        median = statistics.median(taken[1:]) * 1000
        say(
            f"overview of a year, {name:<32} {median:>6.0f} ms (to reach: {most})"
            f"   {queries} queries   world made in {made_in:.0f} s"
        )
