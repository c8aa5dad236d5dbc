"""The file of the notes “you said, we did”."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from admin.choices import Choice
from admin.summaries.rows import AT_ONCE, Row, day_of
from kiosk import clock
from kiosk.models import FeedbackNote, Site

NOTES = ("site", "you_said", "we_did", "added_on", "shown_until", "taken_back_on")


def note_rows(session: Session, choice: Choice) -> Iterator[Row]:
    """Each note that was told on a day of the period, at these sites or at all of them."""
    begins_at, ended_at = clock.bounds(choice.period.first, choice.period.last)
    until, gone_at = FeedbackNote.shown_until_on, FeedbackNote.withdrawn_at
    query = (
        select(
            Site.slug,
            FeedbackNote.you_said,
            FeedbackNote.we_did,
            FeedbackNote.added_at,
            until,
            gone_at,
        )
        .select_from(FeedbackNote)
        .outerjoin(Site, Site.id == FeedbackNote.site_id)
        .where(
            or_(
                FeedbackNote.site_id.in_(choice.site_ids),
                FeedbackNote.site_id.is_(None),
            ),
            FeedbackNote.added_at < ended_at,
            or_(until.is_(None), until >= choice.period.first),
            or_(gone_at.is_(None), gone_at >= begins_at),
        )
        .order_by(FeedbackNote.added_at, FeedbackNote.id)
    )
    found = session.execute(query, execution_options={"yield_per": AT_ONCE})
    for slug, said, did, added_at, shown_until, withdrawn_at in found:
        shown = shown_until.isoformat() if shown_until else ""
        yield (slug or "", said, did, day_of(added_at), shown, day_of(withdrawn_at))
