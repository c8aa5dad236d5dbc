"""Sentences that more than one room says about the figures."""

from datetime import datetime

from flask_babel import format_date, ngettext

from admin.spans import span_in_words
from admin.summaries.figures import LeftOut, SiteFigures
from admin.summaries.told import Told, mark
from admin.wanted import LEFT_OUT, NOT_COUNTED
from kiosk.pages import number


def not_fully_counted(each: SiteFigures) -> Told:
    """Says on how many open days of a site no screen of it was seen."""
    days = number(len(each.not_counted))
    sentence = ngettext(
        "%(site)s: no screen was seen on %(days)s open day, so its visits are not fully counted.",
        "%(site)s: no screen was seen on %(days)s open days, so its visits are not fully counted.",
        len(each.not_counted),
        site=each.site.short_name,
        days=mark(days, "open-days", each.site.id, f"which={NOT_COUNTED}"),
    )
    return Told(sentence)


def left_out(left: LeftOut, counts: int) -> Told:
    """Says how many people of a site stand in counts by hand that reach beyond the period."""
    sentence = ngettext(
        "Left out: %(people)s people counted at %(site)s from %(first)s to %(last)s. That count "
        "reaches beyond these days, so it is not shared out.",
        "Left out: %(people)s people counted at %(site)s between %(first)s and %(last)s. Those "
        "counts reach beyond these days, so they are not shared out.",
        counts,
        people=mark(number(left.people), "headcounts", left.site.id, f"which={LEFT_OUT}"),
        site=left.site.name,
        first=format_date(left.first, "d MMMM yyyy"),
        last=format_date(left.last, "d MMMM yyyy"),
    )
    return Told(sentence)


def counted_already(people: int, from_at: datetime, to_at: datetime) -> str:
    """Says how many people are in the figures for a time of which a count is to be added."""
    return ngettext(
        "%(count)s person is in the figures already for %(span)s, by screen or from a file.",
        "%(count)s people are in the figures already for %(span)s, by screen or from a file.",
        people,
        count=number(people),
        span=span_in_words(from_at, to_at),
    )
