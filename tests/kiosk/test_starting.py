"""Starting: what cannot start says so in one sentence; what starts is closed to other people."""

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import make_settings
from tests.serving import ROOT, Served, free_port
from wsgi import create_app

FLASK = ("flask", "--app", "wsgi", "sites", "list")
GUNICORN = ("gunicorn", "wsgi:create_app()")
HALF_AN_ADDRESS = (
    "KIOSK_PUBLIC_URL is “http://[half”. It must be a whole web address, "
    "such as https://feedback.example.org."
)


def start(words: Sequence[str], **settings: str) -> tuple[int, str]:
    """Run something that ends by itself; its exit code and what it said on standard error."""
    kept = {name: value for name, value in os.environ.items() if "KIOSK" not in name}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={**kept, "PORT": str(free_port()), **settings},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr.strip()


def modes(folder: Path) -> dict[str, int]:
    """Who may do what with each file, as three octal digits."""
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("words", [FLASK, GUNICORN])
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("KIOSK_BEHIND_PROXY", "one", "KIOSK_BEHIND_PROXY is “one”. It must be a whole number"),
        ("KIOSK_PUBLIC_URL", "http://[half", HALF_AN_ADDRESS),
        ("KIOSK_INSTANCE", "/dev/null", "KIOSK_INSTANCE is /dev/null. That folder cannot be made"),
        ("KIOSK_DATABASE_URL", "sqlite:////nowhere/at/all", "The database file /nowhere/at/all"),
        ("KIOSK_DATABASE_URL", "postgresql://127.0.0.1:1/x", "The database does not answer."),
    ],
)
def test_a_service_that_cannot_start_says_one_sentence(tmp_path, words, name, value, sentence):
    code, said = start(words, **{"KIOSK_INSTANCE": str(tmp_path), name: value})

    assert code == 1
    assert said.startswith(sentence)
    assert said.endswith(".")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(("command", "program"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_postgresqls_own_programs_are_named_while_it_does_not_answer(tmp_path, command, program):
    words = [*FLASK[:3], command, "rooms.dump"]
    code, said = start(
        words,
        KIOSK_INSTANCE=str(tmp_path),
        KIOSK_DATABASE_URL="postgresql+psycopg://rooms:hidden@127.0.0.1:1/rooms",
    )

    assert code == 2
    assert "The records are in PostgreSQL, whose own programs copy them." in said
    assert f"  {program} " in said
    assert "hidden" not in said


@pytest.mark.parametrize("words", [["run", "--port", "8390"], ["db", "current"], ["--help"], ["x"]])
def test_every_other_command_says_that_the_database_does_not_answer(tmp_path, words):
    code, said = start(
        [*FLASK[:3], *words],
        KIOSK_INSTANCE=str(tmp_path),
        KIOSK_DATABASE_URL="postgresql://127.0.0.1:1/x",
    )

    assert code == 1
    assert said.startswith("The database does not answer.")
    assert len(said.splitlines()) == 1


def test_nobody_else_on_the_machine_reads_the_records(tmp_path):
    instance = tmp_path / "new"
    served = Served(instance)

    assert instance.stat().st_mode & 0o777 == 0o700
    assert modes(instance) == {
        "kiosk.sqlite3": 0o600,
        "kiosk.sqlite3-wal": 0o600,
        "kiosk.sqlite3-shm": 0o600,
        "kiosk.sqlite3.lock": 0o600,
        "secret_key": 0o600,
    }
    served.stop()


def test_records_that_others_could_read_are_closed_to_them_at_the_next_start(tmp_path):
    settings = make_settings(tmp_path)
    create_app(settings)
    file = tmp_path / "kiosk.sqlite3"
    file.chmod(0o644)

    create_app(settings)

    assert modes(tmp_path)["kiosk.sqlite3"] == 0o600


GUNICORN_STARTS = """
import gc, runpy
from types import SimpleNamespace as Simple
conf = runpy.run_path("gunicorn.conf.py")
starting = gc.isenabled()
conf["when_ready"](Simple(app=Simple(wsgi=lambda: Simple(extensions={}))))
print(starting, gc.isenabled(), gc.get_freeze_count() > 1000)
runpy.run_path("gunicorn.conf.py")  # as it is read again at a SIGHUP
conf["post_fork"](None, None)
print(gc.isenabled())
"""


def test_memory_is_tidied_in_a_running_service_but_not_while_it_starts():
    done = subprocess.run(
        [sys.executable, "-c", GUNICORN_STARTS], cwd=ROOT, capture_output=True, text=True
    )

    assert done.stdout.split() == ["False", "True", "True", "True"], done.stderr


def test_a_port_that_is_no_number_is_named(tmp_path):
    code, said = start(GUNICORN, KIOSK_INSTANCE=str(tmp_path), PORT="banana")

    assert code == 1
    assert said == "PORT is “banana”. It must be a whole number from 1 to 65535."


def test_a_port_in_use_is_told_in_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, said = start(GUNICORN, KIOSK_INSTANCE=str(tmp_path), PORT=str(port))

    assert code == 1
    assert said == (
        f"Port {port} of 127.0.0.1 cannot be used: Address already in use. Stop the program that "
        "uses it, or choose another with PORT."
    )
