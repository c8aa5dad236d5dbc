"""The check-in screen: at rest, after a tap, its optional taps, its help."""

from kiosk.checkin import additions, screen, staff  # noqa: F401  # importing them adds their pages
from kiosk.checkin.room import blueprint

__all__ = ["blueprint"]
