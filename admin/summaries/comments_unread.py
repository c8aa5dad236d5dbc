"""How the reading of comments stands at each site: unread, longer than promised, worried about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from admin.opening import Closures
from admin.summaries.comments import HAS_WORDS, SHOWN, UNREAD, WORRIED, readable
from admin.summaries.comments_promise import last_due, working_days_since
from kiosk import clock
from kiosk.database import db
from kiosk.models import CommentReading, Concern, Evaluation, Person, Site

# The overview counts what came no longer ago, however long the history is; the room counts all.
LATELY = timedelta(days=62)
A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Unread:
    """One site's comments: how many are unread, new, longer unread than promised, worried about.

    `since` and `worried_since` are the first days of the months that the oldest of them are about;
    `waited` is how many working days ago the first of the unread came: never the day itself.
    """

    site: Site
    unread: int = 0
    new: int = 0
    late: int = 0
    waited: int = 0
    since: date | None = None
    worried: int = 0
    worried_since: date | None = None


def unread_at(
    sites: Sequence[Site],
    closures: Mapping[int, Closures],
    today: date,
    last_here: date | None = None,
    received_from: date = date.min,
) -> list[Unread]:
    """How reading stands at each of these sites; of the unread, those that came since a day."""
    unread = _unread_at(sites, closures, today, last_here or today, received_from)
    worried = _worried_at([site.id for site in sites], today)
    standing = []
    for site in sites:
        count, new, late, came_on, oldest = unread.get(site.id, (0, 0, 0, today, None))
        waited = working_days_since(site, closures[site.id], came_on, today)
        worries, first = worried.get(site.id, (0, None))
        standing.append(
            Unread(site, count, new, late, waited, _month(oldest), worries, _month(first))
        )
    return standing


def lately_unread_at(
    sites: Sequence[Site], closures: Mapping[int, Closures], person: Person, today: date
) -> list[Unread]:
    """The same for a person’s overview: of what came in two months or since they were last here.

    Who was never here before is told of a year’s: all that was ever left unread can be far more. A
    worry is told whenever it was raised.
    """
    last_at = person.previously_signed_in_at
    last_here = clock.local_day(last_at) if last_at else None
    return unread_at(sites, closures, today, last_here, told_from(person, today))


def told_from(person: Person, today: date) -> date:
    """Since which day a person’s overview tells of what came."""
    last_at = person.previously_signed_in_at
    return min(today, clock.local_day(last_at)) - LATELY if last_at else today - A_YEAR


def _unread_at(
    sites: Sequence[Site],
    closures: Mapping[int, Closures],
    today: date,
    last_here: date,
    received_from: date,
) -> dict[int, tuple[int, int, int, date, date | None]]:
    """Of each site with any: how many, new, late; when the first came, the earliest meeting."""
    due = {site.id: last_due(site, closures[site.id], today) for site in sites}
    query = (
        select(
            Evaluation.site_id,
            func.count(),
            func.count().filter(Evaluation.received_on >= last_here),
            func.count().filter(_late(due)),
            func.min(Evaluation.received_on),
            func.min(Evaluation.held_on),
        )
        .outerjoin(CommentReading, CommentReading.evaluation_id == Evaluation.id)
        .where(*readable(list(due), today), Evaluation.received_on >= received_from, SHOWN[UNREAD])
        .group_by(Evaluation.site_id)
    )
    return {
        site_id: (count, new, late, came_on, oldest)
        for site_id, count, new, late, came_on, oldest in db.session.execute(query)
    }


def _worried_at(site_ids: Sequence[int], today: date) -> dict[int, tuple[int, date]]:
    """How many comments of each site somebody is worried about, and the earliest meeting's day."""
    # Few are: found by their keys. A sum is in no index, which keeps SQLite from reading all forms.
    worried = select(Concern.evaluation_id).where(SHOWN[WORRIED])
    query = (
        select(Evaluation.site_id, func.count(), func.min(Evaluation.held_on))
        .where(
            Evaluation.id.in_(worried),
            (Evaluation.site_id + 0).in_(site_ids),
            Evaluation.received_on < today,
        )
        .group_by(Evaluation.site_id)
    )
    return {site_id: (count, first) for site_id, count, first in db.session.execute(query)}


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


def _late(due: Mapping[int, date]) -> ColumnElement[bool]:
    """Whether a comment came on the last day that is due at its site, or before."""
    sites_due: dict[date, list[int]] = {}
    for site_id, day in due.items():
        sites_due.setdefault(day, []).append(site_id)
    at_each = [
        and_(Evaluation.site_id.in_(site_ids), Evaluation.received_on <= day)
        for day, site_ids in sites_due.items()
    ]
    return or_(false(), *at_each)


def sites_with_words_of_today(site_ids: Sequence[int], today: date) -> set[int]:
    """The ids of those sites whose newest words are shown from tomorrow."""
    query = select(Evaluation.site_id).where(
        Evaluation.site_id.in_(site_ids), HAS_WORDS, Evaluation.received_on >= today
    )
    return set(db.session.scalars(query.distinct().order_by(Evaluation.site_id)))
