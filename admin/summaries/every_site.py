"""Every site of the service, whoever asks: to tell whether some sites are all of it."""

from collections.abc import Sequence

from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Site


def every_site() -> list[Site]:
    """All sites, open or closed, in the order in which they opened."""
    return list(db.session.scalars(select(Site).order_by(Site.opened_on, Site.id)))


def listed(sites: Sequence[Site]) -> str:
    """Sites as a report that is kept names them: by slug, in alphabetical order."""
    return ",".join(sorted(site.slug for site in sites))
