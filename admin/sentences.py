"""Sentences that more than one room says about the figures."""

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

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
