"""Whether and how often a site is open, asked for one site at a time."""

from datetime import date

from admin.opening import Closures
from kiosk.models import Site


def is_open(site: Site, day: date) -> bool:
    """Whether a site is open to the public on a day."""
    return Closures.of(site).opens(day)


def open_days(site: Site, first: date, last: date) -> int:
    """How many days from first to last, both included, a site is open to the public."""
    return Closures.of(site).open_days(first, last)
