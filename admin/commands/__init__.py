"""The command line: `flask --app wsgi …`, one module for each group."""

from flask import Flask

from admin.access.links import announce
from admin.commands import kiosks, people, sites, summary


def set_up(app: Flask) -> None:
    """Add every command group, and what is said when the service starts."""
    for module in (people, sites, kiosks, summary):
        module.set_up(app)

    def announce_here(address: str) -> None:
        with app.app_context():
            announce(address)

    app.extensions["announce"] = announce_here
