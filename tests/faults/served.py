"""What gunicorn serves while faults are put in: the application, by a clock that tests move."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask

import wsgi
from kiosk.clock import system_clock


def clock_of(file: Path) -> datetime:
    """The machine's clock, ahead by the milliseconds that a file tells."""
    ahead = int(file.read_text()) if file.exists() else 0
    return system_clock() + timedelta(milliseconds=ahead)


def create_app() -> Flask:
    """The application by that clock."""
    file = Path(os.environ["FAULTS_CLOCK"])
    return wsgi.create_app(clock=lambda: clock_of(file))
