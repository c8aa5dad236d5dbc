"""One period beside an earlier one: which sites are fairly compared, and their figures together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from admin.opening import Closures, counts_days_by_use
from admin.periods import ONE_DAY, Period
from admin.summaries.figures import Answers, Figures, Summary, add_up
from admin.summaries.shares import whole_change
from kiosk.models import Site

# Of fewer visits or forms, one more or less would be told as a change of several percent.
FEWEST_COMPARED = 30


class Standing(Enum):
    """Whether a site's visits of a period are fairly set beside those of an earlier one."""

    FAIR = "there and counted on all days of both"
    NOT_YET_OPEN = "opened after the earlier period"
    OPENED_WITHIN = "opened within the earlier period"
    CLOSED_WITHIN = "closed within the later period"
    CLOSED = "closed before the later period"
    NOTHING_THEN = "nothing was recorded in the earlier period"
    NOTHING_NOW = "nothing was recorded in the later period"
    RECORDS_BEGIN = "its records begin within the earlier period"


# Of these neither visits nor forms are compared; of the others, their visits only are not.
NOT_THERE = (
    Standing.NOT_YET_OPEN,
    Standing.OPENED_WITHIN,
    Standing.CLOSED_WITHIN,
    Standing.CLOSED,
)


@dataclass(frozen=True)
class SiteBeside:
    """One site now and then; `since` is the day on which it, or what is known of it, began."""

    site: Site
    now: Figures
    then: Figures
    standing: Standing
    since: date


@dataclass(frozen=True)
class Comparison:
    """A period, all of whose days are over, beside an earlier one."""

    now: Period
    then: Period
    sites: tuple[SiteBeside, ...]

    @property
    def counted(self) -> tuple[SiteBeside, ...]:
        """The sites whose visits are compared."""
        return tuple(each for each in self.sites if each.standing is Standing.FAIR)

    @property
    def there(self) -> tuple[SiteBeside, ...]:
        """The sites whose forms, courses and enrolments are compared."""
        return tuple(each for each in self.sites if each.standing not in NOT_THERE)

    @property
    def visits(self) -> tuple[Figures, Figures]:
        """Now and then, of the sites whose visits are compared."""
        return _together(self.counted)

    @property
    def learning(self) -> tuple[Figures, Figures]:
        """Now and then, of the sites that were there on all days of both."""
        return _together(self.there)

    @property
    def site_ids(self) -> tuple[frozenset[int], frozenset[int]]:
        """Whose visits are compared, and whose learning: of the same sites, the same figures."""
        return (
            frozenset(each.site.id for each in self.counted),
            frozenset(each.site.id for each in self.there),
        )

    @property
    def has_figures(self) -> bool:
        """Whether there is anything on record then that could be compared."""
        then = self.learning[1]
        return bool(self.counted or then.evaluations or then.enrolments or then.courses)


def _together(sites: tuple[SiteBeside, ...]) -> tuple[Figures, Figures]:
    return (
        add_up([each.now for each in sites]),
        add_up([each.then for each in sites]),
    )


@dataclass(frozen=True)
class CountedIn:
    """The figures of a period by site, all of them or only who came in."""

    period: Period
    figures: Mapping[int, Figures]


def counted_in(summary: Summary) -> CountedIn:
    """The figures of a whole summary."""
    return CountedIn(summary.period, {each.site.id: each.figures for each in summary.sites})


def compare(
    now: CountedIn,
    then: CountedIn,
    sites: Sequence[Site],
    began: Mapping[int, date],
    closures: Mapping[int, Closures],
) -> Comparison:
    """Set these sites beside themselves; not those that were open in neither period.

    `began` has the day of each one's first record.
    """
    return Comparison(
        now=now.period,
        then=then.period,
        sites=tuple(
            _site_beside(site, now, then, began, closures)
            for site in sites
            if site.opened_on <= now.period.last
            and (site.closed_on is None or site.closed_on >= then.period.first)
        ),
    )


def _site_beside(
    site: Site,
    now: CountedIn,
    then: CountedIn,
    began: Mapping[int, date],
    closures: Mapping[int, Closures],
) -> SiteBeside:
    figures, before = now.figures[site.id], then.figures[site.id]
    standing, since = _there(site, now.period, then.period), site.opened_on
    if standing is Standing.FAIR:
        since = began.get(site.id, since)
        missed = _missed(site, then.period, since, closures)
        standing = _recorded(figures.visits, before.visits, missed)
    return SiteBeside(site, figures, before, standing, since)


def _there(site: Site, later: Period, earlier: Period) -> Standing:
    if site.opened_on > earlier.last:
        return Standing.NOT_YET_OPEN
    if site.closed_on is not None and site.closed_on < later.first:
        return Standing.CLOSED
    if site.opened_on > earlier.first:
        return Standing.OPENED_WITHIN
    if site.closed_on is not None and site.closed_on < later.last:
        return Standing.CLOSED_WITHIN
    return Standing.FAIR


def _missed(site: Site, then: Period, began: date, closures: Mapping[int, Closures]) -> int:
    """The open days of an earlier period before the first record of a site.

    None of a site that keeps no week: there is no telling on which days it could have been used.
    """
    if counts_days_by_use(site) or began <= then.first:
        return 0
    return closures[site.id].open_days(then.first, min(began - ONE_DAY, then.last))


def _recorded(now: int, then: int, missed: int) -> Standing:
    if not then:
        return Standing.NOTHING_THEN
    if not now:
        return Standing.NOTHING_NOW
    return Standing.RECORDS_BEGIN if missed else Standing.FAIR


@dataclass(frozen=True)
class Change:
    """How much more it is now than then, as both are shown; `percent` of what it was then.

    Without a `by` there is nothing to compare; `too_few` says that this is why.
    """

    by: Decimal | None
    percent: int | None = None
    too_few: bool = False


def change_of_visits(now: Figures, then: Figures) -> Change:
    """The change for each open day."""
    if not (now.open_days and then.open_days):
        return Change(None)
    daily, daily_then = now.visits_per_open_day, then.visits_per_open_day
    if daily is None or daily_then is None or min(now.visits, then.visits) < FEWEST_COMPARED:
        return Change(None, too_few=True)
    return Change(daily - daily_then, _daily(now, then, lambda figures: figures.visits))


def change_of_count(now: Figures, then: Figures, count: Callable[[Figures], int]) -> Change:
    """The change of some people or taps for each open day, in percent alone."""
    if min(count(now), count(then)) < FEWEST_COMPARED:
        return Change(None, too_few=True)
    return Change(None, _daily(now, then, count))


def _daily(now: Figures, then: Figures, count: Callable[[Figures], int]) -> int | None:
    return whole_change(count(now), now.open_days, count(then), then.open_days)


def change_of_answers(now: Answers, then: Answers) -> Change:
    """The change in percentage points, of whole percentages as they are shown."""
    if min(now.n, then.n) < FEWEST_COMPARED:
        return Change(None, too_few=True)
    percent, before = now.share.whole_percent, then.share.whole_percent
    return Change(Decimal((percent or 0) - (before or 0)))
