"""A screen at the door that is not paired: its pages forget whoever was there, and lead home.

The resting page marks its links so, and the mark goes along from page to page in the address: no
cookie is needed, and a learner's own phone, which comes by a poster, never meets it.
"""

from flask import Flask, has_request_context, request

MARK = {"shared": "1"}
OPEN_PAGES = ("feedback.", "about.", "access.sign_in")


def set_up(app: Flask) -> None:
    """Carry the mark along, and tell templates of it."""
    app.url_defaults(_keep_mark)
    app.context_processor(lambda: {"on_shared_screen": is_shared()})


def is_shared() -> bool:
    """Whether this page is looked at on a screen that many people use."""
    if not has_request_context() or not request.query_string:  # most addresses have none to read
        return False
    return request.args.get("shared") == MARK["shared"]


def mark_for_visitors() -> dict[str, str]:
    """What the resting page's links carry; nothing on somebody's own phone, which has no queue."""
    agent = request.headers.get("User-Agent", "")
    is_telephone = "Mobile" in agent and "iPad" not in agent
    return {} if is_telephone else MARK


def _keep_mark(endpoint: str, values: dict[str, object]) -> None:
    if endpoint.startswith(OPEN_PAGES) and is_shared():
        values.setdefault("shared", MARK["shared"])
