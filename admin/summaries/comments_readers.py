"""Who reads the comments of each site, and who covers for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from admin.periods import Period
from kiosk.database import db
from kiosk.models import Cover, Person, PersonSite, Site
from kiosk.models.staff import MANAGER


@dataclass(frozen=True)
class Covered:
    """Somebody who is away from a site for some days, and who reads for them."""

    id: int
    site_id: int
    away: str
    covered_by_id: int
    covered_by: str
    from_on: date
    to_on: date


@dataclass(frozen=True)
class Readers:
    """Who reads a site's comments: its coordinators, or, where it has none, the managers."""

    site: Site
    names: Sequence[str]
    covers: Sequence[Covered]


def readers_of(sites: Sequence[Site], today: date) -> list[Readers]:
    """Who reads for each of these sites, with the covers that are on or to come."""
    staff = list(db.session.scalars(select(Person).where(*_WORKING).order_by(*_BY_NAME)))
    query = select(PersonSite.site_id, PersonSite.person_id)
    places = {(site_id, person_id) for site_id, person_id in db.session.execute(query)}
    managers = [person.name for person in staff if person.is_manager]
    covers = covers_from(sites, today)
    return [
        Readers(
            site,
            [each.name for each in staff if not each.is_manager and (site.id, each.id) in places]
            or managers,
            [cover for cover in covers if cover.site_id == site.id],
        )
        for site in sites
    ]


def covers_from(sites: Sequence[Site], today: date) -> list[Covered]:
    """The covers at these sites that are not over, in order of their days."""
    query = (
        covers()
        .where(
            Cover.site_id.in_([site.id for site in sites]),
            Cover.withdrawn_at.is_(None),
            Cover.to_on >= today,
        )
        .order_by(Cover.from_on, Cover.id)
    )
    return [Covered(*row) for row in db.session.execute(query)]


def covers() -> Select[*tuple[Any, ...]]:  # Any: seven columns
    """Every cover, with the names of who is away and of who covers."""
    away, covering = aliased(Person), aliased(Person)
    return (
        select(
            Cover.id,
            Cover.site_id,
            away.name.label("away"),
            Cover.covered_by_id,
            covering.name.label("covered_by"),
            Cover.from_on,
            Cover.to_on,
        )
        .join(away, away.id == Cover.away_id)
        .join(covering, covering.id == Cover.covered_by_id)
    )


def days_covered(site: Site) -> Period | None:
    """From the first day of a site's covers to the last, those taken back too; None without any."""
    query = select(func.min(Cover.from_on), func.max(Cover.to_on)).where(Cover.site_id == site.id)
    first, last = db.session.execute(query).one()
    return Period(first, last) if first else None


def covering_now(person: Person, sites: Sequence[Site], today: date) -> list[Covered]:
    """For whom a person reads today."""
    return [
        cover
        for cover in covers_from(sites, today)
        if cover.covered_by_id == person.id and cover.from_on <= today
    ]


def staff_of(site: Site) -> list[Person]:
    """Everybody who may read a site's comments: its coordinators and the managers, by name."""
    mine = select(PersonSite.person_id).where(PersonSite.site_id == site.id)
    query = select(Person).where(*_WORKING, (Person.role == MANAGER) | Person.id.in_(mine))
    return list(db.session.scalars(query.order_by(*_BY_NAME)))


_WORKING = (Person.switched_off_at.is_(None),)
_BY_NAME = (Person.name, Person.id)
