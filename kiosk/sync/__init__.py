"""POST /sync: what a kiosk kept while it was on its own, taken in whole and in order."""

from kiosk.sync.post import blueprint

__all__ = ["blueprint"]
