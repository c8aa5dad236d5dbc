"""The rows of the files of comments: for the team that reads them, and to be shared."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.highlights import looks_personal
from admin.periods import Period
from admin.summaries.comments import SHOWN, UNREAD, WORRIED, joined, readable
from admin.summaries.few import Few, in_stretch, whole_months
from admin.summaries.rows import AT_ONCE, Row, yes_or_no
from kiosk.models import Concern, Evaluation, Site

COMMENTS = (
    *("site", "course", "month", "held_on", "good", "better"),
    *("do_not_share", "read", "worried_about"),
)
SHARED_COMMENTS = ("site", "month", "good", "better")


def comment_rows(
    session: Session, period: Period, site_ids: Sequence[int], today: date
) -> Iterator[Row]:
    """Each comment that may be read, with as much of its course and date as the room shows."""
    few = few_of(period, site_ids)
    query = joined(
        few,
        select(
            Site.slug,
            few.course,
            Evaluation.held_on,
            few.day,
            Evaluation.good,
            Evaluation.better,
            Evaluation.do_not_share,
            ~SHOWN[UNREAD],
            SHOWN[WORRIED],
        )
        .select_from(Evaluation)
        .join(Site, Site.id == Evaluation.site_id),
    ).where(*readable(site_ids, today), in_stretch(few, period))
    found = session.execute(query.order_by(*few.order()), execution_options={"yield_per": AT_ONCE})
    for slug, course, held_on, day, good, better, *marks in found:
        shown = day.isoformat() if day else ""
        yield (slug, course, f"{held_on:%Y-%m}", shown, good, better, *map(yes_or_no, marks))


def shared_comment_rows(
    session: Session, period: Period, site_ids: Sequence[int], today: date
) -> Iterator[Row]:
    """The comments that may leave the team, with site and month alone.

    Not those whose writers asked that their words stay inside, nor those that nobody has read, that
    somebody was ever worried about, settled or not, or that seem to say who somebody is.
    """
    wide = whole_months(period)
    few = few_of(wide, site_ids)
    query = joined(
        few,
        select(Site.slug, Evaluation.held_on, Evaluation.good, Evaluation.better)
        .select_from(Evaluation)
        .join(Site, Site.id == Evaluation.site_id),
    ).where(
        *readable(site_ids, today),
        in_stretch(few, wide),
        ~Evaluation.do_not_share,
        ~SHOWN[UNREAD],
        Concern.id.is_(None),
    )
    year, month, *_days, key = few.order()
    found = session.execute(
        query.order_by(year, month, key), execution_options={"yield_per": AT_ONCE}
    )
    for slug, held_on, good, better in found:
        if not looks_personal(good) and not looks_personal(better):
            yield (slug, f"{held_on:%Y-%m}", good, better)


def few_of(period: Period, site_ids: Sequence[int]) -> Few:
    """What may be shown of the forms of the months that a period touches."""
    wide = whole_months(period)
    return Few(
        [Evaluation.site_id.in_(site_ids), Evaluation.held_on.between(wide.first, wide.last)]
    )
