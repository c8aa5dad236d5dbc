"""One site in the demonstration year: what it must come to, and the days it was open."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from admin.demonstration.published import FIRST, LAST, SITES, Published
from admin.opening import Closures, days_between
from kiosk.database import db
from kiosk.models import Site

Row = dict[str, object]


@dataclass(frozen=True)
class Place:
    """A site with its days; nothing of the year falls on any other day."""

    site_id: int
    published: Published
    days: tuple[date, ...]

    @property
    def slug(self) -> str:
        """The site's name in an address."""
        return self.published.slug


def places() -> list[Place]:
    """The sites of the year that there are, with the days they were open in it."""
    of_slug = {published.slug: published for published in SITES}
    sites = db.session.scalars(select(Site).where(Site.slug.in_(of_slug)).order_by(Site.id))
    return [Place(site.id, of_slug[site.slug], _days(site)) for site in sites]


def _days(site: Site) -> tuple[date, ...]:
    closures = Closures.of(site)
    return tuple(day for day in days_between(FIRST, LAST) if closures.opens(day))
