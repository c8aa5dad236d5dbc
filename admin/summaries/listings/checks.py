"""The rows behind “Was everybody counted?”: each check by hand, and what the screens saw."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.summaries.checks import Check, SiteChecks, checks_by_site, together
from admin.summaries.checks_lines import in_ten
from admin.summaries.listings.listing import Listed, Listing
from admin.summaries.rows import Row, moment
from admin.summaries.told import Told
from admin.wanted import NOT_COMPARED, PEOPLE, SEEN, SHARE, Wanted
from kiosk import clock
from kiosk.pages import number

CHECK = ("site", "counted_from", "counted_to", "people")
COMPARED, NOT_COMPARED_WITH_IT = (*CHECK, "screen_saw"), (*CHECK, "why_not")


def checks(wanted: Wanted) -> Listing:
    """The checks that were compared with the screens, or those that cannot be."""
    by_site = checks_by_site(wanted.choice.period, wanted.choice.sites, clock.now()).values()
    found = together(check for each in by_site for check in (*each.compared, *each.not_compared))
    if wanted.filters.get("which") == NOT_COMPARED:
        return _listing(
            found.left_out,
            _how_many(found.left_out),
            _("that cannot be compared with the screens"),
            "",
            Listed(NOT_COMPARED_WITH_IT, _rows(wanted, found.not_compared)),
        )
    return _listing(
        *_asked(found, wanted.filters.get("of", "")),
        _("that were compared with the screens"),
        _(
            "%(people)s people counted by hand, %(seen)s by the screens",
            people=number(found.people),
            seen=number(found.seen),
        ),
        Listed(COMPARED, _rows(wanted, found.compared)),
    )


def _listing(figure: int | None, heading: str, also: str, total: str, rows: Listed) -> Listing:
    return Listing(
        figure=figure,
        heading=heading,
        who=_("Counts by hand that only check a screen,"),
        also=[also],
        how=_(
            "A count of some hours of one day is compared with the taps between its times, one of"
            " whole days, a week at most, with all their taps. No figure is changed by it."
        ),
        total=total,
        length=len(rows.rows),
        rows=rows,
    )


def _asked(found: SiteChecks, which: str) -> tuple[int | None, str]:
    """Which number of the checks is meant, and how it is called: how many they are, by default."""
    if which == PEOPLE:
        return found.people, _("%(people)s counted by hand", people=_people(found.people))
    if which == SEEN:
        return found.seen, _("%(people)s counted by the screens", people=_people(found.seen))
    if which == SHARE and found.compared:
        return found.in_ten, Told(in_ten(found)).removesuffix(".")
    return len(found.compared), _how_many(len(found.compared))


def _people(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count, count=number(count))


def _how_many(count: int) -> str:
    return ngettext(
        "%(count)s check by hand", "%(count)s checks by hand", count, count=number(count)
    )


def _rows(wanted: Wanted, listed: Sequence[Check]) -> list[Row]:
    slug_of = {site.id: site.slug for site in wanted.choice.sites}
    return [
        (
            slug_of[check.of.site_id],
            moment(check.of.from_at),
            moment(check.of.to_at),
            check.of.people,
            check.why_not if check.seen is None else check.seen,
        )
        for check in listed
    ]
