"""The command line: `flask --app wsgi …`, one module for each group."""

from flask import Flask

from admin.access.links import announce
from admin.commands import backup, imports, report, summary
from admin.commands.demo import demo
from admin.commands.kiosks import group as kiosks
from admin.commands.people import group as people
from admin.commands.sites import group as sites
from admin.commands.tally import tally


def set_up(app: Flask) -> None:
    """Add every command group, and what is said when the service starts."""
    for group in (people, sites, kiosks):
        app.cli.add_command(group)
    summary.set_up(app)
    backup.set_up(app)
    imports.set_up(app)
    app.cli.add_command(demo)
    app.cli.add_command(tally)
    report.set_up(app)

    def announce_here(address: str) -> None:
        with app.app_context():
            announce(address)

    app.extensions["announce"] = announce_here
