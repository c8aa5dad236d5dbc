"""How the reading of comments stands at each site: unread, longer than promised, worried about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, false, func, select

from admin.opening import Closures, counts_days_by_use
from admin.summaries.comments import HAS_WORDS, SHOWN, UNREAD, WORRIED, readable
from kiosk import clock
from kiosk.database import db
from kiosk.models import CommentReading, Concern, Evaluation, Person, Site

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# Longer closed than this, a site is taken to keep no promise.
LONGEST_LOOK_BACK = 366
# The overview looks no further back, however long the history is; the room itself looks at all.
LATELY = timedelta(days=62)


@dataclass(frozen=True)
class Unread:
    """One site's comments: how many are unread, new, longer unread than promised, worried about.

    `since` is the first day of the month of the oldest of them.
    """

    site: Site
    unread: int = 0
    new: int = 0
    late: int = 0
    worried: int = 0
    since: date | None = None


def unread_at(
    sites: Sequence[Site],
    closures: Mapping[int, Closures],
    today: date,
    last_here: date | None = None,
    held_from: date = date.min,
) -> list[Unread]:
    """How reading stands at each of these sites; with `held_from`, of meetings since that day."""
    due = {site.id: last_due(site, closures[site.id], today) for site in sites}
    query = (
        select(
            Evaluation.site_id,
            func.count().filter(SHOWN[UNREAD]),
            func.count().filter(SHOWN[UNREAD], Evaluation.received_on >= (last_here or today)),
            func.count().filter(SHOWN[UNREAD], _late(due)),
            func.count().filter(SHOWN[WORRIED]),
            func.min(Evaluation.held_on),
        )
        .outerjoin(CommentReading, CommentReading.evaluation_id == Evaluation.id)
        .outerjoin(Concern, Concern.evaluation_id == Evaluation.id)
        .where(
            *readable(list(due), today),
            Evaluation.held_on >= held_from,
            SHOWN[UNREAD] | SHOWN[WORRIED],
        )
        .group_by(Evaluation.site_id)
    )
    site_of = {site.id: site for site in sites}
    found = {
        site_id: Unread(site_of[site_id], unread, new, late, worried, oldest.replace(day=1))
        for site_id, unread, new, late, worried, oldest in db.session.execute(query)
    }
    return [found.get(site.id) or Unread(site) for site in sites]


def lately_unread_at(
    sites: Sequence[Site], closures: Mapping[int, Closures], person: Person, today: date
) -> list[Unread]:
    """The same for a person’s overview: of the last two months, or since they were last here."""
    last_at = person.previously_signed_in_at
    last_here = clock.local_day(last_at) if last_at else None
    return unread_at(sites, closures, today, last_here, min(today, last_here or today) - LATELY)


def _late(due: Mapping[int, date]) -> ColumnElement[bool]:
    at_each = [
        and_(Evaluation.site_id == site_id, Evaluation.received_on <= day)
        for site_id, day in due.items()
    ]
    return case(*((each, True) for each in at_each), else_=False) if at_each else false()


def last_due(site: Site, closures: Closures, today: date) -> date:
    """The last day on which a comment came that should be read by now.

    A site promises to read within its `reading_days`, counted in days on which it is open, from the
    day after the comment came; today is not over.
    """
    day, working_days = today, 0
    for _back in range(LONGEST_LOOK_BACK):
        day -= ONE_DAY
        working_days += _is_working_day(site, closures, day)
        if working_days == site.reading_days:
            return day - ONE_DAY
    return date.min


def _is_working_day(site: Site, closures: Closures, day: date) -> bool:
    """Whether a site is open; where it keeps no week, or none any more, as offices are."""
    if counts_days_by_use(site) or (site.closed_on is not None and day > site.closed_on):
        return day.weekday() < SATURDAY and closures.holidays.name(day) is None
    return closures.opens(day)


def sites_with_words_of_today(site_ids: Sequence[int], today: date) -> set[int]:
    """The ids of those sites whose newest words are shown from tomorrow."""
    query = select(Evaluation.site_id).where(
        Evaluation.site_id.in_(site_ids), HAS_WORDS, Evaluation.received_on >= today
    )
    return set(db.session.scalars(query.distinct().order_by(Evaluation.site_id)))
