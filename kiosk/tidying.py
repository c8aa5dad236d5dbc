"""Text from outside without what no keyboard types: controls, and marks that turn reading round."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.datastructures.structures import iter_multi_items

# PostgreSQL keeps no NUL; the embeddings, overrides and isolates of two directions (U+202A to
# U+202E, U+2066 to U+2069) would reverse the rest of a heading. Tab, line feed and carriage return
# stay, and so do the joiners, without which some languages and emoji cannot be written.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def without_invisible(text: str) -> str:
    """The same text without those characters."""
    return _INVISIBLE.sub("", text)


def tidy(typed: str | None) -> str:
    """What was typed, with one kind of line end, nothing invisible and no empty edges."""
    lines = (typed or "").replace("\r\n", "\n").replace("\r", "\n")
    return without_invisible(lines).strip()


def one_line(typed: str | None) -> str:
    """What was typed as one line, its white space made single."""
    return " ".join(without_invisible(typed or "").split())


class TidyValues(ImmutableMultiDict[str, Any]):  # Any: files stand in one too, as they are
    """The fields of a form or of an address; whatever a view reads of them is tidy."""

    def __init__(self, mapping: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None):
        """Keep these values without invisible characters."""
        found = iter_multi_items(mapping) if mapping is not None else ()
        tidied = _INVISIBLE.sub
        super().__init__(
            [
                (tidied("", name), tidied("", value) if isinstance(value, str) else value)
                for name, value in found
            ]
        )


class TidyRequest(Request):
    """A request whose form and query are tidy before anything reads them."""

    parameter_storage_class = TidyValues


def set_up(app: Flask) -> None:
    """Read every request so; an address with such characters in its path leads to no page."""
    app.request_class = TidyRequest
    app.before_request(_refuse_invisible)


def _refuse_invisible() -> None:
    if _INVISIBLE.search(request.path):
        abort(404)
