"""The sites that rows may name, and the moment by which rows are judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from admin.imports.refusals import CellRefusedError
from kiosk import clock
from kiosk.database import db
from kiosk.models import Site


@dataclass(frozen=True)
class Places:
    """Every site by its slug, its name and its short name; and whose rows may be added."""

    by_name: Mapping[str, Site]
    by_slug: Mapping[str, Site]
    allowed: frozenset[int] | None
    now: datetime
    today: date

    @classmethod
    def at(cls, now: datetime, allowed: frozenset[int] | None = None) -> "Places":
        """The sites as they are now; `allowed` are the ids of those that a person looks after."""
        sites = db.session.scalars(select(Site).order_by(Site.opened_on, Site.id)).all()
        named: dict[str, Site] = {}
        for name in ("slug", "name", "short_name"):
            for site in sites:
                named.setdefault(" ".join(getattr(site, name).split()).casefold(), site)
        slugs = {site.slug: site for site in sites}
        return cls(named, slugs, allowed, now, clock.local_day(now))

    def may_add_to(self, site: Site) -> bool:
        """Whether rows of this site may be added."""
        return self.allowed is None or site.id in self.allowed

    def find(self, name: str) -> Site:
        """The site that a cell names, capitals ignored. Raises CellRefusedError."""
        site = self.by_name.get(" ".join(name.split()).casefold())
        if site is None:
            known = ", ".join(slug for slug, each in self.by_slug.items() if self.may_add_to(each))
            raise CellRefusedError(
                _(
                    "There is no site “%(name)s”. Write one of these: %(known)s.",
                    name=name[:60],
                    known=known,
                )
            )
        if not self.may_add_to(site):
            raise CellRefusedError(
                _("You do not look after %(site)s. Ask a manager to import it.", site=site.name)
            )
        return site
