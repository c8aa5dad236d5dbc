"""The command line: `flask --app wsgi …`."""

from flask import Flask


def set_up(app: Flask) -> None:
    """Add every command group to the application."""
    app.extensions["announce"] = lambda address: None
