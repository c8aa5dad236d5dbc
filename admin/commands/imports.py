"""`import`: a file of records, added whole or not at all."""

from collections.abc import Sequence
from pathlib import Path

import click
from flask import Flask

from admin.commands.answers import Refused
from admin.imports import (
    KINDS,
    ClashError,
    FileRefusedError,
    Judgement,
    Places,
    Refusal,
    judge,
    write,
)
from admin.imports.decoding import MOST_BYTES
from admin.imports.near_twins import near_twins
from admin.imports.refusals import OFTEN, alike
from admin.summaries.courses_side_by_side import all_titles
from kiosk import clock

TELL_EVERY = 10_000
TRIES = 3


def set_up(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(bring_in)


@click.command("import")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be added.")
def bring_in(kind: str, file: Path, dry_run: bool) -> None:
    """Add the rows of a file. One refused row means that nothing is added."""
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    for _try in range(TRIES):
        judgement = _judged(kind, content)
        doubts = _doubts(judgement)  # before it is written: then its rows stand beside themselves
        if dry_run or not judgement.may_be_added:
            break
        try:
            write(judgement, clock.now(), file.name)
            break
        except ClashError:
            continue
    else:
        raise Refused("Somebody else is importing the same rows. Wait a moment and try again.")
    _tell(judgement, doubts, dry_run)


def _judged(kind: str, content: bytes) -> Judgement:
    try:
        return judge(KINDS[kind], content, Places.at(clock.now()), _progress)
    except FileRefusedError as problem:
        raise Refused(str(problem)) from problem


def _progress(done: int, of: int) -> None:
    if of >= TELL_EVERY and (done % TELL_EVERY == 0 or done == of):
        click.echo(f"Read {done:,} of {of:,} rows …", err=True)


def _doubts(judgement: Judgement) -> list[str]:
    """What the page asks before rows are added: counted twice, or a course spelt in two ways."""
    if not judgement.may_be_added:
        return []
    told = [f"Line {line}: {why}" for line, why in sorted(judgement.kind.doubts(judgement.batch))]
    near = near_twins(judgement.batch.titles, all_titles())
    return told + [f"New course: “{new}” is much like “{other}”." for new, other in near.items()]


def _tell_doubts(doubts: Sequence[str], dry_run: bool) -> None:
    if doubts and dry_run:
        click.echo("Look at these before you add the file:")
    elif doubts:
        click.echo("Look at these. For 30 days the import can be undone:")
    for line in doubts[:OFTEN]:
        click.echo(line)
    if len(doubts) > OFTEN:
        click.echo(f"And {len(doubts) - OFTEN:,} more like these.")


def _tell(judgement: Judgement, doubts: Sequence[str], dry_run: bool) -> None:
    added = 0 if judgement.refusals else len(judgement.batch.entries)
    click.echo(f"Rows read: {judgement.rows_read:,}")
    click.echo(f"{'Would be added' if dry_run else 'Added'}: {added:,}")
    click.echo(f"Already there: {judgement.already:,}")
    click.echo(f"Refused: {len(judgement.refusals):,}")
    if judgement.unknown:
        click.echo(f"Columns not used: {', '.join(judgement.unknown)}")
    if judgement.imported_at and not judgement.refusals:
        moment = judgement.imported_at.astimezone(clock.LONDON)
        click.echo(f"These same rows were imported on {moment:%d/%m/%Y at %H:%M}. Nothing to add.")
    _tell_doubts(doubts, dry_run)
    _tell_refusals(judgement.refusals)
    if judgement.refusals:
        raise Refused("Nothing was added. Put these rows right and import the file again.")


def _tell_refusals(refusals: Sequence[Refusal]) -> None:
    """Each line with its reason; of a reason that comes often only the lines, after a while."""
    told, others = alike(refusals)
    for refusal in told:
        click.echo(f"Line {refusal.line}: {refusal.reason}")
    for more in others:
        as_in = f"And as in line {more.as_in} on {more.count:,} more"
        click.echo(f"{as_in} {'line' if more.count == 1 else 'lines'}: {more.lines}")
