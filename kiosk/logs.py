"""The log: UTC, one JSON object a line, never a comment, an answer, a token or an address."""

import json
import logging
import sys
from datetime import UTC, datetime

from flask import Flask


class JsonLines(logging.Formatter):
    """Writes one record as one line of JSON; `extra={"fields": {…}}` adds its own keys."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without a newline at its end."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up(app: Flask) -> None:
    """Send the application's log to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    app.logger.handlers[:] = [handler]
    app.logger.setLevel(logging.INFO)
    app.logger.propagate = False
