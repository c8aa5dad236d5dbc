"""What speaks against a comparison: sites that are left out of it, and how visits were counted."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass

from babel.lists import format_list
from flask_babel import format_date, get_locale, ngettext
from flask_babel import gettext as _

from admin.checks_compared import NO_CHECKS, seen_otherwise
from admin.compared_periods import briefly, within
from admin.periods import Period
from admin.summaries.checks import SiteChecks
from admin.summaries.comparison import Comparison, SiteBeside, Standing
from admin.summaries.count_methods import Methods
from admin.summaries.figures import Summary
from admin.summaries.shares import Share
from admin.summaries.told import Told, mark
from admin.wanted import BY_FILE, BY_SCREEN, LEFT_OUT, NOT_COUNTED
from kiosk.pages import number

# By so many in a hundred more were counted by screen in one of two periods: worth to be told.
COUNTED_OTHERWISE = 5

# Why one site is left out.
OF_ONE: Mapping[Standing, Callable[[], str]] = {
    Standing.NOT_YET_OPEN: lambda: _(
        "%(site)s was not open yet %(then)s: it opened on %(day)s and is left out."
    ),
    Standing.OPENED_WITHIN: lambda: _(
        "%(site)s opened on %(day)s, so it was open for only part of the time %(then)s. "
        "It is left out."
    ),
    Standing.CLOSED_WITHIN: lambda: _(
        "%(site)s closed on %(closed)s, so it was open for only part of the time %(now)s. "
        "It is left out."
    ),
    Standing.CLOSED: lambda: _("%(site)s closed on %(closed)s: it is left out."),
    Standing.RECORDS_BEGIN: lambda: _(
        "The records of %(site)s begin on %(day)s, so they cover only part of the time %(then)s. "
        "Its visits are left out."
    ),
}


def together(names: list[str]) -> str:
    """“Walton, Southport and Bootle”."""
    return str(format_list(names, locale=get_locale()))


def left_out(comparison: Comparison) -> Iterator[str]:
    """Which sites are not compared, and why."""
    nothing = (
        (Standing.NOTHING_THEN, comparison.then),
        (Standing.NOTHING_NOW, comparison.now),
    )
    for standing, period in nothing:
        names = [one.site.short_name for one in comparison.sites if one.standing is standing]
        if names:
            yield ngettext(
                "%(sites)s has no visit on record %(when)s: its visits are left out.",
                "%(sites)s have no visit on record %(when)s: their visits are left out.",
                len(names),
                sites=together(names),
                when=within(period),
            )
    for one in comparison.sites:
        if one.standing in OF_ONE:
            yield OF_ONE[one.standing]() % _words(one, comparison)


def _words(one: SiteBeside, comparison: Comparison) -> Mapping[str, str]:
    closed_on = one.site.closed_on
    return {
        "site": one.site.short_name,
        "day": format_date(one.since, "d MMMM yyyy"),
        "closed": format_date(closed_on, "d MMMM yyyy") if closed_on else "",
        "now": within(comparison.now),
        "then": within(comparison.then),
    }


@dataclass(frozen=True)
class Counting:
    """A whole summary, how the visits of each of its sites were counted, and its checks by hand."""

    summary: Summary
    methods: Mapping[int, Methods]
    checks: Mapping[int, SiteChecks]


def doubts(comparison: Comparison, now: Counting, then: Counting) -> Iterator[Told]:
    """What speaks against the comparison, of the sites that are in it."""
    yield from map(Told, _doubts(comparison, now, then))


def _doubts(comparison: Comparison, now: Counting, then: Counting) -> Iterator[str]:
    compared = {each.site.id for each in comparison.counted}
    yield from _not_counted(now.summary, compared)
    yield from _not_counted(then.summary, compared)
    for each in comparison.counted:
        yield from _counted_otherwise(each, comparison, now, then)
        checks = [one.checks.get(each.site.id, NO_CHECKS) for one in (now, then)]
        periods = (comparison.now, comparison.then)
        yield from seen_otherwise(each.site.short_name, checks, periods)
    wordings, earlier = (figures.wordings for figures in comparison.learning)
    if wordings and earlier and wordings != earlier:
        yield _(
            "The wording of the five questions changed: what learners said in the two is "
            "about different words."
        )


def fair_to_say(comparison: Comparison, against: bool) -> str:
    """Whether a comparison is fair; `against` says that something speaks against it."""
    sites = together([each.site.short_name for each in comparison.counted])
    some = any(left_out(comparison))
    if not comparison.counted:
        return "" if some else _("None of the sites was open in either of the two.")
    if against and some:
        return _("Only with care, and only for %(sites)s:", sites=sites)
    if against:
        return _("Only with care:")
    if some:
        return _("Yes, for %(sites)s, as far as the records tell. Not for all:", sites=sites)
    return _(
        "Yes, as far as the records tell: the same sites, open on all days of both, counted in "
        "the same way."
    )


def _counted_otherwise(
    each: SiteBeside, comparison: Comparison, now: Counting, then: Counting
) -> Iterator[str]:
    counted, before = (one.methods[each.site.id] for one in (now, then))
    shares = [Share(one.by_screen, one.visits).whole_percent or 0 for one in (counted, before)]
    if abs(shares[0] - shares[1]) >= COUNTED_OTHERWISE:
        yield _(
            "%(site)s was not counted in the same way: %(now_how)s %(now)s, %(then_how)s "
            "%(then)s. Some of the change may come from that.",
            site=each.site.short_name,
            now_how=how_counted(counted, each.site.id, comparison.now),
            now=within(comparison.now),
            then_how=how_counted(before, each.site.id, comparison.then),
            then=within(comparison.then),
        )


def how_counted(methods: Methods, site_id: int, period: Period) -> str:
    """“6,060 by screen and 60 by hand”, each marked with its rows; a dash where there is none."""
    used = [
        mark(words % {"people": number(people)}, kind, site_id, part, period)
        for words, people, kind, part in (
            (_("%(people)s by screen"), methods.by_screen, "people", f"by={BY_SCREEN}"),
            (_("%(people)s from a file"), methods.from_file, "people", f"by={BY_FILE}"),
            (_("%(people)s by hand"), methods.by_hand, "headcounts", ""),
        )
        if people
    ]
    return together(used) if used else "–"


def _not_counted(summary: Summary, compared: Set[int]) -> Iterator[str]:
    when = briefly(summary.period)
    for each in summary.sites:
        if each.not_counted and each.site.id in compared:
            yield ngettext(
                "%(site)s, %(when)s: no screen was seen on %(days)s open day. "
                "More people may have come than were counted.",
                "%(site)s, %(when)s: no screen was seen on %(days)s open days. "
                "More people may have come than were counted.",
                len(each.not_counted),
                site=each.site.short_name,
                when=when,
                days=mark(
                    number(len(each.not_counted)),
                    "open-days",
                    each.site.id,
                    f"which={NOT_COUNTED}",
                    summary.period,
                ),
            )
    yield from _left_out(summary, compared)


def _left_out(summary: Summary, compared: Set[int]) -> Iterator[str]:
    """Which counts by hand reach beyond the days of a summary."""
    for left, counts in summary.left_out_by_site:
        if left.site.id in compared:
            people = number(left.people)
            yield ngettext(
                "%(site)s, %(when)s: a count by hand of %(people)s people reaches beyond "
                "these days and is left out.",
                "%(site)s, %(when)s: counts by hand of %(people)s people reach beyond "
                "these days and are left out.",
                counts,
                site=left.site.short_name,
                when=briefly(summary.period),
                people=mark(
                    people, "headcounts", left.site.id, f"which={LEFT_OUT}", summary.period
                ),
            )
