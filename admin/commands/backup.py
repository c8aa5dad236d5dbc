"""`backup` and `restore`: a checked copy of every record, and putting one back."""

import shlex
import sqlite3
from pathlib import Path

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import URL

from admin.audit import record_audit
from admin.backups import Contents, InUseError, UnsoundError, make_copy, put_back, read_contents
from admin.commands.answers import Refused
from kiosk import clock, in_use
from kiosk.database import db, schema_version, writing

STOP_FIRST = (
    "The database is in use. Stop the service, then restore: a server that is running would go on "
    "with the old records."
)


def set_up(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(backup)
    app.cli.add_command(restore)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace the file if there is one of that name.")
def backup(file: Path, replace: bool) -> None:
    """Copy every record into FILE, also while the service runs, and check the copy."""
    database = _database(file, back=False)
    _check_target(file, database, replace)
    try:
        contents = make_copy(database, file, replace=replace)
    except UnsoundError as problem:
        raise Refused(f"No backup was made. The database itself is at fault. {problem}") from None
    except (OSError, sqlite3.Error) as problem:
        raise Refused(f"No backup was made: {problem}.") from None
    with writing():
        record_audit(clock.now(), "made a backup", file.name)
    click.echo(f"Backup made and checked: {file}")
    _say("It holds", contents)
    click.echo("The secret key is not in it: keep the file secret_key of the instance folder too.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put the records of FILE in the place of the present ones, which are kept beside them."""
    database = _database(file, back=True)
    contents = _read_copy(file, database)
    before = _present(database)
    db.session.remove()
    db.engine.dispose()
    if not in_use.keep_others_out(current_app._get_current_object()):  # type: ignore[attr-defined]  # a proxy
        raise Refused(STOP_FIRST)
    try:
        contents, kept = put_back(file, database, clock.now())
    except InUseError:
        raise Refused(STOP_FIRST) from None
    except (UnsoundError, OSError, sqlite3.Error) as problem:
        raise Refused(f"Nothing was restored: {problem}") from None
    _bring_up_to_date(file)
    _say("Before, there were", before)
    click.echo(f"These are kept as {kept}")
    _say("Restored and checked. Now there are", contents)


def _database(file: Path, *, back: bool) -> Path:
    """The file of the SQLite database; on PostgreSQL, exit 2 with the command that does it."""
    url = db.engine.url
    if db.engine.dialect.name == "sqlite" and url.database:
        return Path(url.database)
    raise click.UsageError(
        "The records are in PostgreSQL, whose own programs copy them. Run this, with the password "
        f"in PGPASSWORD or ~/.pgpass:\n\n  {own_program(url, file, back=back)}\n"
    )


def own_program(url: URL, file: Path, *, back: bool) -> str:
    """PostgreSQL's command for a copy into a file, or back from it; without the password."""
    plain = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    )
    address = plain.difference_update_query(["password", "sslpassword"]).render_as_string()
    if back:
        words = ["pg_restore", "--clean", "--if-exists", "--single-transaction"]
        return shlex.join([*words, f"--dbname={address}", str(file)])
    return shlex.join(["pg_dump", "--format=custom", f"--file={file}", f"--dbname={address}"])


def _check_target(file: Path, database: Path, replace: bool) -> None:
    if not file.parent.is_dir():
        raise Refused(f"There is no folder {file.parent}. Make it first.")
    if file.is_dir():
        raise Refused(f"{file} is a folder. Name a file in it.")
    if file.exists() and file.samefile(database):
        raise Refused("That is the database itself. Name another file.")
    if file.exists() and not replace:
        raise Refused(f"{file} is there already. Name another file, or say --replace.")


def _read_copy(file: Path, database: Path) -> Contents:
    """What a copy holds, once nothing speaks against restoring it."""
    if not file.is_file():
        raise Refused(f"There is no file {file}.")
    if file.samefile(database):
        raise Refused("That is the database itself. Name a backup.")
    try:
        contents = read_contents(file)
    except UnsoundError as problem:
        raise Refused(f"{file} cannot be restored. {problem}") from None
    if not contents.is_known:
        raise Refused(
            f"{file} was made by a newer version of this service (its tables stand at "
            f"{contents.version}). Update the service first."
        )
    return contents


def _present(database: Path) -> Contents | None:
    try:
        return read_contents(database, live=True)
    except UnsoundError:
        return None


def _bring_up_to_date(file: Path) -> None:
    """Upgrade older tables, as the next start would, and note the restore in the new records."""
    if schema_version() != current_app.config["SCHEMA_HEAD"]:
        upgrade()
    with writing():
        record_audit(clock.now(), "restored a backup", file.name)


def _say(words: str, contents: Contents | None) -> None:
    """How many rows of each kind, those that there are."""
    if contents is None:
        click.echo(f"{words} records that could not be read.")
        return
    rows = {name: count for name, count in contents.rows.items() if count}
    click.echo(f"{words} {sum(rows.values()):,} rows, tables at {contents.version}:")
    for name, count in rows.items():
        click.echo(f"  {name:<20}{count:>12,}")
