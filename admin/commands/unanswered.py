"""The command line while PostgreSQL does not answer: its own programs are named all the same."""

from typing import NoReturn

import click
from flask import Flask
from flask.cli import AppGroup, FlaskGroup

from admin.commands import backup
from kiosk.database import db
from kiosk.settings import Settings


class _NeedingNoRecords(AppGroup):
    """Knows the commands that read no record; at any other it gives the reason and ends."""

    def __init__(self, reason: str) -> None:
        """Give this reason."""
        super().__init__()
        self._reason = reason

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command, if it needs no record."""
        return super().get_command(ctx, cmd_name) or self._end()

    def list_commands(self, ctx: click.Context) -> NoReturn:
        """List nothing: only the whole service knows its commands."""
        self._end()

    def _end(self) -> NoReturn:
        raise SystemExit(self._reason)


def commands_alone(settings: Settings, reason: str) -> Flask:
    """What is left without the records: on the command line `backup` and `restore`, if they may.

    Only where a command is looked up by its name: whoever serves reads the reason. With SQLite
    both commands work on the records themselves, so there they read it too.
    """
    is_embedded = settings.database_url.startswith("sqlite")
    context = click.get_current_context(silent=True)
    if is_embedded or context is None or not isinstance(context.command, FlaskGroup):
        raise SystemExit(reason)
    app = Flask("wsgi", static_folder=None)
    app.config.from_mapping(SETTINGS=settings, SQLALCHEMY_DATABASE_URI=settings.database_url)
    app.cli = _NeedingNoRecords(reason)
    db.init_app(app)
    backup.set_up(app)
    return app
