"""The number of a page in an address, as anybody may have written it."""

from flask import request

LAST = 100_000  # further than any list goes; without it a database could not take the offset


def page_asked() -> int:
    """The page that the address asks for, from 1."""
    return min(max(1, request.args.get("page", 1, type=int)), LAST)
