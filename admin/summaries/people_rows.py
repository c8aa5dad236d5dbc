"""The file of people who sign in: who they are, what they may see, and since when."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from admin.choices import Choice
from admin.summaries.rows import Row, day_of
from kiosk import clock
from kiosk.models import Person, PersonSite, Site
from kiosk.models.staff import MANAGER

PEOPLE = ("name", "email", "role", "sites", "added_on", "switched_off_on", "last_signed_in_on")
EVERY_SITE = "all"


def people_rows(session: Session, choice: Choice) -> Iterator[Row]:
    """Everybody who was there on a day of the period and may see one of these sites.

    Of all sites, those who look after none too. Nothing secret of theirs is even read.
    """
    begins_at, ended_at = clock.bounds(choice.period.first, choice.period.last)
    gone_at, may_see = Person.switched_off_at, _slugs(session)
    query = (
        select(
            Person.id,
            Person.name,
            Person.email,
            Person.role,
            Person.added_at,
            gone_at,
            Person.signed_in_at,
        )
        .where(Person.added_at < ended_at, or_(gone_at.is_(None), gone_at >= begins_at))
        .order_by(Person.added_at, Person.id)
    )
    for person_id, name, email, role, *moments in session.execute(query):
        slugs = may_see[person_id]
        if choice.slugs and role != MANAGER and not set(slugs) & set(choice.slugs):
            continue
        sites = EVERY_SITE if role == MANAGER else ",".join(slugs)
        yield (name, email, role, sites, *map(day_of, moments))


def _slugs(session: Session) -> dict[int, list[str]]:
    """By coordinator, the sites that they may see."""
    query = (
        select(PersonSite.person_id, Site.slug)
        .join(Site, Site.id == PersonSite.site_id)
        .order_by(Site.opened_on, Site.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, slug in session.execute(query):
        found[person_id].append(slug)
    return found
