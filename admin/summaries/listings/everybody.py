"""The rows behind the visits: taps and counts by hand in one list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    String,
    Subquery,
    case,
    func,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from admin.summaries.listings.listing import Column, Listing, Queried
from admin.summaries.listings.visits import from_file, purpose_rank
from admin.summaries.rows import Found, Query, Row
from admin.summaries.visits import (
    INSTANT,
    counted_visits,
    touching_headcounts,
    wholly_inside,
)
from admin.wanted import BY_FILE, BY_SCREEN, Wanted
from kiosk import clock
from kiosk.database import UTCDateTime, db
from kiosk.models import Headcount, Site, Visit
from kiosk.pages import number

EVERYBODY = ("site", "from", "to", "hour", "purpose", "first_time", "people", "counted_by")
SCREEN, FILE = BY_SCREEN, BY_FILE
FIRST_TIME = {True: "yes", False: "no", None: ""}


class _Midnight(FunctionElement[datetime]):
    """The midnight with which a day begins, to sort it among moments."""

    type = UTCDateTime()
    inherit_cache = True


@compiles(_Midnight)
def _at_midnight(element: _Midnight, compiler: SQLCompiler, **how: Any) -> str:  # Any: its own
    return f"CAST({compiler.process(element.clauses, **how)} AS timestamp) AT TIME ZONE 'UTC'"


@compiles(_Midnight, "sqlite")
def _written_midnight(
    element: _Midnight, compiler: SQLCompiler, **how: Any
) -> str:  # Any: as above
    return f"{compiler.process(element.clauses, **how)} || ' 00:00:00.000000'"


def visits(wanted: Wanted) -> Listing:
    """Everybody who came in, however they were counted."""
    (taps, people), (counts, counted) = (
        map(int, db.session.execute(query).one()) for query in _totals(wanted)
    )
    came = people + counted
    return Listing(
        figure=came,
        heading=ngettext("%(count)s visit", "%(count)s visits", came, count=number(came)),
        who=_("People who came in"),
        also=[],
        how=_(
            "The people of each tap on a screen and of each imported visit, and those counted by"
            " hand wholly within these days. Somebody who comes twice is two visits."
        ),
        total=_came_by(came, people, counted, from_file(wanted)),
        length=taps + counts,
        rows=_rows(_both(wanted)),
    )


def _came_by(came: int, people: int, counted: int, imported: int) -> str:
    words = {
        "visits": number(came),
        "screen": number(people - imported),
        "file": number(imported),
        "hand": number(counted),
    }
    if imported:
        return _(
            "%(visits)s = %(screen)s by screen + %(file)s from a file + %(hand)s counted by hand",
            **words,
        )
    return _("%(visits)s = %(screen)s by screen + %(hand)s counted by hand", **words)


def _totals(wanted: Wanted) -> tuple[Query, Query]:
    """How many taps and counts there are, and their people: apart, which is quicker."""
    period, site_ids = wanted.choice.period, wanted.site_ids
    taps = select(func.count(), func.coalesce(func.sum(Visit.people), 0))
    counts = select(func.count(), func.coalesce(func.sum(Headcount.people), 0))
    added = (*touching_headcounts(period, site_ids), wholly_inside(period), Headcount.adds)
    return taps.where(*counted_visits(period, site_ids)), counts.where(*added)


def _both(wanted: Wanted) -> Subquery:
    """Taps and counts, with the same columns; the moment of a tap is not among them."""
    period, site_ids = wanted.choice.period, wanted.site_ids
    taps = select(
        Visit.site_id,
        Visit.visited_on,
        _Midnight(Visit.visited_on).label("began"),
        type_coerce(null(), UTCDateTime).label("ended_at"),
        Visit.visited_hour,
        Visit.purpose,
        Visit.first_time,
        Visit.people,
        case((Visit.import_id.is_(None), SCREEN), else_=FILE).label("method"),
        Visit.id,
    ).where(*counted_visits(period, site_ids))
    counts = select(
        Headcount.site_id,
        type_coerce(null(), Date),
        Headcount.counted_from_at,
        Headcount.counted_to_at,
        type_coerce(null(), Integer),
        type_coerce(null(), String),
        type_coerce(null(), Boolean),
        Headcount.people,
        Headcount.method,
        Headcount.id,
    ).where(*touching_headcounts(period, site_ids), wholly_inside(period), Headcount.adds)
    return union_all(taps, counts).subquery()


def _rows(both: Subquery) -> Queried:
    each = both.c
    by: Sequence[Column] = (
        Site.name,
        each.began,
        func.coalesce(each.ended_at, each.began),
        func.coalesce(each.visited_hour, -1),
        purpose_rank(each.purpose),
        case((each.first_time, "yes"), (~each.first_time, "no"), else_=""),
        each.people,
        each.method,
    )
    read = (
        Site.slug,
        each.visited_on,
        case((each.visited_on.is_(None), each.began)),
        each.ended_at,
        each.visited_hour,
        each.purpose,
        each.first_time,
        each.people,
        each.method,
    )
    return Queried(
        EVERYBODY,
        select(*read).join_from(both, Site, Site.id == each.site_id),
        _row,
        dict(zip(EVERYBODY, by, strict=True)),
        (each.began, func.coalesce(each.visited_hour, -1), each.id),
    )


def _row(found: Found) -> Row:
    slug, day, began_at, ended_at, hour, purpose, first_time, people, method = found
    first = day or clock.local_day(began_at)
    last = day or clock.local_day(ended_at - INSTANT)
    days = (first.isoformat(), last.isoformat())
    return (slug, *days, hour, purpose or "", FIRST_TIME[first_time], people, method)
