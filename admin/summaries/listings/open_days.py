"""The rows behind the open days: each day on which a site was open, and its people."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from admin.opening import closures_of, counts_days_by_use, days_between
from admin.periods import Period
from admin.summaries import summarise
from admin.summaries.days import days_in_use
from admin.summaries.listings.listing import Listed, Listing
from admin.summaries.uncounted_days import uncounted_days
from admin.summaries.visits import TALLY, tallied_days
from admin.wanted import NOT_COUNTED, Wanted
from kiosk.database import db
from kiosk.pages import number

Which = Callable[[Wanted, Period], Iterator[tuple[int, date]]]
OPEN_DAYS = ("site", "open_on", "people_by_screen_or_file")


def open_days(wanted: Wanted) -> Listing:
    """The days on which the doors were open, or those of them that are not fully counted."""
    if wanted.filters.get("which") == NOT_COUNTED:
        return _not_counted(wanted)
    rows = _listed(wanted, _open_days)
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


def _not_counted(wanted: Wanted) -> Listing:
    rows = _listed(wanted, _days_not_counted)
    days = len(rows.rows)
    return Listing(
        figure=days,
        heading=ngettext(
            "%(count)s open day not fully counted",
            "%(count)s open days not fully counted",
            days,
            count=number(days),
        ),
        who=_("Open days"),
        also=[_("on which no screen was seen")],
        how=_(
            "From the day on which the site’s first screen was paired, up to yesterday. A day that"
            " a count by hand adds to is counted."
        ),
        total="",
        length=days,
        rows=rows,
    )


def per_open_day(wanted: Wanted) -> Listing:
    """The visits for each open day: what is divided by how many days, and these days."""
    choice, rows = wanted.choice, _listed(wanted, _open_days)
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
        " days it opened besides, up to today. A site without a week: days with a date, a visit or"
        " a count by hand of that day alone."
    )


def _listed(wanted: Wanted, which: Which) -> Listed:
    """Some days that have come, each with the people of its site."""
    come = wanted.choice.period.so_far(wanted.choice.today)
    if come is None:
        return Listed(OPEN_DAYS, ())
    slug_of = {site.id: site.slug for site in wanted.choice.sites}
    came = _came(come, list(slug_of))
    days = sorted((day, site_id) for site_id, day in which(wanted, come))
    return Listed(
        OPEN_DAYS,
        [(slug_of[site_id], day.isoformat(), came.get((site_id, day), 0)) for day, site_id in days],
    )


def _days_not_counted(wanted: Wanted, come: Period) -> Iterator[tuple[int, date]]:
    sites, today = wanted.choice.sites, wanted.choice.today
    found = uncounted_days([come], sites, today, closures_of(sites))
    for (_place, site_id), days in found.items():
        for day in days:
            yield site_id, day


def _open_days(wanted: Wanted, come: Period) -> Iterator[tuple[int, date]]:
    used = [site.id for site in wanted.choice.sites if counts_days_by_use(site)]
    for (_place, site_id), days in days_in_use([come], used).items():
        for day in days:
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
