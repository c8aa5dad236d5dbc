"""Files that wait between their preview and its confirmation, for the one person who chose them.

They may hold comments, so each is a file of mode 600 under a name that nobody can guess, removed
when it is confirmed or left, and a day later at the latest.
"""

import json
import os
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

KEPT_FOR = timedelta(days=1)
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class WaitingFile:
    """A file that was chosen: its kind, its name, its bytes, and by whom."""

    token: str
    kind: str
    name: str
    person_id: int
    content: bytes


def keep(kind: str, name: str, content: bytes, person_id: int, now: datetime) -> str:
    """Keep a file until it is confirmed; returns the token of its preview."""
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    sweep(folder, now)
    token = secrets.token_hex(16)
    head = {"kind": kind, "name": name, "person_id": person_id, "kept_at": now.timestamp()}
    descriptor = os.open(folder / token, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(json.dumps(head).encode() + b"\n" + content)
    return token


def find(token: str, person_id: int, now: datetime) -> WaitingFile | None:
    """The file behind a token; None to anybody else, and when its time is over."""
    if not _TOKEN.fullmatch(token):
        return None
    try:
        head_line, _end, content = (_folder() / token).read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    head = json.loads(head_line)
    if (
        head["person_id"] != person_id
        or now.timestamp() - head["kept_at"] > KEPT_FOR.total_seconds()
    ):
        return None
    return WaitingFile(token, head["kind"], head["name"], person_id, content)


def forget(file: WaitingFile) -> None:
    """Remove a file that was confirmed or left."""
    (_folder() / file.token).unlink(missing_ok=True)


def sweep(folder: Path, now: datetime) -> None:
    """Remove every file older than a day, whoever chose it."""
    for path in folder.glob("*"):
        try:
            with path.open("rb") as file:
                kept_at = json.loads(file.readline())["kept_at"]
        except (ValueError, KeyError, FileNotFoundError):
            kept_at = 0
        if _is_over(kept_at, now):
            path.unlink(missing_ok=True)


def _folder() -> Path:
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / "imports"


def _is_over(kept_at: float, now: datetime) -> bool:
    return now.timestamp() - kept_at > KEPT_FOR.total_seconds()
