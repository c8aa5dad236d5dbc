"""What came of feedback, told where people see it: “you said … we did …”."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from kiosk.models import FeedbackNote
from kiosk.rows import read_rows

# How many a page tells at most; the newest come first.
MOST_NOTES = 3
# The check-in screen tells another one after so long, and only those for which it has room.
EACH_TOLD_FOR = timedelta(minutes=10)
ROOM_ON_SCREEN = 200


@dataclass(frozen=True)
class Note:
    """One thing that people said, and what was done."""

    you_said: str
    we_did: str

    @property
    def is_short(self) -> bool:
        """Whether a screen has room for it."""
        return len(self.you_said) + len(self.we_did) <= ROOM_ON_SCREEN


def shown_at(site_id: BindParameter[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether a site shows a note on the day that is told as `today`."""
    shown_until = FeedbackNote.shown_until_on
    return and_(
        (FeedbackNote.site_id == site_id) | FeedbackNote.site_id.is_(None),
        FeedbackNote.withdrawn_at.is_(None),
        shown_until.is_(None) | (shown_until >= bindparam("today")),
    )


# Built once: screens ask this.
_SHOWN = (
    select(FeedbackNote.you_said, FeedbackNote.we_did)
    .where(shown_at(bindparam("site_id")))
    .order_by(FeedbackNote.id.desc())
    .limit(MOST_NOTES)
)


def notes_for(site_id: int, today: date) -> list[Note]:
    """The newest notes that a site shows on a day; one query."""
    return [Note(*row) for row in read_rows(_SHOWN, {"site_id": site_id, "today": today})]


def note_now(site_id: int, today: date, moment: datetime) -> Note | None:
    """The one that a screen tells when it is drawn; the next drawing may tell another."""
    notes = [note for note in notes_for(site_id, today) if note.is_short]
    turn = int(moment.timestamp() // EACH_TOLD_FOR.total_seconds())
    return notes[turn % len(notes)] if notes else None
