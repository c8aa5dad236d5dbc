"""Sites side by side for each open day: how each was counted, and beside itself earlier."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import format_date
from flask_babel import gettext as _

from admin.choices import Choice
from admin.comparison_doubts import Counting, how_counted
from admin.comparisons import rate, visits_changed
from admin.periods import Period
from admin.rows.addresses import Opens
from admin.summaries.comparison import Comparison, SiteBeside, Standing, change_of_visits
from admin.summaries.figures import SiteFigures
from admin.summaries.told import Told
from kiosk.pages import number

# Says that a site could not be open for the whole period; empty where it could.
Badge = Callable[[SiteFigures, Period], str]


@dataclass(frozen=True)
class Earlier:
    """A site's visits for each open day in an earlier period, and what changed, or why nothing."""

    daily: str
    change: str
    opens: str


@dataclass(frozen=True)
class Side:
    """One site: its figures as they are shown, and beside each earlier period."""

    each: SiteFigures
    badge: str
    visits: str
    open_days: str
    daily: str
    counted: str
    not_counted: str
    earlier: tuple[Earlier, ...]
    opens: Mapping[str, str]


def sides(
    now: Counting, comparisons: Sequence[Comparison], choice: Choice, badge: Badge
) -> list[Side]:
    """Each site in its own line."""
    beside = [{each.site.id: each for each in one.sites} for one in comparisons]
    opens = Opens(replace(choice, period=now.summary.period)).at
    opens_then = [Opens(replace(choice, period=one.then)).at for one in comparisons]
    return [
        Side(
            each=each,
            badge=badge(each, now.summary.period),
            visits=number(each.figures.visits),
            open_days=number(each.figures.open_days),
            daily=rate(each.figures),
            counted=Told(how_counted(now.methods[each.site.id], each.site.id, now.summary.period)),
            not_counted=number(each.figures.days_not_fully_counted),
            earlier=tuple(
                _earlier(sites.get(each.site.id), at[each.site.id]["per-open-day"])
                for sites, at in zip(beside, opens_then, strict=True)
            ),
            opens=opens[each.site.id],
        )
        for each in now.summary.sites
    ]


def _earlier(each: SiteBeside | None, opens: str) -> Earlier:
    if each is None:
        return Earlier("–", "", "")
    return Earlier(*_change(each), opens)


def _change(each: SiteBeside) -> tuple[str, str]:
    day = format_date(each.since, "d MMMM yyyy")
    if each.standing is Standing.NOT_YET_OPEN:
        return "–", _("not open yet")
    if not each.then.visits:
        return "–", _("no visit on record")
    if each.standing is Standing.FAIR:
        return rate(each.then), visits_changed(change_of_visits(each.now, each.then))
    reasons = {
        Standing.OPENED_WITHIN: _("open from %(day)s only", day=day),
        Standing.RECORDS_BEGIN: _("on record from %(day)s only", day=day),
        Standing.NOTHING_NOW: _("no visit on record now"),
        Standing.CLOSED_WITHIN: _("closed now"),
        Standing.CLOSED: _("closed now"),
    }
    return rate(each.then), reasons[each.standing]
