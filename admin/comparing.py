"""What is shown of a comparison: on the overview a few sentences, on its own page the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from markupsafe import Markup

from admin.choices import Choice
from admin.compared_answers import compared_answers
from admin.compared_courses import CoursesBeside, compared_courses
from admin.compared_figures import Group, RowsOf, compared_figures
from admin.compared_hours import compared_hours
from admin.compared_periods import beside, briefly
from admin.compared_purposes import purposes_by_site
from admin.comparison_doubts import Counting, doubts, fair_to_say, together
from admin.comparisons import Told, so_far, tell, titles
from admin.opening import Closures
from admin.periods import Period
from admin.rows.addresses import Opens, kinds_at
from admin.sides import Badge, Side, sides
from admin.summaries import Summary, summarise_periods
from admin.summaries.checks import checks_by_site
from admin.summaries.comparison import Comparison, CountedIn, compare, counted_in
from admin.summaries.count_methods import count_methods
from admin.summaries.first_records import first_records
from admin.summaries.visits_alone import visits_alone
from kiosk import clock
from kiosk.models import Site

# Of which the sites that were there are shown; of all else, those whose visits are compared.
LEARNING = ("evaluations", "enrolments", "courses")


@dataclass(frozen=True)
class InShort:
    """The comparisons of visits as the overview tells them."""

    so_far: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Column:
    """A column: its days in words, the address of their figures, and where each of them opens.

    `opens` are the rows of all the sites of the table together, `at` those of each site.
    """

    when: str
    address: Mapping[str, object]
    opens: Mapping[str, Markup]
    at: Mapping[int, Mapping[str, Markup]]

    def rows(self, of: RowsOf) -> Markup | None:
        """Where the rows of a figure open, if they can."""
        address = (self.at[of.site_id] if of.site_id else self.opens).get(of.kind)
        if address is None or not of.part:
            return address
        return address + Markup("&amp;") + of.part


@dataclass(frozen=True)
class OneComparison:
    """One comparison in words, whether it is fair, and everything that speaks against it."""

    told: Told
    fair: str
    doubts: tuple[str, ...]
    then: str


@dataclass(frozen=True)
class Table:
    """Comparisons of the same sites in one table, and what its figures are of."""

    of: str
    now: Column
    then: tuple[Column, ...]
    groups: tuple[Group, ...]
    purposes: tuple[Group, ...]
    answers: tuple[Group, ...]
    hours: tuple[Group, ...]
    courses: CoursesBeside


@dataclass(frozen=True)
class Page:
    """The page of a comparison."""

    so_far: str
    over: str
    comparisons: tuple[OneComparison, ...]
    sides: tuple[Side, ...]
    tables: tuple[Table, ...]


def in_short(choice: Choice, closures: Mapping[int, Closures], summary: Summary) -> InShort:
    """The visits of a summary, as far as its days are over, beside those before and a year ago."""
    compared = beside(choice.period, choice.today)
    if compared.over is None:
        return InShort(so_far(compared), ())
    earlier = titles(compared)
    periods = [period for _title, period in earlier]
    if compared.is_whole:
        now, then = counted_in(summary), _alone(periods, choice, closures)
    else:
        now, *then = _alone([compared.over, *periods], choice, closures)
    began = first_records(choice.site_ids)
    told = (
        _told(compare(now, each, choice.sites, began, closures), title, choice)
        for (title, _period), each in zip(earlier, then, strict=True)
    )
    return InShort(so_far(compared), tuple(told))


def _told(comparison: Comparison, title: str, choice: Choice) -> Told:
    sites = [each.site for each in comparison.counted]
    opens = [_opens(period, sites, choice) for period in (comparison.now, comparison.then)]
    return tell(comparison, title, opens)


def _alone(
    periods: Sequence[Period], choice: Choice, closures: Mapping[int, Closures]
) -> list[CountedIn]:
    return visits_alone(periods, choice.sites, choice.today, closures) if periods else []


def in_full(choice: Choice, closures: Mapping[int, Closures], badge: Badge) -> Page:
    """Every figure of the period in the address beside those before and a year ago."""
    compared = beside(choice.period, choice.today)
    if compared.over is None:
        return Page(so_far(compared), "", (), (), ())
    earlier = titles(compared)
    periods = [compared.over, *(period for _title, period in earlier)]
    summaries = summarise_periods(periods, choice.sites, choice.today, closures)
    now, *then = (_counting(each, choice) for each in summaries)
    comparisons = _comparisons(now, then, choice, closures)
    return Page(
        so_far=so_far(compared),
        over=briefly(compared.over),
        comparisons=tuple(
            _one(comparison, title, choice, tuple(doubts(comparison, now, each)))
            for comparison, (title, _period), each in zip(comparisons, earlier, then, strict=True)
        ),
        sides=tuple(sides(now, comparisons, choice, badge)),
        tables=tuple(_tables(comparisons, choice)),
    )


def _one(
    comparison: Comparison, title: str, choice: Choice, found: tuple[str, ...]
) -> OneComparison:
    return OneComparison(
        told=_told(comparison, title, choice),
        fair=fair_to_say(comparison, bool(found)),
        doubts=found,
        then=briefly(comparison.then),
    )


def _counting(summary: Summary, choice: Choice) -> Counting:
    checks = checks_by_site(summary.period, choice.sites, clock.now())
    return Counting(summary, count_methods(summary), checks)


def _comparisons(
    now: Counting, then: Sequence[Counting], choice: Choice, closures: Mapping[int, Closures]
) -> list[Comparison]:
    began = first_records(choice.site_ids)
    return [
        compare(counted_in(now.summary), counted_in(each.summary), choice.sites, began, closures)
        for each in then
    ]


def _column(period: Period, comparison: Comparison, choice: Choice) -> Column:
    """A column opens to the rows of the sites that its figures are of, and of no other."""
    there, counted = (
        _opens(period, [each.site for each in sites], choice)
        for sites in (comparison.there, comparison.counted)
    )
    opens = {**counted, **{kind: there[kind] for kind in LEARNING if kind in there}}
    at = Opens(replace(choice, period=period)).at
    return Column(briefly(period), choice.exact_of(period), opens, at)


def _opens(period: Period, sites: Sequence[Site], choice: Choice) -> Mapping[str, Markup]:
    if not sites:
        return {}
    return kinds_at(replace(choice, period=period, sites=tuple(sites)).exact)


def _tables(comparisons: Sequence[Comparison], choice: Choice) -> Iterator[Table]:
    """One table for all the comparisons of the same sites; where they differ, one for each."""
    together_of: dict[object, list[Comparison]] = {}
    for each in comparisons:
        if each.has_figures:
            together_of.setdefault(each.site_ids, []).append(each)
    for same in together_of.values():
        yield Table(
            of=_sites_of(same[0]),
            now=_column(same[0].now, same[0], choice),
            then=tuple(_column(each.then, each, choice) for each in same),
            groups=compared_figures(same),
            purposes=purposes_by_site(same),
            answers=compared_answers(same),
            hours=compared_hours(same),
            courses=compared_courses(same),
        )


def _sites_of(comparison: Comparison) -> str:
    """The sites of a table; where the visits of some are not compared, of which they are."""
    there = together([one.site.short_name for one in comparison.there])
    if not comparison.counted:
        return _("Forms, courses and enrolments at %(there)s", there=there)
    counted = together([one.site.short_name for one in comparison.counted])
    if counted == there:
        return there
    return _(
        "Visits to %(counted)s; forms, courses and enrolments at %(there)s",
        counted=counted,
        there=there,
    )
