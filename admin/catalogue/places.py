"""The writers of sites: their particulars, weekly hours and own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from admin.audit import record_audit
from kiosk.database import db
from kiosk.models import OpeningHours, Person, Site
from kiosk.models.places import FIXED

WORKING_WEEK = {weekday: (time(9), time(17)) for weekday in range(5)}


@dataclass(frozen=True)
class Particulars:
    """What managers say of a site. Hours by weekday (0 is Monday): opens at, closes at."""

    name: str
    opened_on: date
    kind: str = FIXED
    address: str = ""
    telephone: str = ""
    closed_on: date | None = None
    reading_days: int = 3
    hours: Mapping[int, tuple[time, time]] = field(default_factory=lambda: dict(WORKING_WEEK))


def register_site(
    now: datetime, slug: str, particulars: Particulars, person: Person | None = None
) -> Site:
    """Add a site. Slug and name must not be another's."""
    site = Site(slug=slug)
    _fill(site, particulars)
    db.session.add(site)
    db.session.flush()
    record_audit(now, "added a site", site.name, person=person, site=site)
    return site


def change_site(now: datetime, site: Site, particulars: Particulars, person: Person) -> None:
    """Give a site other particulars and hours. The name must not be another's."""
    _fill(site, particulars)
    db.session.flush()
    record_audit(now, "changed a site", site.name, person=person, site=site)


def change_site_words(now: datetime, site: Site, welcome: str, desk: str, person: Person) -> None:
    """Word a site's own lines: the one that greets, and where its desk is."""
    site.welcome_line, site.desk_line = welcome, desk
    db.session.flush()
    record_audit(now, "changed a site's words", site.name, person=person, site=site)


def _fill(site: Site, particulars: Particulars) -> None:
    site.name, site.kind = particulars.name, particulars.kind
    site.address, site.telephone = particulars.address, particulars.telephone
    site.opened_on, site.closed_on = particulars.opened_on, particulars.closed_on
    site.reading_days = particulars.reading_days
    kept = {hours.weekday: hours for hours in site.hours}
    for weekday, hours in kept.items():
        if weekday not in particulars.hours:
            db.session.delete(hours)
            site.hours.remove(hours)
    for weekday, (opens_at, closes_at) in particulars.hours.items():
        hours = kept.get(weekday) or OpeningHours(weekday=weekday)
        hours.opens_at, hours.closes_at = opens_at, closes_at
        if weekday not in kept:
            site.hours.append(hours)
