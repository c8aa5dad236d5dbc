"""`report`: the annual report's sentences for a period."""

from datetime import date
from pathlib import Path

import click
from flask import Flask

from admin.audit import record_audit
from admin.commands.answers import Refused
from admin.commands.summary import Day, chosen_sites
from admin.periods import Period
from admin.sentences import as_text, write_report
from admin.summaries import summarise
from kiosk import clock
from kiosk.database import writing

TEXT = "text"
FORMATS = (TEXT, "html", "docx")


def set_up(app: Flask) -> None:
    """Add the command."""
    app.cli.add_command(report)


@click.command("report")
@click.option("--from", "first", type=Day(), required=True, help="The first day.")
@click.option("--to", "last", type=Day(), required=True, help="The last day, included.")
@click.option("--site", "slugs", multiple=True, metavar="SLUG", help="One site; may be repeated.")
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True, help="Text for now.")
@click.option("--output", type=click.Path(path_type=Path), help="A file, instead of the screen.")
def report(first: date, last: date, slugs: tuple[str, ...], kind: str, output: Path | None) -> None:
    """Write the annual report's sentences for a period."""
    if first > last:
        raise click.UsageError("--from is after --to. Give the earlier day first.")
    if kind != TEXT:
        raise click.UsageError(
            f"The report is not made as {kind} yet. Ask for --format text, or print the page "
            "Report of the admin area."
        )
    period, today = Period(first, last), clock.today()
    summary = summarise(period, chosen_sites(slugs), today)
    text = as_text(write_report(summary, chosen_sites(()), today))
    if output is None:
        click.echo(text, nl=False)
        return
    _write(output, text, period)


def _write(output: Path, text: str, period: Period) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise Refused(f"{output} cannot be written: {problem.strerror}.") from None
    with writing():
        record_audit(clock.now(), "exported report", f"{period.first} to {period.last}")
    click.echo(f"Written: {output}")
