"""Who uses the database: each process holds a shared lock on its folder for as long as it runs.

A server between two requests may have no connection of its own. Were the file replaced beneath
it then, its next request would meet a database that it never checked.
"""

import fcntl
import os
import weakref
from pathlib import Path

from flask import Flask


def hold(app: Flask, database: Path) -> None:
    """Say that this process, and what is forked from it, uses the database; waits for a restore.

    The folder carries the lock: a restore replaces the file, and SQLite keeps locks of its own on
    it, which closing any other descriptor of that file would take away.
    """
    descriptor = os.open(database.parent, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    app.config["IN_USE"] = descriptor
    weakref.finalize(app, os.close, descriptor)


def keep_others_out(app: Flask) -> bool:
    """Have the database alone until this process ends; False where another process uses it."""
    try:
        fcntl.flock(app.config["IN_USE"], fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
