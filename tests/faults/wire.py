"""The wire between the tablet and the service: it can be cut, lose answers, repeat and re-order."""

import http.client
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOP = {"connection", "keep-alive", "transfer-encoding", "x-ahead"}
KEPT_BATCHES = 12


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answered:
    """One answer as it came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


Mischief = Callable[[Asked], Answered | None]


class Wire:
    """A proxy on a port of its own. `mischief` is done to the next batch that has visits.

    `clock` is the file that tells the service how far ahead tests have let time go by.
    """

    def __init__(self, clock: Path) -> None:
        self.clock = clock
        self.ahead = 0
        self.to: int | None = None
        self.is_cut = False
        self.seconds_late = 0.0
        self.mischief: Mischief | None = None
        self.batches: deque[Asked] = deque(maxlen=KEPT_BATCHES)
        self._turn = threading.Lock()
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except OSError:
                    self.close_connection = True  # whoever asked is gone

            def do_GET(self) -> None:
                wire.pass_on(self)

            do_POST = do_GET  # noqa: N815  # the library's name

            def log_message(self, *args: object) -> None:
                """Say nothing of each request."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.address = f"http://localhost:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def let_go_by(self, ahead: int) -> None:
        """Set the service's clock so many milliseconds ahead, never back."""
        with self._turn:
            self.ahead = max(self.ahead, ahead)
            new = self.clock.with_suffix(".new")
            new.write_text(str(self.ahead))
            new.replace(self.clock)

    def pass_on(self, handler: BaseHTTPRequestHandler) -> None:
        """One request there and back, or neither."""
        length = int(handler.headers.get("Content-Length") or 0)
        asked = Asked(
            handler.command, handler.path, dict(handler.headers), handler.rfile.read(length)
        )
        if ahead := handler.headers.get("X-Ahead"):
            self.let_go_by(int(float(ahead)))
        answered = None if self.is_cut else self._answer(asked)
        if answered is None or self.is_cut:
            handler.close_connection = True
            return
        handler.send_response_only(answered.status)
        for name, value in answered.headers:
            if name.lower() not in HOP | {"content-length"}:
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(answered.body)))
        handler.end_headers()
        handler.wfile.write(answered.body)

    def _answer(self, asked: Asked) -> Answered | None:
        if self.seconds_late:
            threading.Event().wait(self.seconds_late)
        if asked.path != "/sync" or b'"visits":[{' not in asked.body:
            return self.forward(asked)
        mischief, self.mischief = self.mischief, None
        answered = mischief(asked) if mischief else self.forward(asked)
        self.batches.append(asked)
        return answered

    def forward(self, asked: Asked, part: float = 1) -> Answered | None:
        """Ask the service; None where it does not answer. A part of a body is never answered."""
        if self.to is None:
            return None
        connection = http.client.HTTPConnection("127.0.0.1", self.to, timeout=30)
        headers = {name: text for name, text in asked.headers.items() if name.lower() not in HOP}
        try:
            if part < 1:
                connection.putrequest(asked.method, asked.path, skip_host=True)
                for name, text in headers.items():
                    connection.putheader(name, text)
                connection.endheaders(asked.body[: int(len(asked.body) * part)])
                return None
            connection.request(asked.method, asked.path, asked.body or None, headers)
            answer = connection.getresponse()
            return Answered(answer.status, answer.getheaders(), answer.read())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def close(self) -> None:
        """Stop listening."""
        self.server.shutdown()
        self.server.server_close()
