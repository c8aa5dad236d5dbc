"""`tally`: whether the tallies behind the overview agree with the rows, and making them anew."""

import click

from admin.audit import record_audit
from kiosk import clock
from kiosk.database import writing
from kiosk.models import TALLIES
from kiosk.records.tallies import differences, rebuild


@click.command("tally")
@click.option("--check", is_flag=True, help="Compare them with the rows (this is the default).")
@click.option("--rebuild", "wants_rebuild", is_flag=True, help="Count them anew from the rows.")
def tally(check: bool, wants_rebuild: bool) -> None:
    """Compare the tallies behind the overview with the rows that they count, or rebuild them."""
    if check and wants_rebuild:
        raise click.UsageError("Give --check or --rebuild, not both.")
    if wants_rebuild:
        with writing():
            rebuild()
            record_audit(clock.now(), "rebuilt the tallies", "", person=None)
        click.echo("The tallies were counted anew from the rows.")
        return
    found = {each.source: differences(each) for each in TALLIES}
    for source, lines in found.items():
        click.echo(f"{source}: " + (f"{lines:,} lines differ" if lines else "agrees with the rows"))
    if any(found.values()):
        raise click.ClickException("Run: flask --app wsgi tally --rebuild")
