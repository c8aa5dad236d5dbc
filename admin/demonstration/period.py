"""Whether these records are a demonstration, and of which days."""

from admin.periods import Period
from kiosk.database import db
from kiosk.models import Demonstration


def demonstration() -> Demonstration | None:
    """The demonstration that fills this service; None where its records are real."""
    return db.session.get(Demonstration, 1)


def told() -> Period | None:
    """The days that every staff page says were made by rule; None where nothing was."""
    made = demonstration()
    return Period(made.from_on, made.to_on) if made else None
