"""The rows behind the people counted by hand, and behind those left out."""

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, and_, func, or_, select

from admin.periods import Period
from admin.summaries.charts.over_time import months_or_years, steps_of
from admin.summaries.listings.listing import Column, Listing, Queried
from admin.summaries.rows import HEADCOUNTS, headcount_row, headcounts_query
from admin.summaries.visits import touching_headcounts, wholly_inside
from admin.wanted import BESIDE, BESIDE_IN_REPORT, LEFT_OUT, Wanted
from kiosk.database import db
from kiosk.models import Headcount, Site
from kiosk.pages import number

# Whether a count adds and is in the figures is the same in each row: those columns are left out.
SHOWN = HEADCOUNTS[:5]


def headcounts(wanted: Wanted) -> Listing:
    """The counts by hand that are in the figures, or those left out of them."""
    which = wanted.filters.get("which", "")
    asked = _asked_counts(wanted.choice.period, which)
    query = select(func.count(), func.coalesce(func.sum(Headcount.people), 0))
    where = touching_headcounts(wanted.choice.period, wanted.site_ids)
    counts, came = map(int, db.session.execute(query.where(*where, *asked)).one())
    return Listing(
        figure=came,
        heading=ngettext(
            "%(count)s person counted by hand",
            "%(count)s people counted by hand",
            came,
            count=number(came),
        ),
        who=_("People counted by hand, or by another device,"),
        also=[ALSO_COUNTS[which]()] if which else [],
        how=_how_counts(which),
        total=ngettext(
            "%(count)s count, %(people)s people",
            "%(count)s counts, %(people)s people",
            counts,
            count=number(counts),
            people=number(came),
        ),
        length=counts,
        rows=_count_rows(wanted, asked),
    )


ALSO_COUNTS: Mapping[str, Callable[[], str]] = {
    LEFT_OUT: lambda: _("in counts that reach beyond these days"),
    BESIDE: lambda: _("in counts that stretch over more than one column of the chart of visits"),
    BESIDE_IN_REPORT: lambda: _("in counts that stretch over more than one bar of the report"),
}


def _how_counts(which: str) -> str:
    if which == LEFT_OUT:
        return _("A count that reaches beyond the days is left out of them, never shared out.")
    return _(
        "Counts that add to the visits and lie wholly within these days."
        " Those that only check a screen, and those taken back, are not counted."
    )


def _asked_counts(period: Period, which: str) -> list[ColumnElement[bool]]:
    """Which counts by hand are meant; by default those that are in the figures."""
    adds, inside = Headcount.adds.is_(True), wholly_inside(period)
    if which == LEFT_OUT:
        return [adds, ~inside]
    if which in (BESIDE, BESIDE_IN_REPORT):
        unit = months_or_years(period) if which == BESIDE_IN_REPORT else None
        in_one = or_(*(wholly_inside(step) for step in steps_of(period, unit)))
        return [adds, inside, ~in_one]
    return [adds, inside]


def _count_rows(wanted: Wanted, asked: Sequence[ColumnElement[bool]]) -> Queried:
    columns: Sequence[Column] = (
        Site.name,
        Headcount.counted_from_at,
        Headcount.counted_to_at,
        Headcount.people,
        Headcount.method,
    )
    return Queried(
        SHOWN,
        headcounts_query(wanted.choice.period, wanted.site_ids).where(and_(*asked)),
        lambda found: headcount_row(found)[: len(SHOWN)],
        dict(zip(SHOWN, columns, strict=True)),
        (Headcount.counted_from_at, Headcount.id),
    )
