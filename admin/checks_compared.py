"""Whether the screens saw as many of the people in two periods, as far as checks by hand tell."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from admin.compared_periods import within
from admin.periods import Period
from admin.summaries.checks import SiteChecks
from admin.summaries.checks_lines import mark_of
from admin.summaries.shares import Share
from admin.wanted import SHARE

NO_CHECKS = SiteChecks((), ())
# The shares seen, in percent, differ clearly from so many on; of fewer people chance alone does it.
CLEARLY, FEWEST_PEOPLE = 10, 30


def seen_otherwise(
    site: str, checks: Sequence[SiteChecks], periods: Sequence[Period]
) -> Iterator[str]:
    """Says that the screens of a site saw clearly more in one period, or were checked in one only.

    `checks` and `periods` are of now and then. The numbers are marked with their rows.
    """
    enough = [_are_enough(each) for each in checks]
    words = [within(period) for period in periods]
    if all(enough):
        shares = [Share(each.seen, each.people).whole_percent or 0 for each in checks]
        if abs(shares[0] - shares[1]) >= CLEARLY:
            yield _(
                "%(site)s: beside counts by hand the screen saw %(now_saw)s %(now)s, "
                "%(then_saw)s %(then)s. Some of the change may come from that.",
                site=site,
                now_saw=_saw(checks[0], periods[0]),
                now=words[0],
                then_saw=_saw(checks[1], periods[1]),
                then=words[1],
            )
    elif any(enough):
        checked = enough.index(True)
        yield _(
            "%(site)s: the screen was checked by counts by hand only %(checked)s, where it saw "
            "%(saw)s. Whether it saw as many %(other)s is not known.",
            site=site,
            checked=words[checked],
            saw=_saw(checks[checked], periods[checked]),
            other=words[1 - checked],
        )


def _are_enough(checks: SiteChecks) -> bool:
    return checks.are_enough and checks.people >= FEWEST_PEOPLE


def _saw(checks: SiteChecks, period: Period) -> str:
    """“about 8 in 10 people, from 9 checks”"""
    words = {
        "tenths": mark_of(checks, checks.in_ten or 0, f"of={SHARE}", period),
        "one": mark_of(checks, 1, f"of={SHARE}", period),
        "count": mark_of(checks, len(checks.compared), days=period),
    }
    if checks.seen > checks.people:
        return _("more people than were counted, from %(count)s checks", **words)
    if not checks.in_ten:
        return _("fewer than %(one)s in 10 people, from %(count)s checks", **words)
    return _("about %(tenths)s in 10 people, from %(count)s checks", **words)
