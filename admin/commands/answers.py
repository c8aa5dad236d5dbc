"""How every command refuses: one plain sentence on standard error, and exit code 1."""

from typing import IO, Any

import click
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Site


class Refused(click.ClickException):
    """What was asked cannot be done; the message is a sentence that says why."""

    def show(self, file: IO[Any] | None = None) -> None:  # Any: as click declares it
        """Print the sentence alone."""
        click.echo(self.message, file=file, err=file is None)


def named_site(slug: str) -> Site:
    """The site with this slug. Raises Refused with the slugs that there are."""
    sites = db.session.scalars(select(Site).order_by(Site.opened_on, Site.id)).all()
    for site in sites:
        if site.slug == slug.lower():
            return site
    known = ", ".join(site.slug for site in sites)
    raise Refused(f"There is no site “{slug}”. The sites are: {known}.")
