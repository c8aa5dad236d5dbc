"""`sites`: the places, listed and added."""

import re
from datetime import date, datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select

from admin.catalogue.places import WORKING_WEEK, Particulars, register_site
from admin.commands.answers import Refused
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Site
from kiosk.models.places import FIXED, PERIPATETIC
from kiosk.tidying import one_line

group = AppGroup("sites", help="The places where The Life Rooms are.")


@group.command("list")
def list_sites() -> None:
    """Print the slug, the opening day and the name of each site."""
    sites = db.session.scalars(select(Site).order_by(Site.opened_on, Site.id)).all()
    width = max((len(site.slug) for site in sites), default=0)
    for site in sites:
        closed = f", closed on {site.closed_on}" if site.closed_on else ""
        click.echo(f"{site.slug:{width}}  {site.opened_on}  {site.name}{closed}")


@group.command("add")
@click.argument("slug")
@click.argument("name")
@click.option("--address", default="")
@click.option("--telephone", default="")
@click.option(
    "--opened-on",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help="By default today.",
)
@click.option("--peripatetic", is_flag=True, help="It travels: no address, no weekly hours.")
def add(
    slug: str,
    name: str,
    address: str,
    telephone: str,
    opened_on: datetime | None,
    peripatetic: bool,
) -> None:
    """Add a site, open Monday to Friday, 9 to 5, unless it travels."""
    slug, name = _checked(slug, name)
    particulars = Particulars(
        name=name,
        opened_on=_day(opened_on),
        kind=PERIPATETIC if peripatetic else FIXED,
        address=one_line(address),
        telephone=one_line(telephone),
        hours={} if peripatetic else WORKING_WEEK,
    )
    with writing():
        site = register_site(clock.now(), slug, particulars)
    click.echo(f"Added {site.name}, {site.slug}.")


def _day(opened_on: datetime | None) -> date:
    return opened_on.date() if opened_on else clock.today()


def _checked(slug: str, name: str) -> tuple[str, str]:
    slug, name = slug.strip().lower(), one_line(name)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 60:
        raise Refused(
            f"“{slug}” cannot be the short name of a site. Use letters, digits and hyphens, "
            "60 at most, such as walton."
        )
    if not 1 <= len(name) <= 120:
        raise Refused("The name of a site has 1 to 120 characters.")
    taken = select(Site).where((Site.slug == slug) | (Site.name == name)).order_by(Site.id)
    if (other := db.session.scalars(taken).first()) is not None:
        raise Refused(f"There is already a site “{other.slug}”, {other.name}.")
    return slug, name
