"""How many forms may come from one address in a minute; no address is kept."""

import hmac
import math
import secrets
import threading
from collections import deque
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(minutes=2)


class Limit:
    """Counts posts of each address in the last minute, in this worker's memory only.

    An address is known by an HMAC under a key that ends with the process, for two minutes.
    """

    def __init__(self, a_minute: int) -> None:
        """Allow so many in a minute; 0 allows any number."""
        self.a_minute = a_minute
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._posts: dict[bytes, deque[datetime]] = {}
        self._swept_at: datetime | None = None

    def wait(self, address: str, now: datetime) -> int:
        """Count one post; 0 where it may pass, else the seconds until one would."""
        if not self.a_minute:
            return 0
        with self._lock:
            self._sweep(now)
            posts = self._posts.setdefault(self._name(address), deque())
            # A clock that was set back must not keep anybody waiting.
            while posts and not now - WINDOW < posts[0] <= now:
                posts.popleft()
            if len(posts) >= self.a_minute:
                return max(1, math.ceil((posts[0] + WINDOW - now).total_seconds()))
            posts.append(now)
            return 0

    def _name(self, address: str) -> bytes:
        return hmac.digest(self._key, address.encode(), "sha256")

    def _sweep(self, now: datetime) -> None:
        if self._swept_at is not None and timedelta(0) <= now - self._swept_at < WINDOW:
            return
        self._swept_at = now
        oldest = now - FORGOTTEN_AFTER + WINDOW
        self._posts = {
            name: posts for name, posts in self._posts.items() if posts and posts[-1] > oldest
        }
