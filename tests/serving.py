"""The application as a site runs it: gunicorn in a process of its own, on a fresh instance."""

import os
import re
import selectors
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Served:
    """A running service; `said` is what it printed until it was ready.

    `seconds_to_start` leaves out how long it queued for a processor while other programs ran.
    """

    def __init__(
        self,
        instance: Path,
        database_url: str = "",
        before: tuple[str, ...] = (),
        application: str = "wsgi:create_app()",
        root: Path = ROOT,
        program: tuple[str, ...] = (),
        **environ: str,
    ) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environ = {
            **{name: value for name, value in os.environ.items() if "KIOSK" not in name},
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "KIOSK_INSTANCE": str(instance),
            "KIOSK_DATABASE_URL": database_url,
            **environ,
        }
        self.started_by_another = bool(before or program)
        self.process = subprocess.Popen(
            program or [*before, sys.executable, "-m", "gunicorn", application],
            cwd=root,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        begun = time.monotonic()
        self.said = self._read_until_ready()
        self.seconds_to_start = time.monotonic() - begun - self._seconds_queued()

    def _seconds_queued(self) -> float:
        """What Linux counted of the process's waiting for a processor; 0 where it counts none."""
        counted = Path(f"/proc/{self.process.pid}/schedstat")
        return int(counted.read_text().split()[1]) / 1e9 if counted.exists() else 0.0

    def _read_until_ready(self) -> str:
        """Read what is printed until a connection is answered, 30 s at most."""
        assert self.process.stdout
        lines = ""
        selector = selectors.DefaultSelector()
        selector.register(self.process.stdout, selectors.EVENT_READ)
        until = time.monotonic() + 30
        while time.monotonic() < until and self.process.poll() is None:
            if selector.select(timeout=0.05):
                lines += os.read(self.process.stdout.fileno(), 65536).decode()
            if self.address in lines and self._answers():
                selector.close()
                return lines
        raise AssertionError(f"it did not start: {lines}")

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
                return connection.recv(12).startswith(b"HTTP/1.")
        except OSError:
            return False

    @property
    def set_up_link(self) -> str:
        """The one-time link that it printed for the first manager."""
        found = re.search(rf"{self.address}/admin/set-up/\S+", self.said)
        assert found, f"no set-up link in: {self.said}"
        return found.group()

    def flask(self, *words: str, typed: str = "") -> str:
        """Run one of the project's commands on the same instance; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=ROOT,
            env=self.environ,
            input=typed,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def stop(self) -> None:
        """End it and wait until it has ended."""
        children = psutil.Process(self.process.pid).children()
        # A tracer passes no signal on: end what it traces.
        (children[0] if self.started_by_another else self.process).terminate()
        self.process.wait(timeout=20)
        assert self.process.stdout
        self.process.stdout.close()
