"""What checks by hand say of the screens, in one sentence; rounded, for they are few."""

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.periods import Period
from admin.summaries.checks import SiteChecks
from admin.summaries.told import Told, mark
from admin.wanted import NOT_COMPARED, PEOPLE, SEEN, SHARE
from kiosk.pages import number


def screen_saw(checks: SiteChecks) -> str:
    """“The screen saw about 8 in 10, from 9 checks”; empty where they are too few to say."""
    if not checks.are_enough or checks.in_ten is None and not checks.seen:
        return ""
    said = in_ten(checks) + " " + _numbers(checks)
    return Told(said + (" " + _left_out(checks) if checks.left_out else ""))


def mark_of(checks: SiteChecks, count: int, part: str = "", days: Period | None = None) -> str:
    """A number of the checks of one site, marked with their rows."""
    site_id = (*checks.compared, *checks.not_compared)[0].of.site_id
    return mark(number(count), "checks", site_id, part, days)


def in_ten(checks: SiteChecks) -> str:
    """How many of ten; or that the screen saw more than the people who counted."""
    words = {"count": mark_of(checks, len(checks.compared))}
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
        words["one"] = mark_of(checks, 1, f"of={SHARE}")
        return _("The screen saw fewer than %(one)s in 10, from %(count)s checks.", **words)
    words["tenths"] = mark_of(checks, checks.in_ten, f"of={SHARE}")
    return _("The screen saw about %(tenths)s in 10, from %(count)s checks.", **words)


def _numbers(checks: SiteChecks) -> str:
    return _(
        "Counted by hand: %(people)s people, by the screen: %(seen)s, %(days)s.",
        people=mark_of(checks, checks.people, f"of={PEOPLE}"),
        seen=mark_of(checks, checks.seen, f"of={SEEN}"),
        days=checks.days.days,
    )


def _left_out(checks: SiteChecks) -> str:
    return ngettext(
        "%(count)s more check cannot be compared.",
        "%(count)s more checks cannot be compared.",
        checks.left_out,
        count=mark_of(checks, checks.left_out, f"which={NOT_COMPARED}"),
    )
