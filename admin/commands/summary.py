"""`summary`: every figure of a period as JSON."""

from flask import Flask


def set_up(app: Flask) -> None:
    """Add the command."""
