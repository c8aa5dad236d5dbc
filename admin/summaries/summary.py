"""Putting a period's figures together: each site, all of them, and what had to be left out."""

from collections.abc import Mapping, Sequence
from datetime import date

from admin.opening import Closures, closures_of
from admin.periods import Period
from admin.summaries.days import open_days_by_site
from admin.summaries.figures import Figures, SiteFigures, Summary, add_up
from admin.summaries.from_files import from_files_by_site
from admin.summaries.learning import courses_by_site, enrolments_by_site, evaluations_by_site
from admin.summaries.uncounted_days import uncounted_days
from admin.summaries.visits import counted_by_site, hours_by_site, left_out, visits_by_site
from kiosk.models import Site

COUNTS = (
    visits_by_site,
    hours_by_site,
    from_files_by_site,
    counted_by_site,
    evaluations_by_site,
    enrolments_by_site,
    courses_by_site,
)


def summarise(
    period: Period,
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures] | None = None,
) -> Summary:
    """Every figure of a period at these sites.

    Days that have not come yet are no open days: nobody could have come in on them. `closures`
    holds those of the sites, where they were read already.
    """
    (summary,) = summarise_periods([period], sites, today, closures)
    return summary


def summarise_periods(
    periods: Sequence[Period],
    sites: Sequence[Site],
    today: date,
    closures: Mapping[int, Closures] | None = None,
) -> tuple[Summary, ...]:
    """The same of several periods, in their order, in one go: they may overlap."""
    site_ids, asked = [site.id for site in sites], periods
    periods = list(dict.fromkeys(asked))  # the year before is the same year last year
    closures = closures_of(sites) if closures is None else closures
    parts = [count(periods, site_ids) for count in COUNTS]
    parts.append(open_days_by_site(periods, sites, today, closures))
    uncounted = uncounted_days(periods, sites, today, closures)
    beside = left_out(periods, sites)
    summaries = {}
    for place, period in enumerate(periods):
        by_site = tuple(
            _of_site(
                site,
                period,
                [part[place, site.id] for part in parts if (place, site.id) in part],
                uncounted.get((place, site.id), ()),
            )
            for site in sites
        )
        total = add_up([each.figures for each in by_site])
        summaries[period] = Summary(period, by_site, total, beside[place])
    return tuple(summaries[period] for period in asked)


def _of_site(
    site: Site, period: Period, parts: Sequence[Figures], not_counted: tuple[date, ...]
) -> SiteFigures:
    opened, closed = site.opened_on, site.closed_on
    parts = [*parts, Figures(days_not_fully_counted=len(not_counted))]
    return SiteFigures(
        site=site,
        figures=add_up(parts),
        opened_within=opened if period.first < opened <= period.last else None,
        closed_within=closed if closed and period.first <= closed < period.last else None,
        opens_later=opened > period.last,
        closed_before=closed is not None and closed < period.first,
        not_counted=not_counted,
    )
