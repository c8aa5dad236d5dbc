"""The file of worries about comments: to whom each was passed and when, never the comment."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.choices import Choice
from admin.summaries.comments import readable
from admin.summaries.comments_rows import few_of
from admin.summaries.few import in_stretch
from admin.summaries.rows import AT_ONCE, Row, day_of
from kiosk.models import Concern, Evaluation, Site

WORRIES = ("site", "month", "raised_on", "passed_to", "passed_on", "note", "settled_on")


def worry_rows(session: Session, choice: Choice) -> Iterator[Row]:
    """Each worry about a comment that the room lists for this period, whenever it was raised.

    Of the comment it says place and month, as the room does where few answered.
    """
    few = few_of(choice.period, choice.site_ids)
    query = (
        few.join(
            select(
                Site.slug,
                Evaluation.held_on,
                Concern.raised_at,
                Concern.passed_to,
                Concern.passed_on,
                Concern.note,
                Concern.settled_at,
            )
            .select_from(Concern)
            .join(Evaluation, Evaluation.id == Concern.evaluation_id)
            .join(Site, Site.id == Evaluation.site_id)
        )
        .where(*readable(choice.site_ids, choice.today), in_stretch(few, choice.period))
        .order_by(Concern.raised_at, Concern.id)
    )
    found = session.execute(query, execution_options={"yield_per": AT_ONCE})
    for slug, held_on, raised_at, passed_to, passed_on, note, settled_at in found:
        passed = passed_on.isoformat() if passed_on else ""
        told = (day_of(raised_at), passed_to, passed, note, day_of(settled_at))
        yield (slug, f"{held_on:%Y-%m}", *told)
