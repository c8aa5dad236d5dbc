"""Where and when a report is of, in words."""

from collections.abc import Sequence

from flask_babel import format_date
from flask_babel import gettext as _

from admin.periods import Period
from admin.summaries.figures import SiteFigures
from kiosk.models import Site


def was_there(each: SiteFigures) -> bool:
    """Whether a site was open on any day of the period, or something was recorded there."""
    return not (each.opens_later or each.closed_before) or not each.figures.is_empty


def is_whole_service(sites: Sequence[Site], every_site: Sequence[Site], period: Period) -> bool:
    """Whether no site that was open in the period is missing from these."""
    here = {site.id for site in sites}
    return bool(here) and not any(
        _overlaps(site, period) for site in every_site if site.id not in here
    )


def _overlaps(site: Site, period: Period) -> bool:
    closed = site.closed_on
    return site.opened_on <= period.last and (closed is None or closed >= period.first)


def place(sites: Sequence[Site], every_site: Sequence[Site], period: Period) -> str:
    """“The Life Rooms”, or which of its sites."""
    if is_whole_service(sites, every_site, period):
        return _("The Life Rooms")
    return _names(sites)


def place_not_open(sites: Sequence[Site], every_site: Sequence[Site]) -> str:
    """The same where none of the sites that were asked for was open."""
    return _("The Life Rooms") if len(sites) == len(every_site) else _names(sites)


def _names(sites: Sequence[Site]) -> str:
    *first, last = [site.name for site in sites] or [_("The Life Rooms")]
    if not first:
        return last
    return _("%(first)s and %(last)s", first=", ".join(first), last=last)


def when(period: Period) -> str:
    """“between April 2018 and March 2019”, “in April 2018”, “on 24 November 2026”."""
    if period.first == period.last:
        return _("on %(day)s", day=period.words)
    pattern = "MMMM yyyy" if period.is_whole_months else "d MMMM yyyy"
    first, last = (format_date(day, pattern) for day in (period.first, period.last))
    if first == last:
        return _("in %(month)s", month=first)
    return _("between %(first)s and %(last)s", first=first, last=last)
