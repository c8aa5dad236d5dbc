"""The largest file of each kind: how long it and its undoing take, and hold others up."""

import os
import tempfile
import time
from pathlib import Path

from admin.imports import KINDS, write
from admin.imports.undoing import undo
from kiosk.database import db
from kiosk.settings import Settings
from tests import people
from tests.benchmarks.pages import ENGINES, server_seconds
from tests.benchmarks.table import Row, tell
from tests.importing import a_file, judged, many_rows, time_spent_writing
from wsgi import create_app


def report() -> None:
    """Import 50,000 rows of each kind into a new instance on each engine, and undo that."""
    heads = ("50,000 rows", "whole import, s", "CPU s", "holds the lock, s", "its undoing, s")
    rows = (_row(kind, engine) for engine in ENGINES for kind in KINDS)
    tell(heads, rows)


def _row(kind: str, engine: str) -> Row:
    with tempfile.TemporaryDirectory() as folder, ENGINES[engine]() as url:
        environ = {**os.environ, "KIOSK_INSTANCE": folder, "KIOSK_DATABASE_URL": url}
        app = create_app(Settings.from_environment(environ), lambda: people.NOW)
        with app.app_context(), time_spent_writing() as spent:
            content = a_file(kind, *many_rows(kind))
            begun, processor, server = time.perf_counter(), time.process_time(), server_seconds()
            record = write(judged(kind, content), people.NOW, Path(folder).name)
            whole = time.perf_counter() - begun
            processor, server = time.process_time() - processor, server_seconds() - server
            lock = spent.clock
            undo(record, people.NOW)
            undone = spent.clock
            db.session.remove()
            db.engine.dispose()
    return (
        f"{kind}, {engine}",
        f"{whole:.1f} (to reach: 10)",
        f"{processor:.1f} + {server:.1f}",
        f"{lock:.2f}",
        f"{undone:.2f}",
    )
