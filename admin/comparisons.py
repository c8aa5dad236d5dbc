"""A comparison in words: up or down, by how much, and whether that is fair to say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from admin.compared_periods import Beside, briefly
from admin.comparison_doubts import left_out, together
from admin.periods import Period
from admin.rows.addresses import figure_said
from admin.summaries.comparison import Change, Comparison, change_of_visits
from admin.summaries.figures import Figures
from kiosk.addresses import EARLIEST
from kiosk.pages import day_and_year, number


@dataclass(frozen=True)
class Told:
    """One comparison: what it is beside, up or down, both in a sentence, and what speaks against.

    `left_out` are the sites that are not compared, each with its reason.
    """

    title: str
    verdict: str
    sentences: tuple[Markup, ...]
    left_out: tuple[str, ...]


def tell(comparison: Comparison, title: str, opens: Sequence[Mapping[str, Markup]]) -> Told:
    """A comparison of visits; `opens` says by kind where those of now and then open."""
    periods = (comparison.now, comparison.then)
    words = (f"{_where(comparison)}{briefly(periods[0])}", briefly(periods[1]))
    sites = len(comparison.counted)
    told = zip(words, comparison.visits, opens, strict=True)
    return Told(
        title=title,
        verdict=_verdict(comparison),
        sentences=tuple(sentence(*each, sites) for each in told) if sites else (),
        left_out=tuple(left_out(comparison)),
    )


BEFORE: Mapping[str, Callable[[], str]] = {
    "today": lambda: _("Compared with the day before, %(when)s"),
    "week": lambda: _("Compared with the week before, %(when)s"),
    "month": lambda: _("Compared with the month before, %(when)s"),
    "quarter": lambda: _("Compared with the three months before, %(when)s"),
    "": lambda: _("Compared with as many days before, %(when)s"),
}


def titles(compared: Beside) -> list[tuple[str, Period]]:
    """The earlier periods, each with its heading: “… the month before, October 2026”."""
    found = []
    if compared.before:
        heading = BEFORE[compared.unit]()
        found.append((heading % {"when": briefly(compared.before)}, compared.before))
    if compared.year_ago:
        by_weekday = _("Compared with 52 weeks earlier, the same weekdays, %(when)s")
        heading = by_weekday if compared.by_weekday else _("Compared with a year earlier, %(when)s")
        found.append((heading % {"when": briefly(compared.year_ago)}, compared.year_ago))
    return found


def so_far(compared: Beside) -> str:
    """Says which days of a period that is not over are compared; empty for one that is over."""
    whole = briefly(compared.period)
    if compared.over is None:
        return _("No day of %(whole)s is over yet, so there is nothing to compare.", whole=whole)
    if compared.before is None and compared.year_ago is None:
        return _(
            "There is nothing earlier to set beside %(whole)s: days begin on %(first)s here.",
            whole=whole,
            first=day_and_year(EARLIEST),
        )
    if compared.is_whole:
        return ""
    return _(
        "%(whole)s is not over. Only its days that are over are compared, %(over)s, beside "
        "as many days of an earlier time.",
        whole=whole,
        over=briefly(compared.over),
    )


def _where(comparison: Comparison) -> str:
    """The sites that are compared, where they are not all that were asked for, or but one."""
    names = [each.site.short_name for each in comparison.counted]
    if len(names) > 1 and len(names) == len(comparison.sites):
        return ""
    return _("%(sites)s, ", sites=together(names))


def sentence(when: str, figures: Figures, opens: Mapping[str, Markup], sites: int) -> Markup:
    """“October 2026: 1,204 visits, 23 open days, 52.3 a day.”, whose numbers open to their rows."""
    words = {
        "when": when,
        "visits": figure_said(opens["visits"], visits_in_words(figures.visits)),
        "days": figure_said(opens["open-days"], open_days_in_words(figures.open_days)),
        "daily": figure_said(opens["per-open-day"], rate(figures)),
    }
    if not figures.open_days:
        text = _("%(when)s: %(visits)s, no open day.")
    elif sites > 1:
        text = _(
            "%(when)s: %(visits)s, %(days)s of the sites together, %(daily)s for each open day."
        )
    else:
        text = _("%(when)s: %(visits)s, %(days)s, %(daily)s a day.")
    return Markup(text) % words  # noqa: S704 # a sentence of our own; what it holds is escaped


def visits_in_words(visits: int) -> str:
    """“1 visit”, “1,204 visits”."""
    return ngettext("%(count)s visit", "%(count)s visits", visits, count=number(visits))


def open_days_in_words(days: int) -> str:
    """“1 open day”, “23 open days”."""
    return ngettext("%(count)s open day", "%(count)s open days", days, count=number(days))


def _verdict(comparison: Comparison) -> str:
    if not comparison.counted:
        return _("Visits cannot be compared.")
    change = change_of_visits(*comparison.visits)
    if change.too_few:
        return _("Too few to compare: fewer than 30 visits in one of the two.")
    if change.by is None:
        return _("Visits cannot be compared: one of the two has no open day.")
    if not change.percent:
        return _("About the same number of visits for each open day.")
    words = change_words(change)
    if change.by > 0:
        return _("Up: %(by)s more visits for each open day, %(percent)s more.", **words)
    return _("Down: %(by)s fewer visits for each open day, %(percent)s fewer.", **words)


def visits_changed(change: Change) -> str:
    """“4.7 fewer, 8%”, of visits for each open day; why not, where they are not compared."""
    if change.by is None:
        return _("too few to compare") if change.too_few else _("no open day")
    if not change.by or not change.percent:
        return _("about the same")
    words = change_words(change)
    if change.by > 0:
        return _("%(by)s more, %(percent)s", **words)
    return _("%(by)s fewer, %(percent)s", **words)


def rate(figures: Figures) -> str:
    """Visits for each open day; a dash where there was none."""
    daily = figures.visits_per_open_day
    return "–" if daily is None else number(float(daily), 1)


def change_words(change: Change) -> Mapping[str, str]:
    """The size of a change, without its direction."""
    return {
        "by": number(abs(float(change.by or 0)), 1),
        "percent": f"{number(abs(change.percent or 0))}%",
    }
