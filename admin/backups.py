"""Copies of the SQLite database: made while it is in use, checked, put back in its place."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic.script import ScriptDirectory

from kiosk import clock
from kiosk.database import MIGRATIONS

OURS = {"alembic_version", "site", "visit", "evaluation"}
BESIDE = ("-wal", "-shm")


class UnsoundError(Exception):
    """A file cannot be used as a copy of the database; the text is a sentence that says why."""


class InUseError(Exception):
    """Another program has the database open."""


@dataclass(frozen=True)
class Contents:
    """What a sound database holds: the migration it stands at, and how many rows of each kind."""

    version: str
    rows: dict[str, int]

    @property
    def is_known(self) -> bool:
        """Whether this version of the service knows the migration, its own or an older one."""
        known = {each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
        return self.version in known


def read_contents(file: Path, *, live: bool = False) -> Contents:
    """Check every page, every link between records, and count. Raises UnsoundError."""
    try:
        with closing(_open_to_read(file, live=live)) as connection:
            _check(connection)
            return _count(connection)
    except sqlite3.DatabaseError as problem:
        raise UnsoundError(f"It is not a database, or it is damaged ({problem}).") from problem


def _open_to_read(file: Path, *, live: bool) -> sqlite3.Connection:
    """A connection that changes nothing; nothing beside a copy either, where no log is there."""
    how = "mode=ro" if live or Path(f"{file}-wal").exists() else "immutable=1"
    return sqlite3.connect(f"{file.resolve().as_uri()}?{how}", uri=True, isolation_level=None)


def _check(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise UnsoundError(f"It is damaged: {' '.join(found.split())}.")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not tables >= OURS:
        raise UnsoundError("It is a database, but not one of this service’s.")
    astray = connection.execute("PRAGMA foreign_key_check").fetchall()
    if astray:
        raise UnsoundError(f"It is damaged: {len(astray)} records name others that are missing.")


def _count(connection: sqlite3.Connection) -> Contents:
    version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if version is None:
        raise UnsoundError("It does not say which version of this service made it.")
    query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    names = [name for (name,) in connection.execute(query) if name != "alembic_version"]
    counts = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 a name that SQLite gave
        for name in names
        if not name.startswith("sqlite_")
    }
    return Contents(version[0], counts)


def make_copy(database: Path, target: Path, *, replace: bool) -> Contents:
    """A checked copy under a name that is never seen half full. Raises FileExistsError, OSError.

    `VACUUM INTO` reads one moment of the database while others write, and leaves out whatever was
    deleted: a comment that somebody redacted is in no free page of the copy.
    """
    with _unnamed(target) as part:
        _vacuum(database, part, live=True)
        contents = read_contents(part)
        if replace:
            part.replace(target)
        else:
            os.link(part, target)  # unlike a renaming, it fails where the name is taken
        _sync(target.parent)
    return contents


def _vacuum(database: Path, part: Path, *, live: bool) -> None:
    with closing(_open_to_read(database, live=live)) as connection:
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("VACUUM INTO ?", (str(part),))
    _sync(part)  # SQLite leaves this to whoever asked for the copy


@contextmanager
def _unnamed(target: Path) -> Iterator[Path]:
    """A file beside the target, for its owner's eyes only, gone at the end whatever happens."""
    descriptor, name = tempfile.mkstemp(
        prefix=f".{target.name}.", suffix=".part", dir=target.parent
    )
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_back(copy: Path, database: Path, now: datetime) -> tuple[Contents, Path]:
    """Put a checked copy in the database's place; what it holds, and where the old one is kept.

    Raises UnsoundError before anything is replaced, and InUseError. A crash at any moment leaves
    the old database or the new one, whole.
    """
    with _unnamed(database) as part:
        read_contents(copy)
        _vacuum(copy, part, live=False)
        contents = read_contents(part)
        _fold_in(database)
        kept = _keep(database, now)
        for suffix in BESIDE:  # a log of the old database must never be read into the new one
            Path(f"{database}{suffix}").unlink(missing_ok=True)
        part.replace(database)
        _sync(database.parent)
    return contents, kept


def _fold_in(database: Path) -> None:
    """Write what waits in the log into the old database; InUseError where another has it open."""
    try:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=1)) as connection:
            # Leaving WAL needs the file alone, so that it also shows who else has it open.
            connection.execute("PRAGMA journal_mode = delete")
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorname in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            raise InUseError from problem
        raise
    except sqlite3.DatabaseError:
        return  # so damaged that it can only be kept as it is, its log beside it


def _keep(database: Path, now: datetime) -> Path:
    """The old database, and a log that could not be folded in, under a dated name beside it."""
    moment = f"{now.astimezone(clock.LONDON):%Y-%m-%d-%H%M%S}"
    kept = Path(f"{database}.replaced-{moment}")
    for suffix in ("", *BESIDE):
        file = Path(f"{database}{suffix}")
        if file.exists():
            shutil.copy2(file, f"{kept}{suffix}") if suffix else os.link(file, kept)
    return kept
