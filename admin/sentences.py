"""Sentences that more than one room says about the figures."""

from datetime import datetime

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from admin.spans import span_in_words
from admin.summaries.figures import LeftOut, SiteFigures
from kiosk.pages import number


def not_fully_counted(each: SiteFigures) -> str:
    """Says on how many open days of a site no screen of it was seen."""
    return ngettext(
        "%(site)s: no screen was seen on %(days)s open day, so its visits are not fully counted.",
        "%(site)s: no screen was seen on %(days)s open days, so its visits are not fully counted.",
        len(each.not_counted),
        site=each.site.short_name,
        days=number(len(each.not_counted)),
    )


def left_out(left: LeftOut) -> str:
    """Says which count by hand reaches beyond the period."""
    return _(
        "Left out: %(people)s people counted at %(site)s from %(first)s to %(last)s. That count "
        "reaches beyond these days, so it is not shared out.",
        people=number(left.people),
        site=left.site.name,
        first=format_date(left.first, "d MMMM yyyy"),
        last=format_date(left.last, "d MMMM yyyy"),
    )


def counted_already(people: int, from_at: datetime, to_at: datetime) -> str:
    """Says how many people are in the figures for a time of which a count is to be added."""
    return ngettext(
        "%(count)s person is in the figures already for %(span)s, by screen or from a file.",
        "%(count)s people are in the figures already for %(span)s, by screen or from a file.",
        people,
        count=number(people),
        span=span_in_words(from_at, to_at),
    )
