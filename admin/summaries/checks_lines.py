"""What checks by hand say of the screens, in one sentence; rounded, for they are few."""

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.summaries.checks import SiteChecks
from kiosk.pages import number


def screen_saw(checks: SiteChecks) -> str:
    """“The screen saw about 8 in 10, from 9 checks”; empty where they are too few to say."""
    if not checks.are_enough or checks.in_ten is None and not checks.seen:
        return ""
    said = _how_many(checks) + " " + _numbers(checks)
    return said + (" " + _left_out(checks.left_out) if checks.left_out else "")


def _how_many(checks: SiteChecks) -> str:
    """How many of ten; or that the screen saw more than the people who counted."""
    words = {"count": number(len(checks.compared))}
    if checks.seen > checks.people:
        return _(
            "The screen counted more people than the checks by hand, from %(count)s checks.",
            **words,
        )
    if checks.seen == checks.people:
        return _("The screen saw as many as were counted by hand, from %(count)s checks.", **words)
    if checks.in_ten == 10:
        return _("The screen saw nearly everybody, from %(count)s checks.", **words)
    if not checks.in_ten:
        return _("The screen saw fewer than 1 in 10, from %(count)s checks.", **words)
    words["tenths"] = number(checks.in_ten)
    return _("The screen saw about %(tenths)s in 10, from %(count)s checks.", **words)


def _numbers(checks: SiteChecks) -> str:
    return _(
        "Counted by hand: %(people)s people, by the screen: %(seen)s, %(days)s.",
        people=number(checks.people),
        seen=number(checks.seen),
        days=checks.days.days,
    )


def _left_out(count: int) -> str:
    return ngettext(
        "%(count)s more check cannot be compared.",
        "%(count)s more checks cannot be compared.",
        count,
        count=number(count),
    )
