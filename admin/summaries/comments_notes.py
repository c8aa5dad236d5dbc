"""The notes “you said, we did”: what is shown where, and what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kiosk import clock
from kiosk.database import db
from kiosk.models import FeedbackNote, Site


@dataclass(frozen=True)
class NoteLine:
    """One note; without a site it is told at all of them."""

    note: FeedbackNote
    site: Site | None
    is_shown: bool


def notes_of(sites: Sequence[Site], today: date) -> list[NoteLine]:
    """The notes of these sites and of all sites, those shown first, the newest first."""
    site_of = {site.id: site for site in sites}
    query = (
        select(FeedbackNote)
        .where(FeedbackNote.site_id.in_(site_of) | FeedbackNote.site_id.is_(None))
        .order_by(FeedbackNote.id.desc())
    )
    lines = [
        NoteLine(note, site_of.get(note.site_id or 0), _is_shown(note, today))
        for note in db.session.scalars(query)
    ]
    return sorted(lines, key=lambda line: not line.is_shown)


def first_told_on(lines: Sequence[NoteLine]) -> date | None:
    """The day on which the first of some notes was added; None where there are none."""
    return min((clock.local_day(line.note.added_at) for line in lines), default=None)


def _is_shown(note: FeedbackNote, today: date) -> bool:
    over = note.shown_until_on is not None and note.shown_until_on < today
    return note.withdrawn_at is None and not over
