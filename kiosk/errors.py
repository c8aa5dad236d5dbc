"""What a person sees when something goes wrong: a sentence, a next step, never a traceback."""

import traceback
import uuid
from pathlib import Path

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from kiosk.database import db

OURS = Path(__file__).resolve().parent.parent
MOST_OWN, MOST_OTHERS = 8, 2  # lines of a failure that the log keeps
JSON_PATHS = ("/sync", "/healthz")
SENTENCES = {
    400: (_l("That did not come through"), _l("Go back, check what you entered and try again.")),
    401: (_l("This screen is not paired"), _l("Please ask a member of staff.")),
    403: (_l("This page is not open to you"), _l("Start again from the first page.")),
    404: (
        _l("There is no page here"),
        _l("Check the address, or start again from the first page."),
    ),
    405: (_l("That cannot be done here"), _l("Start again from the first page.")),
    413: (_l("That is too large"), _l("Send less at once, or a smaller file.")),
    429: (_l("Please wait a minute"), _l("Many forms came at once. Keep this page and try again.")),
    500: (_l("Something went wrong here"), _l("It is not your fault. Please try again.")),
    503: (_l("We are busy for a moment"), _l("Nothing was lost. Please try again in a minute.")),
}

ONLY_MANAGERS = (_l("Only a manager can open this page"), _l("Ask a manager."))
NOT_FROM_THE_SCREEN = (
    _l("This did not come from the screen’s own page"),
    _l("Please ask a member of staff."),
)
SCREEN_PATHS = ("/sync", "/check-in", "/pair", "/screen")
ANSWERS_SENT_TO = ("/f/", "/screen/feedback")
NOT_STORED = "kiosk/checkin/not_stored.html"


def set_up(app: Flask) -> None:
    """Answer every error with the same page, or with JSON where a device asked."""
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(OperationalError, _show_busy)
    app.register_error_handler(Exception, _show_unexpected)


def _show(error: HTTPException, error_id: str | None = None) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error
    headers = {n: v for n, v in error.get_headers() if n in ("Retry-After", "Allow")}
    heading, next_step = _words(code, request.path)
    if request.path in JSON_PATHS:
        return jsonify(error=f"{heading}. {next_step}"), code, headers
    page = render_template(
        _template(code),
        heading=heading,
        sentence=next_step,
        error_id=error_id,
        may_look_for_course=code == 404 and request.path.lower().startswith("/f/"),
        carried=_answers() if code >= 500 else [],
    )
    return page, code, headers


def _template(code: int) -> str:
    """A screen's pages wear its frame and lead back by themselves: nobody has a keyboard there."""
    if code >= 500 and request.method == "POST" and request.path == "/check-in":
        return NOT_STORED  # never welcome somebody whose visit is not stored
    on_a_screen = request.path == "/" or request.path.startswith(SCREEN_PATHS)
    return "errors/screen.html" if on_a_screen else "errors/error.html"


def _answers() -> list[tuple[str, str]]:
    """What somebody answered and we could not keep, to be sent again from the page that says so."""
    if request.method != "POST" or not request.path.lower().startswith(ANSWERS_SENT_TO):
        return []
    return list(request.form.items(multi=True))


def _words(code: int, path: str) -> tuple[LazyString, LazyString]:
    """What happened and what to do next, as the people at this address would ask."""
    if code == 403 and path.startswith("/admin"):
        return ONLY_MANAGERS
    if code == 403 and path.startswith(SCREEN_PATHS):
        return NOT_FROM_THE_SCREEN
    return SENTENCES.get(code, SENTENCES[400 if code < 500 else 500])


def _show_busy(error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    _log("database did not answer", error)
    return _show(ServiceUnavailable(retry_after=5))


def _show_unexpected(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    return _show(HTTPException(_("Something went wrong here")), error_id=_log("failed", error))


def _log(event: str, error: Exception) -> str:
    """Log where it failed, never the values, which may be answers; returns the id to quote."""
    error_id = uuid.uuid4().hex[:8]
    fields = {"error_id": error_id, "kind": type(error).__name__, "where": _where(error)}
    current_app.logger.error(event, extra={"fields": fields})
    return error_id


def _where(error: Exception) -> list[str]:
    """The innermost lines of our own; then, apart, the innermost of all where it is not ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(OURS)]
    ours = [frame for frame in ours if "site-packages" not in frame.filename]
    others = frames[-MOST_OTHERS:] if not ours or frames[-1] is not ours[-1] else []
    named = [f"{Path(frame.filename).relative_to(OURS)}:{frame.lineno}" for frame in ours]
    also = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in others]
    return named[-MOST_OWN:] + also
