"""`kiosks`: a code that pairs a screen."""

import click
from flask.cli import AppGroup

from admin.audit import record_audit
from admin.catalogue.screens import register_pairing_code, screen_by_name
from admin.commands.answers import Refused, named_site
from kiosk import clock
from kiosk.database import writing
from kiosk.tidying import one_line

group = AppGroup("kiosks", help="The screens at the entrances.")


@group.command("pair")
@click.argument("site")
@click.option("--name", default="", help="What the screen is called, such as Front door.")
def pair(site: str, name: str) -> None:
    """Print a code that pairs one screen at a site, once, within 24 hours."""
    place, name = named_site(site), one_line(name)
    if len(name) > 60:
        raise Refused("The name of a screen has 60 characters at most.")
    screen = screen_by_name(place, name)
    now = clock.now()
    with writing():
        code = register_pairing_code(now, place, name, screen)
        record_audit(now, "made a pairing code", name, site=place)
    click.echo(f"Type this code at /pair on the screen, once, within 24 hours: {code}")
    if screen is not None:
        click.echo(f"{screen.name} is paired anew with it; its present pairing ends then.")
