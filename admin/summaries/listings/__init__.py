"""What each figure of a page opens to: the rows it counts, in the order and part asked for."""

from collections.abc import Callable, Mapping

from admin.summaries.listings.checks import checks
from admin.summaries.listings.enrolments import courses, enrolments
from admin.summaries.listings.evaluations import evaluations
from admin.summaries.listings.everybody import visits
from admin.summaries.listings.headcounts import headcounts
from admin.summaries.listings.listing import Listing, Sort
from admin.summaries.listings.open_days import open_days, per_open_day
from admin.summaries.listings.visits import people, taps
from admin.wanted import Wanted

__all__ = ["LISTINGS", "Listing", "Sort", "listing_of"]

LISTINGS: Mapping[str, Callable[[Wanted], Listing]] = {
    "visits": visits,
    "people": people,
    "taps": taps,
    "headcounts": headcounts,
    "checks": checks,
    "open-days": open_days,
    "per-open-day": per_open_day,
    "evaluations": evaluations,
    "enrolments": enrolments,
    "courses": courses,
}


def listing_of(wanted: Wanted) -> Listing:
    """The rows that an address asks for."""
    return LISTINGS[wanted.kind](wanted)
