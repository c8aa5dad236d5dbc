"""What the five questions over time tell in a sentence: the lowest, the highest, and when."""

from collections.abc import Sequence

from babel.lists import format_list
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from admin.summaries.figures import Answers
from admin.summaries.said_over_time import SaidOverTime, SaidStep
from admin.summaries.told import Told, mark

FEWEST_DRAWN = 10
# So many times with the same percentage are named; of more of them, the first.
MOST_NAMED = 3


def percent_drawn(answers: Answers) -> int | None:
    """Yes in percent, where there are enough forms for a point."""
    return answers.share.whole_percent if answers.n >= FEWEST_DRAWN else None


def step_words(step: SaidStep) -> str:
    """A step in words: “April 2018”, “April 2018 to June 2018”, and that it is not over."""
    if step.is_part:
        return _("%(when)s so far", when=step.period.words)
    return step.period.words


def said_gist(steps: Sequence[SaidStep], name: str, answers: Sequence[Answers]) -> str:
    """The lowest and the highest percentage of a question, with every time that has them.

    Each of the two opens to the first of its times.
    """
    found: dict[int, list[SaidStep]] = {}
    for step, given in zip(steps, answers, strict=True):
        percent = percent_drawn(given)
        if percent is not None:
            found.setdefault(percent, []).append(step)
    if not found:
        return _("Fewer than 10 forms at any time.")
    least, most = min(found), max(found)
    if least == most:
        return _always(_opening(least, name, found[least]), found[least], len(steps))
    return Told(
        _(
            "Lowest: %(least)s, %(lowest)s. Highest: %(most)s, %(highest)s.",
            least=_opening(least, name, found[least]),
            lowest=_times(found[least]),
            most=_opening(most, name, found[most]),
            highest=_times(found[most]),
        )
    )


def _opening(percent: int, name: str, times: Sequence[SaidStep]) -> str:
    return mark(f"{percent}%", "evaluations", part=f"question={name}", days=times[0].period)


def _times(times: Sequence[SaidStep]) -> str:
    names = [step_words(step) for step in times]
    if len(names) <= MOST_NAMED:
        return str(format_list(names, locale=get_locale()))
    return _("several times, first in %(when)s", when=names[0])


def _always(percent: str, times: Sequence[SaidStep], steps: int) -> str:
    when = step_words(times[0])
    if steps == 1:
        said = _("Yes: %(percent)s, %(when)s.", percent=percent, when=when)
    elif len(times) == steps:
        said = _("Yes: %(percent)s all the time.", percent=percent)
    else:
        said = ngettext(
            "Yes: %(percent)s, %(when)s. At no other time were there 10 forms that answered.",
            "Yes: %(percent)s each time that at least 10 forms answered.",
            len(times),
            percent=percent,
            when=when,
        )
    return Told(said)


def shown_beyond(times: SaidOverTime) -> str:
    """Says that more is shown than the days that were chosen; empty where it is not."""
    if not times.shows_more:
        return ""
    said = {
        "month": _("Shown here are whole months, %(when)s: more than the days chosen above, "
                   "because it takes time to see a change."),
        "quarter": _("Shown here are whole stretches of three months, %(when)s: more than the "
                     "days chosen above, because it takes time to see a change."),
        "year": _("Shown here are whole years, %(when)s: more than the days chosen above, "
                  "because it takes time to see a change."),
    }  # fmt: skip
    return said[times.unit] % {"when": times.shown.words}
