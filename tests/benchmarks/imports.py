"""The largest file of each kind: how long it and its undoing take, and hold others up."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from admin.imports import KINDS, write
from admin.imports.undoing import undo
from kiosk.database import db
from kiosk.settings import Settings
from tests import people
from tests.importing import a_file, judged, many_rows, time_spent_writing
from wsgi import create_app


def report(say: Callable[[str], None]) -> None:
    """Import 50,000 rows of each kind into a new instance, on SQLite, and undo that."""
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            environ = {**os.environ, "KIOSK_INSTANCE": folder, "KIOSK_DATABASE_URL": ""}
            app = create_app(Settings.from_environment(environ), lambda: people.NOW)
            with app.app_context(), time_spent_writing() as spent:
                content = a_file(kind, *many_rows(kind))
                begun = time.perf_counter()
                record = write(judged(kind, content), people.NOW, Path(folder).name)
                whole, lock, processor = time.perf_counter() - begun, spent.clock, spent.processor
                undo(record, people.NOW)
                db.session.remove()
                db.engine.dispose()
        say(
            f"import of 50,000 {kind:<12} {whole:>5.1f} s (to reach: 10)   holds the lock"
            f" {lock:.2f} s, processor {processor:.2f} s (to reach: 1)   its undoing"
            f" {spent.clock:.2f} s, {spent.processor:.2f} s"
        )
