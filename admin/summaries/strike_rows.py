"""The file of mistaken taps: what was struck out, why and by whom, and whether it was put back."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from admin.choices import Choice
from admin.summaries.rows import Row, day_of, moment
from admin.summaries.strike_list import strikes
from kiosk import clock
from kiosk.models import Kiosk, Site, Strike

STRIKES = (
    *("site", "screen", "from_at", "to_at", "reason", "taps"),
    *("struck_on", "struck_by", "put_back_on"),
)


def strike_rows(session: Session, choice: Choice) -> Iterator[Row]:
    """Each strike of taps of the period at these sites, whenever it was made."""
    begins_at, ended_at = clock.bounds(choice.period.first, choice.period.last)
    query = (
        strikes()
        .add_columns(Site.slug)
        .join(Site, Site.id == Kiosk.site_id)
        .where(
            Kiosk.site_id.in_(choice.site_ids),
            Strike.from_at < ended_at,
            Strike.to_at > begins_at,
        )
        .group_by(Site.slug)
        .order_by(Strike.from_at, Strike.id)
    )
    for strike, screen, person, taps, slug in session.execute(query):
        yield (
            slug,
            screen,
            moment(strike.from_at),
            moment(strike.to_at),
            strike.reason,
            taps if strike.restored_at is None else None,
            day_of(strike.struck_at),
            person or "",
            day_of(strike.restored_at),
        )
