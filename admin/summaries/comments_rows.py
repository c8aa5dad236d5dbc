"""The rows of the files of comments: for the team that reads them, and to be shared."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, extract, func, select
from sqlalchemy.orm import Session

from admin.highlights import looks_personal
from admin.periods import Period
from admin.summaries.comments import SHOWN, UNREAD, WORRIED, joined, readable, with_marks
from admin.summaries.few import Few, in_stretch, whole_months
from admin.summaries.rows import AT_ONCE, Row, yes_or_no
from admin.summaries.shared import closed_until
from admin.summaries.ties import FEWEST_SHARED
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
    somebody was ever worried about, settled or not, or that seem to say who somebody is. And none
    of a month in which few forms came to a site, or to which some may still come: two files of
    different days would tell whose words came in between.
    """
    enough = months_with_enough(session, whole_months(period), site_ids, today)
    year, month = (extract(part, Evaluation.held_on) for part in ("year", "month"))
    query = with_marks(
        select(Site.slug, Evaluation.held_on, Evaluation.good, Evaluation.better)
        .select_from(Evaluation)
        .join(Site, Site.id == Evaluation.site_id)
    ).where(
        *readable(site_ids, today),
        _held_in(whole_months(period)),
        ~Evaluation.do_not_share,
        ~SHOWN[UNREAD],
        Concern.id.is_(None),
    )
    found = session.execute(
        query.order_by(year.desc(), month.desc(), Evaluation.id),
        execution_options={"yield_per": AT_ONCE},
    )
    for slug, held_on, good, better in found:
        where_and_when = slug, f"{held_on:%Y-%m}"
        if where_and_when in enough and not looks_personal(good) and not looks_personal(better):
            yield (*where_and_when, good, better)


def months_with_enough(
    session: Session, months: Period, site_ids: Sequence[int], today: date
) -> set[tuple[str, str]]:
    """Each site and month, as a file writes them, whose forms are all in, and 10 or more."""
    year, month = (extract(part, Evaluation.held_on) for part in ("year", "month"))
    query = (
        select(Site.slug, year, month)
        .select_from(Evaluation)
        .join(Site, Site.id == Evaluation.site_id)
        .where(
            Evaluation.site_id.in_(site_ids),
            _held_in(months),
            Evaluation.held_on <= closed_until(today),
        )
        .group_by(Site.slug, year, month)
        .having(func.count() >= FEWEST_SHARED)
    )
    return {(slug, f"{int(y)}-{int(m):02}") for slug, y, m in session.execute(query)}


def _held_in(period: Period) -> ColumnElement[bool]:
    return Evaluation.held_on.between(period.first, period.last)


def few_of(period: Period, site_ids: Sequence[int]) -> Few:
    """What may be shown of the forms of the months that a period touches."""
    wide = whole_months(period)
    return Few([Evaluation.site_id.in_(site_ids), _held_in(wide)])
