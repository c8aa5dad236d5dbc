"""The report's charts, of nothing but what the shared view shows in its sentences too."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.documents.report import Bar, Chart
from admin.summaries.charts.columns import PARTS
from admin.summaries.charts.over_time import OverTime, step_label, step_name
from admin.summaries.figures import SiteFigures
from admin.summaries.shared import SharedAnswers
from admin.summaries.told import Told, as_marked, mark
from admin.wanted import BESIDE_IN_REPORT
from kiosk.pages import number
from kiosk.questions import QUESTIONS, Question

# So many columns stand beside one another on A4; more of them lie down.
MOST_UPRIGHT = 13
TITLES = {
    "month": lambda: _("Visits by month"),
    "year": lambda: _("Visits by year, April to March"),
}


def visits_over_time(times: OverTime) -> list[Chart]:
    """The visits by month, or over many years by year; none where there is nothing to compare."""
    if len(times.steps) < 2 or not times.people:
        return []
    bars = []
    for place, step in enumerate(times.steps):
        short = " ".join(step_label(step, times.unit, times.steps[place - 1] if place else None))
        says = step.missing
        if step.people is not None:
            says = Told(mark(number(step.people), "visits", days=step.period))
        is_part = step.is_part and step.people is not None
        bars.append(Bar(step_name(step, times.unit), short.strip(), step.people, says, is_part))
    return [
        Chart(
            name="over-time",
            title=TITLES[times.unit](),
            told=_most_and_fewest(bars),
            headings=(_("When"), _("Visits")),
            bars=tuple(bars),
            most=max(bar.amount or 0 for bar in bars),
            is_upright=len(bars) <= MOST_UPRIGHT,
            note=_beside(times),
            legend=_parts(times, bars),
        )
    ]


def _parts(times: OverTime, bars: Sequence[Bar]) -> str:
    if not any(bar.is_part for bar in bars):
        return ""
    return _("Pale with an edge: %(part)s.", part=PARTS[times.unit]())


def _beside(times: OverTime) -> str:
    if not times.counts_beside:
        return ""
    which = f"which={BESIDE_IN_REPORT}"
    return Told(
        ngettext(
            "Beside these: %(people)s people, in a count by hand that spans several of them and is "
            "not shared out.",
            "Beside these: %(people)s people, in %(count)s counts by hand that each span several "
            "of them and are not shared out.",
            times.counts_beside,
            people=mark(number(times.beside), "headcounts", part=which),
            count=mark(number(times.counts_beside), "headcounts", part=which),
        )
    )


def visits_by_site(open_sites: Sequence[SiteFigures]) -> list[Chart]:
    """The visits of each site; none for a site alone."""
    most = max((each.figures.visits for each in open_sites), default=0)
    if len(open_sites) < 2 or not most:
        return []
    bars = [
        Bar(
            each.site.name,
            each.site.short_name,
            each.figures.visits,
            Told(mark(number(each.figures.visits), "visits", each.site.id)),
        )
        for each in open_sites
    ]
    title, headings = _("Visits by site"), (_("Site"), _("Visits"))
    return [Chart("by-site", title, _most_and_fewest(bars), headings, tuple(bars), most)]


def yes_by_question(answers: Mapping[str, SharedAnswers] | None) -> list[Chart]:
    """Yes in percent for each question that may be shown; none where none may."""
    if answers is None or all(one.yes is None for one in answers.values()):
        return []
    bars = [_yes(one, answers[one.name]) for one in QUESTIONS]
    title, headings = _("Yes, of the forms that answered"), (_("Question"), _("Yes"), "n")
    return [Chart("yes", title, _highest_and_lowest(bars), headings, tuple(bars), most=100)]


def _yes(question: Question, answers: SharedAnswers) -> Bar:
    short = str(question.short)
    if answers.yes is None:
        return Bar(short, short, None, _("not shown"), n="–")
    part = f"question={question.name}"
    says = mark(f"{answers.yes}%", "evaluations", part=part)
    n = mark(number(answers.n or 0), "evaluations", part=f"{part}&answer=answered")
    if answers.is_rounded:
        n = _("about %(n)s", n=n)
    return Bar(short, short, answers.yes, Told(says), n=Told(n))


def _most_and_fewest(bars: Sequence[Bar]) -> Told:
    return _most_and_least(
        bars, _("Most: %(most)s (%(names)s)."), _("Fewest: %(least)s (%(names)s).")
    )


def _highest_and_lowest(bars: Sequence[Bar]) -> Told:
    return _most_and_least(
        bars, _("Highest: %(most)s (%(names)s)."), _("Lowest: %(least)s (%(names)s).")
    )


def _most_and_least(bars: Sequence[Bar], most_of: str, least_of: str) -> Told:
    """Which bars are the longest and the shortest, all of them by name.

    A number that several have opens to the rows of the first.
    """
    counted = [bar for bar in bars if bar.amount is not None]
    most = max(counted, key=lambda bar: bar.amount or 0)
    whole = [bar for bar in counted if not bar.is_part] or counted
    least = min(whole, key=lambda bar: bar.amount or 0)
    if most.amount == least.amount:
        return Told(_("%(says)s in each.", says=as_marked(most.says)))
    said = (
        most_of % {"most": as_marked(most.says), "names": _names(counted, most)},
        least_of % {"least": as_marked(least.says), "names": _names(whole, least)},
    )
    return Told(" ".join(said))


def _names(bars: Sequence[Bar], like: Bar) -> str:
    return "; ".join(bar.name for bar in bars if bar.amount == like.amount)
