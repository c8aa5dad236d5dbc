"""Flask, without what it asks at every request and the answer to which is known beforehand."""

from collections.abc import Callable
from typing import Any

from flask import Flask


class Application(Flask):
    """Where every view, and whatever runs before or after it, is a plain function."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:  # Any: any view
        """The function as it is: Flask would look, eight times a request, for a coroutine."""
        return func
