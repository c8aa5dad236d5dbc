"""`flask backup` and `flask restore`: whole, checked, never beneath a running server."""

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import make_url

from admin.commands.backup import own_program
from kiosk.database import db
from tests import people
from tests.conftest import make_settings
from tests.serving import ROOT, Served
from wsgi import create_app


class Instance:
    """A service of its own on SQLite, worked by its own commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "kiosk.sqlite3"
        self.copy = folder / "copy.sqlite3"
        self.app = create_app(make_settings(folder))
        with self.app.app_context():
            people.a_visit()
            people.a_visit("bootle", people=3)

    def flask(self, *words: str) -> Result:
        with self.app.app_context():
            return self.app.test_cli_runner().invoke(args=[*words])

    def refused(self, *words: str) -> str:
        done = self.flask(*words)
        assert done.exit_code == 1, done.output
        return done.stderr.strip().splitlines()[-1]


@pytest.fixture
def instance(tmp_path):
    return Instance(tmp_path)


def visits(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT count(*) FROM visit").fetchone()[0]


def spoil(file: Path) -> None:
    """Write over the middle of a file."""
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        opened.write(b"\xff" * 20_000)


def test_a_backup_is_whole_and_closed_to_others(instance):
    done = instance.flask("backup", str(instance.copy))

    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[0] == f"Backup made and checked: {instance.copy}"
    assert re.findall(r"^  visit +(\d)$", done.stdout, re.MULTILINE) == ["2"]
    assert visits(instance.copy) == 2
    assert instance.copy.stat().st_mode & 0o777 == 0o600
    assert not list(instance.folder.glob(".*"))
    with closing(sqlite3.connect(instance.file)) as connection:
        entry = connection.execute("SELECT action, subject FROM audit_entry").fetchall()
    assert entry == [("made a backup", "copy.sqlite3")]


def test_a_file_that_is_there_is_replaced_only_where_that_is_said(instance):
    instance.copy.write_text("last year’s accounts")

    assert instance.refused("backup", str(instance.copy)).endswith(
        "copy.sqlite3 is there already. Name another file, or say --replace."
    )
    assert instance.copy.read_text() == "last year’s accounts"
    assert instance.flask("backup", "--replace", str(instance.copy)).exit_code == 0
    assert visits(instance.copy) == 2


def test_no_backup_is_made_over_the_database_or_into_nowhere(instance):
    assert instance.refused("backup", "--replace", str(instance.file)) == (
        "That is the database itself. Name another file."
    )
    assert instance.refused("backup", "nowhere/at/all").startswith("There is no folder ")
    assert instance.refused("backup", str(instance.folder)).endswith("Name a file in it.")


def test_deleted_words_are_in_no_free_page_of_a_backup(instance):
    with closing(sqlite3.connect(instance.file)) as connection:
        connection.execute("CREATE TABLE words (word)")
        connection.execute("INSERT INTO words VALUES ('a redacted name')")
        connection.commit()
        connection.execute("DROP TABLE words")
        connection.commit()

    instance.flask("backup", str(instance.copy))

    assert b"a redacted name" not in instance.copy.read_bytes()


def test_a_backup_while_others_write_holds_all_that_was_acknowledged_before(instance):
    acknowledged, done = [0], threading.Event()

    def record() -> None:
        with instance.app.app_context():
            while not done.is_set():
                people.a_visit()
                acknowledged[0] += 1

    writer = threading.Thread(target=record)
    writer.start()
    try:
        for number in range(3):
            before = 2 + acknowledged[0]
            copy = instance.folder / f"copy-{number}"
            made = instance.flask("backup", str(copy))
            assert made.exit_code == 0, made.output
            assert before <= visits(copy) <= 2 + acknowledged[0]
    finally:
        done.set()
        writer.join()
    assert acknowledged[0] > 10


HANGS = """
import os, signal
from pathlib import Path
from admin import backups
backups._sync = lambda path: os.kill(os.getpid(), signal.SIGKILL)
backups.make_copy(Path({database!r}), Path({target!r}), replace={replace})
"""


@pytest.mark.parametrize("replace", [False, True])
def test_a_backup_that_is_killed_leaves_no_half_file_under_the_name(instance, replace):
    if replace:
        shutil.copyfile(instance.file, instance.copy)
        kept = instance.copy.read_bytes()
    program = HANGS.format(database=str(instance.file), target=str(instance.copy), replace=replace)

    killed = subprocess.run([sys.executable, "-c", program], cwd=ROOT)

    assert killed.returncode == -signal.SIGKILL
    assert instance.copy.exists() == replace
    if replace:
        assert instance.copy.read_bytes() == kept
    assert instance.flask("backup", "--replace", str(instance.copy)).exit_code == 0


def test_restoring_brings_the_records_back_and_keeps_the_ones_replaced(instance):
    instance.flask("backup", str(instance.copy))
    with instance.app.app_context():
        people.a_visit()

    done = instance.flask("restore", str(instance.copy))

    assert done.exit_code == 0, done.output
    assert visits(instance.file) == 2
    (kept,) = instance.folder.glob("kiosk.sqlite3.replaced-*")
    assert visits(kept) == 3
    assert re.findall(r"^  visit +(\d)$", done.stdout, re.MULTILINE) == ["3", "2"]
    assert instance.file.stat().st_mode & 0o777 == 0o600
    assert not list(instance.folder.glob(".*"))
    assert instance.flask("sites", "list").exit_code == 0


def test_nothing_is_restored_beneath_a_running_server(tmp_path):
    served = Served(tmp_path)
    copy = tmp_path / "copy.sqlite3"
    try:
        served.flask("backup", str(copy))
        inode = (tmp_path / "kiosk.sqlite3").stat().st_ino
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "restore", str(copy)],
            cwd=ROOT,
            env=served.environ,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1
        assert done.stderr.startswith("The database is in use. Stop the service, then restore")
        assert (tmp_path / "kiosk.sqlite3").stat().st_ino == inode
    finally:
        served.stop()

    served.flask("restore", str(copy))

    assert (tmp_path / "kiosk.sqlite3").stat().st_ino != inode


def test_nothing_is_restored_beneath_a_program_that_reads_the_file(instance):
    instance.flask("backup", str(instance.copy))

    with closing(sqlite3.connect(instance.file)) as reader:
        reader.execute("SELECT count(*) FROM visit").fetchone()
        assert instance.refused("restore", str(instance.copy)).startswith("The database is in use.")

    assert instance.flask("restore", str(instance.copy)).exit_code == 0


def test_a_damaged_copy_is_refused_and_nothing_is_replaced(instance):
    instance.flask("backup", str(instance.copy))
    spoil(instance.copy)

    assert "copy.sqlite3 cannot be restored. It is" in instance.refused(
        "restore", str(instance.copy)
    )
    instance.copy.write_text("not a database at all, whatever its name is" * 100)
    assert "It is not a database" in instance.refused("restore", str(instance.copy))
    with closing(sqlite3.connect(instance.folder / "other")) as connection:
        connection.execute("CREATE TABLE recipe (name)")
    assert "not one of this service’s" in instance.refused(
        "restore", str(instance.folder / "other")
    )
    assert visits(instance.file) == 2
    assert not list(instance.folder.glob("*.replaced-*"))


def test_a_copy_with_broken_links_is_refused(instance):
    instance.flask("backup", str(instance.copy))
    with closing(sqlite3.connect(instance.copy)) as connection:
        connection.execute("DELETE FROM site WHERE slug = 'walton'")
        connection.commit()

    assert "records name others that are missing" in instance.refused("restore", str(instance.copy))


def test_a_copy_of_a_newer_version_is_refused(instance):
    instance.flask("backup", str(instance.copy))
    with closing(sqlite3.connect(instance.copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    assert instance.refused("restore", str(instance.copy)).endswith(
        "was made by a newer version of this service (its tables stand at 9999). "
        "Update the service first."
    )


def test_a_database_with_a_damaged_page_can_be_replaced(instance):
    instance.flask("backup", str(instance.copy))
    spoil(instance.file)

    done = instance.flask("restore", str(instance.copy))

    assert done.exit_code == 0, done.output
    assert visits(instance.file) == 2


def test_a_restore_that_is_killed_leaves_one_whole_database(instance):
    instance.flask("backup", str(instance.copy))
    program = (
        "import os, signal, sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from admin import backups\n"
        "backups._keep = lambda *about: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"backups.put_back(Path({str(instance.copy)!r}), Path({str(instance.file)!r}), "
        "datetime.now(UTC))\n"
    )

    with instance.app.app_context():
        db.engine.dispose()  # the service has been stopped

    killed = subprocess.run([sys.executable, "-c", program], cwd=ROOT)

    assert killed.returncode == -signal.SIGKILL
    assert visits(instance.file) == 2
    assert instance.flask("sites", "list").exit_code == 0


def test_postgresql_names_its_own_programs_and_no_password():
    url = make_url("postgresql+psycopg://rooms:se%20cret@db:5433/rooms?password=hidden&x=1")

    assert own_program(url, Path("all rooms.dump"), back=False) == (
        "pg_dump --format=custom '--file=all rooms.dump' "
        "'--dbname=postgresql://rooms@db:5433/rooms?x=1'"
    )
    assert own_program(url, Path("a.dump"), back=True) == (
        "pg_restore --clean --if-exists --single-transaction "
        "'--dbname=postgresql://rooms@db:5433/rooms?x=1' a.dump"
    )


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_on_postgresql_both_refuse_with_exit_2(app, engine, tmp_path, command):
    done = app.test_cli_runner().invoke(args=[command, str(tmp_path / "copy")])

    if engine == "postgresql":
        assert done.exit_code == 2
        assert "The records are in PostgreSQL, whose own programs copy them." in done.stderr
    else:
        assert done.exit_code == (0 if command == "backup" else 1)
