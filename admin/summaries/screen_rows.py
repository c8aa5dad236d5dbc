"""The file of screens: each pairing of each, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from admin.choices import Choice
from admin.summaries.rows import Row, day_of
from admin.summaries.screens import received, state_of
from kiosk import clock
from kiosk.database import db
from kiosk.models import Installation, Kiosk

SCREENS = (
    *("site", "screen", "state", "added_on", "stopped_on", "put_away_on"),
    *("paired_on", "unpaired_on", "last_seen_at", "version", "waiting_to_send"),
    *("numbered", "received", "missing", "refused", "seconds_slow", "storage"),
)
STATES = {
    "in_use": "in use",
    "unpaired": "not paired",
    "revoked": "stopped",
    "retired": "put away",
}
STORAGE = {"new": "not tried"}
NEVER_PAIRED = ("", "", "", "", None, None, None, None, None, None, "")


def screen_rows(choice: Choice) -> list[Row]:
    """Each screen that was at these sites on a day of the period, and its pairings of then.

    A screen without any has a row of its own. Staff see the hour of a thing, not its minute.
    """
    kiosks = _kiosks(choice)
    slugs = {site.id: site.slug for site in choice.sites}
    pairings = {kiosk.id: [*_pairings(kiosk, choice)] for kiosk in kiosks}
    came = received([one.id for each in pairings.values() for one in each])
    return [
        (slugs[kiosk.site_id], *_about(kiosk), *pairing)
        for kiosk in kiosks
        for pairing in [_told(one, came) for one in pairings[kiosk.id]] or [NEVER_PAIRED]
    ]


def _kiosks(choice: Choice) -> Sequence[Kiosk]:
    begins_at, ended_at = clock.bounds(choice.period.first, choice.period.last)
    query = (
        select(Kiosk)
        .options(selectinload(Kiosk.installations))
        .where(
            Kiosk.site_id.in_(choice.site_ids),
            Kiosk.added_at < ended_at,
            or_(Kiosk.retired_at.is_(None), Kiosk.retired_at >= begins_at),
        )
        .order_by(Kiosk.site_id, Kiosk.name, Kiosk.id)
    )
    return db.session.scalars(query).all()


def _pairings(kiosk: Kiosk, choice: Choice) -> Iterator[Installation]:
    begins_at, ended_at = clock.bounds(choice.period.first, choice.period.last)
    for one in kiosk.installations:
        if one.paired_at < ended_at and (one.ended_at is None or one.ended_at >= begins_at):
            yield one


def _about(kiosk: Kiosk) -> Row:
    days = (kiosk.added_at, kiosk.revoked_at, kiosk.retired_at)
    return (kiosk.name, STATES[state_of(kiosk)], *map(day_of, days))


def _told(one: Installation, came: Mapping[UUID, int]) -> Row:
    numbered, slow = one.last_seq or 0, one.clock_difference_ms
    arrived = came.get(one.id, 0)
    return (
        day_of(one.paired_at),
        day_of(one.ended_at),
        _hour_of(one.last_seen_at),
        one.version,
        one.queued if one.ended_at is None else None,
        numbered,
        arrived,
        max(numbered - arrived, 0),
        one.refused,
        None if slow is None else round(slow / 1000),
        STORAGE.get(one.storage, one.storage),
    )


def _hour_of(at: datetime | None) -> str:
    return f"{at.astimezone(clock.LONDON):%Y-%m-%d %H}:00" if at else ""
