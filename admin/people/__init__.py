"""People and screens: who signs in, which screens are paired, and what was done; managers only."""

from admin.people import (  # noqa: F401  # importing them adds their pages
    cards,
    log,
    looked_after,
    pins,
    screens,
    staff,
)
from admin.people.room import blueprint

__all__ = ["blueprint"]
