"""Open sites without a visit by the hour when they usually have one."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from admin.opening import Closures, counts_days_by_use
from admin.periods import Period
from admin.summaries.visits import TALLY, tallied_days
from kiosk import clock
from kiosk.database import db
from kiosk.models import Installation, Kiosk, Site
from kiosk.models.tallies import HOURS

LOOKED_BACK = timedelta(days=42)
MOST_DAYS, FEWEST_DAYS = 20, 10
USUALLY = 0.9  # of its open days


@dataclass(frozen=True)
class QuietSite:
    """A site with a screen, and the hour by which it had a visit on nine open days of ten."""

    site: Site
    by_hour: int


def quiet_sites(
    sites: Sequence[Site], now: datetime, closures: Mapping[int, Closures]
) -> list[QuietSite]:
    """The fixed sites, open today and with a paired screen, where somebody is usually in by now."""
    today = clock.local_day(now)
    asked = {
        site.id: site
        for site in sites
        if not counts_days_by_use(site) and closures[site.id].opens(today)
    }
    watched = _with_a_screen(list(asked))
    first_hours = _first_hours(Period(today - LOOKED_BACK, today), watched)
    quiet = []
    for site_id in watched:
        hours = first_hours[site_id]
        if today in hours:
            continue
        by_hour = _usual([hours[day] for day in sorted(hours) if closures[site_id].opens(day)])
        if by_hour is not None and now >= clock.at_local(today, time(by_hour)):
            quiet.append(QuietSite(asked[site_id], by_hour))
    return quiet


def _usual(first_hours: Sequence[int]) -> int | None:
    """The end of the hour in which the first visit had come on nine days of ten, the last twenty.

    None where too few days are known, or where the day itself ends first.
    """
    hours = sorted(first_hours[-MOST_DAYS:])
    if len(hours) < FEWEST_DAYS:
        return None
    by_hour = hours[math.ceil(USUALLY * len(hours)) - 1] + 1
    return by_hour if by_hour < len(HOURS) else None


def _with_a_screen(site_ids: Sequence[int]) -> list[int]:
    """Those of the sites that have a paired screen."""
    if not site_ids:
        return []
    query = (
        select(Kiosk.site_id)
        .join(Installation, Installation.kiosk_id == Kiosk.id)
        .where(
            Kiosk.site_id.in_(site_ids),
            Kiosk.retired_at.is_(None),
            Kiosk.revoked_at.is_(None),
            Installation.ended_at.is_(None),
        )
        .distinct()
        .order_by(Kiosk.site_id)
    )
    return list(db.session.scalars(query))


def _first_hours(period: Period, site_ids: Sequence[int]) -> dict[int, dict[date, int]]:
    """By site and day, the hour of the first visit."""
    found: dict[int, dict[date, int]] = defaultdict(dict)
    if not site_ids:
        return found
    query = select(TALLY.site_id, TALLY.visited_on, *(TALLY[name] for name in HOURS))
    for site_id, day, *people in db.session.execute(query.where(*tallied_days(period, site_ids))):
        hours = [hour for hour, came in enumerate(people) if came]
        if hours:
            found[site_id][day] = hours[0]
    return found
