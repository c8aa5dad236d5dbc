"""`report`: the annual report for a period, as text, as a web page or for Word."""

import sys
from datetime import date
from pathlib import Path

import click
from flask import Flask

from admin.audit import record_audit
from admin.commands.answers import Refused
from admin.commands.summary import Day, chosen_sites
from admin.documents.files import FORMATS, write_file
from admin.documents.making import make_report
from admin.periods import Period
from admin.summaries.before_sharing import doubts
from kiosk import clock
from kiosk.database import writing

DOCX = "docx"


def set_up(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(report)


@click.command("report")
@click.option("--from", "first", type=Day(), required=True, help="The first day.")
@click.option("--to", "last", type=Day(), required=True, help="The last day, included.")
@click.option("--site", "slugs", multiple=True, metavar="SLUG", help="One site; may be repeated.")
@click.option(
    "--format", "kind", type=click.Choice(list(FORMATS)), required=True, help="What to write."
)
@click.option("--output", type=click.Path(path_type=Path), help="A file, instead of the screen.")
def report(first: date, last: date, slugs: tuple[str, ...], kind: str, output: Path | None) -> None:
    """Write the annual report of a period."""
    if first > last:
        raise click.UsageError("--from is after --to. Give the earlier day first.")
    if output is None and kind == DOCX and sys.stdout.isatty():
        raise click.UsageError("A Word document is nothing to read here. Add --output FILE.")
    period = Period(first, last)
    made = make_report(period, chosen_sites(slugs), clock.today())
    content = write_file(made.report, kind)
    for doubt in doubts(made.summary, made.elsewhere, made.answers, clock.today()):
        click.echo(doubt.sentence, err=True)
    if output is not None:
        _write(output, content)
    with writing():
        record_audit(clock.now(), "exported report", f"{period.first} to {period.last}")
    click.echo(content if output is None else f"Written: {output}", nl=output is not None)


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as problem:
        raise Refused(f"{output} cannot be written: {problem.strerror}.") from None
