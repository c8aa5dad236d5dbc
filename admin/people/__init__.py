"""People and screens: who signs in, which screens are paired, and what was done; managers only."""

from admin.people import log, screens, staff  # noqa: F401  # importing them adds their pages
from admin.people.room import blueprint

__all__ = ["blueprint"]
