"""The service as a site runs it, by a clock that tests move, killed and restored at will."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

import psutil
import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import select

import wsgi
from kiosk.database import db, writing
from kiosk.devices import pair_device
from kiosk.models import Installation, Kiosk, Visit
from tests import people
from tests.conftest import make_settings
from tests.faults.served import clock_of
from tests.faults.wire import Wire
from tests.serving import ROOT, Served


class Service:
    """gunicorn on one database, and copies of that to go back to."""

    def __init__(self, folder: Path, database_url: str = "", root: Path = ROOT) -> None:
        self.folder, self.url, self.root = folder, database_url, root
        self.clock = folder / "clock"
        self.wire = Wire(self.clock)
        self.served: Served | None = None
        self.kiosk = 0
        self.app = wsgi.create_app(make_settings(folder, database_url), self.now)
        self.start()

    def now(self) -> datetime:
        """The moment that it is here and there."""
        return clock_of(self.clock)

    def start(self) -> None:
        """Start gunicorn, where it does not run."""
        if self.served is None:
            self.served = Served(
                self.folder,
                self.url,
                application="tests.faults.served:create_app()",
                root=self.root,
                FAULTS_CLOCK=str(self.clock),
            )
            self.wire.to = self.served.port

    def kill(self) -> None:
        """Master and workers die at once."""
        served, self.served, self.wire.to = self.served, None, None
        if served is None:
            return
        master = psutil.Process(served.process.pid)
        for process in [master, *master.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        served.process.wait(timeout=20)
        assert served.process.stdout
        served.process.stdout.close()

    def close(self) -> None:
        """End everything."""
        self.kill()
        self.wire.close()
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def pair(self) -> tuple[str, str]:
        """Pair a device anew as the screen by the door: its token, and the pairing's id."""
        with self.app.app_context(), self.app.test_request_context():
            kiosk = db.session.get(Kiosk, self.kiosk) if self.kiosk else people.a_kiosk()
            assert kiosk
            self.kiosk = kiosk.id
            with writing():
                token = pair_device(kiosk, None, self.now())
            query = select(Installation.id).where(Installation.ended_at.is_(None))
            return token, str(db.session.scalars(query).one())

    def stored(self) -> list[Visit]:
        """Every visit that is stored."""
        with self.app.app_context():
            query = select(Visit).order_by(Visit.installation_id, Visit.seq, Visit.id)
            found = list(db.session.scalars(query))
            db.session.remove()
            return found

    def last_seq(self, installation: str) -> int:
        """The highest number that was acknowledged to a pairing."""
        with self.app.app_context():
            query = select(Installation.last_seq).where(Installation.id == UUID(installation))
            found = db.session.scalar(query)
            db.session.remove()
            return found or 0

    def back_up(self) -> None:
        """Keep a copy of the database as it is now."""
        if not self.url:
            with (
                closing(sqlite3.connect(self.folder / "kiosk.sqlite3")) as live,
                closing(sqlite3.connect(self.folder / "copy.sqlite3")) as copy,
            ):
                live.backup(copy)
            return
        self.kill()
        self._make("copy", self._name)
        self.start()

    def restore(self) -> None:
        """Go back to that copy, as after the loss of a disk."""
        self.kill()
        if self.url:
            self._make(self._name, "copy")
        else:
            with self.app.app_context():
                db.engine.dispose()
            file = self.folder / "kiosk.sqlite3"
            for suffix in ("-wal", "-shm"):
                Path(f"{file}{suffix}").unlink(missing_ok=True)
            file.write_bytes((self.folder / "copy.sqlite3").read_bytes())
        self.start()

    @property
    def _name(self) -> str:
        return str(conninfo_to_dict(self.url)["dbname"])

    def _make(self, name: str, template: str) -> None:
        """Make a database of PostgreSQL from another, whoever uses either."""
        with self.app.app_context():
            db.engine.dispose()
        copy = f"{self._name}_copy"
        names = {"copy": copy, self._name: self._name}
        with psycopg.connect(
            make_conninfo(self.url, dbname="postgres"), autocommit=True
        ) as connection:
            for one in names.values():
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    [one],
                )
            connection.execute(f'DROP DATABASE IF EXISTS "{names[name]}"')  # type: ignore[arg-type]  # a name of ours
            connection.execute(
                f'CREATE DATABASE "{names[name]}" TEMPLATE "{names[template]}"'  # type: ignore[arg-type]  # names of ours
            )


@contextmanager
def service_in(folder: Path, database_url: str = "", root: Path = ROOT) -> Iterator[Service]:
    """A running service, ended at the end."""
    service = Service(folder, database_url, root)
    try:
        yield service
    finally:
        service.close()
