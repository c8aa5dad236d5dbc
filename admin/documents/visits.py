"""The report's sentences about visits: the total cut down, and a line for each site."""

from collections.abc import Iterator, Sequence

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from admin.documents.place import when
from admin.documents.report import Chart, Group, Section, Sentence
from admin.periods import Period
from admin.summaries.figures import SiteFigures
from admin.summaries.told import Told, mark
from kiosk.pages import number


def visits_section(
    visits: int, open_sites: Sequence[SiteFigures], named: str, period: Period, charts: list[Chart]
) -> Section:
    """Who came in: in all, and at each site that was open on any day of the period."""
    sentences = tuple(_site(each, period) for each in open_sites)
    return Section(
        name="visits",
        heading=_("Visits"),
        lead=_in_all(visits, named, period) if open_sites else _not_open(named, period),
        groups=(Group("", sentences),),
        charts=tuple(charts),
    )


def cut_down(count: int) -> tuple[int, bool]:
    """A count cut down to one significant figure, and whether that took anything away."""
    step = 10 ** (len(str(count)) - 1)
    cut = count // step * step
    return cut, cut != count


def _in_all(visits: int, named: str, period: Period) -> Told:
    count, is_over = cut_down(visits)
    words = {"count": mark(number(count), "visits"), "place": named, "when": when(period)}
    if is_over:
        return Told(
            _(
                "Over %(count)s visits have been made to %(place)s %(when)s. This comprises:",
                **words,
            )
        )
    return Told(
        ngettext(
            "%(count)s visit has been made to %(place)s %(when)s. This comprises:",
            "%(count)s visits have been made to %(place)s %(when)s. This comprises:",
            count,
            **words,
        )
    )


def _not_open(named: str, period: Period) -> str:
    return _("The doors of %(place)s were not open %(when)s.", place=named, when=when(period))


def _site(each: SiteFigures, period: Period) -> Sentence:
    text = ngettext(
        "%(site)s: %(count)s visit %(when)s",
        "%(site)s: %(count)s visits %(when)s",
        each.figures.visits,
        site=each.site.name,
        count=mark(number(each.figures.visits), "visits", each.site.id),
        when=when(period),
    )
    basis = Told("; ".join(_rests_on(each)))
    return Sentence(Told(text), tuple(_part_of_it(each)), basis)


def _rests_on(each: SiteFigures) -> Iterator[str]:
    """The open days, so that sites can be compared; and how its visitors were counted."""
    figures, site_id = each.figures, each.site.id
    if figures.visits_per_open_day is not None:
        yield ngettext(
            "%(rate)s visits per open day, on %(days)s open day",
            "%(rate)s visits per open day, on %(days)s open days",
            figures.open_days,
            rate=mark(number(float(figures.visits_per_open_day), 1), "per-open-day", site_id),
            days=mark(number(figures.open_days), "open-days", site_id),
        )
    elif figures.open_days:
        yield ngettext(
            "nobody was counted on %(days)s open day",
            "nobody was counted on %(days)s open days",
            figures.open_days,
            days=mark(number(figures.open_days), "open-days", site_id),
        )
    ways = (
        (_("%(people)s by screen"), figures.by_screen, "people", "by=screen"),
        (_("%(people)s from a file"), figures.from_file, "people", "by=file"),
        (_("%(people)s counted by hand"), figures.counted, "headcounts", ""),
    )
    used = [
        said % {"people": mark(number(people), kind, site_id, part)}
        for said, people, kind, part in ways
        if people
    ]
    if len(used) > 1 or figures.from_file:
        yield ", ".join(used)


def _part_of_it(each: SiteFigures) -> Iterator[str]:
    """That a site could not be open for the whole of the period."""
    site = each.site
    if each.opened_within:
        month = format_date(each.opened_within, "MMMM yyyy")
        yield _("%(site)s opened in %(month)s", site=site.name, month=month)
    if each.closed_within:
        month = format_date(each.closed_within, "MMMM yyyy")
        yield _("%(site)s closed in %(month)s", site=site.name, month=month)
