"""The rows behind the open days: each day on which a site was open, and its people."""

from collections.abc import Iterator, Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from admin.opening import closures_of, counts_days_by_use, days_between
from admin.periods import Period
from admin.summaries import summarise
from admin.summaries.days import used_days
from admin.summaries.listings.listing import Listed, Listing
from admin.summaries.visits import TALLY, tallied_days
from admin.wanted import Wanted
from kiosk.database import db
from kiosk.pages import number

OPEN_DAYS = ("site", "open_on", "people_by_screen_or_file")


def open_days(wanted: Wanted) -> Listing:
    """The days on which the doors were open."""
    rows = _rows(wanted)
    days = len(rows.rows)
    return Listing(
        figure=days,
        heading=_days(days),
        who=_("Open days"),
        also=[],
        how=_how(),
        total="",
        length=days,
        rows=rows,
    )


def per_open_day(wanted: Wanted) -> Listing:
    """The visits for each open day: what is divided by how many days, and these days."""
    choice, rows = wanted.choice, _rows(wanted)
    total = summarise(choice.period, choice.sites, choice.today).total
    figure = total.visits_per_open_day
    written = "–" if figure is None else number(float(figure), 1)
    return Listing(
        figure=figure,
        heading=_("%(figure)s visits for each open day", figure=written),
        who=_("Open days"),
        also=[],
        how=_how(),
        total=_(
            "%(visits)s visits ÷ %(days)s = %(figure)s",
            visits=number(total.visits),
            days=_days(len(rows.rows)),
            figure=written,
        ),
        length=len(rows.rows),
        rows=rows,
    )


def _days(days: int) -> str:
    return ngettext("%(count)s open day", "%(count)s open days", days, count=number(days))


def _how() -> str:
    return _(
        "The days of each site’s week, without bank holidays and its own closed days, with the"
        " days it opened besides, up to today. A site without a week: days with a date or a visit."
    )


def _rows(wanted: Wanted) -> Listed:
    come = wanted.choice.period.so_far(wanted.choice.today)
    if come is None:
        return Listed(OPEN_DAYS, ())
    slug_of = {site.id: site.slug for site in wanted.choice.sites}
    came = _came(come, list(slug_of))
    days = sorted((day, site_id) for site_id, day in _open_days(wanted, come))
    return Listed(
        OPEN_DAYS,
        [(slug_of[site_id], day.isoformat(), came.get((site_id, day), 0)) for day, site_id in days],
    )


def _open_days(wanted: Wanted, come: Period) -> Iterator[tuple[int, date]]:
    used = [site.id for site in wanted.choice.sites if counts_days_by_use(site)]
    if used:
        for site_id, day in used_days([come], used):
            yield site_id, day
    by_week = [site for site in wanted.choice.sites if site.id not in used]
    for site_id, closures in closures_of(by_week).items():
        for day in days_between(come.first, come.last):
            if closures.opens(day):
                yield site_id, day


def _came(period: Period, site_ids: list[int]) -> Mapping[tuple[int, date], int]:
    query = (
        select(TALLY.site_id, TALLY.visited_on, func.sum(TALLY.people))
        .where(*tallied_days(period, site_ids))
        .group_by(TALLY.site_id, TALLY.visited_on)
    )
    return {(site_id, day): int(people) for site_id, day, people in db.session.execute(query)}
