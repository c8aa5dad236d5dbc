"""What a careful colleague would ask before a report leaves the team, and where it is mended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.periods import Period
from admin.sentences import left_out, not_fully_counted
from admin.summaries.comments import UNREAD, Asked, how_many
from admin.summaries.elsewhere import FromElsewhere
from admin.summaries.figures import Summary
from admin.summaries.shared import FEWEST_SHARED
from kiosk.models import Site
from kiosk.pages import number
from kiosk.questions import QUESTIONS

FEW_FOR_A_PERCENTAGE = 30


@dataclass(frozen=True)
class Doubt:
    """One thing to look at first: what, and the page where it is mended."""

    sentence: str
    mend: str
    endpoint: str
    values: dict[str, object] = field(default_factory=dict)


def doubts(summary: Summary, elsewhere: FromElsewhere, today: date) -> tuple[Doubt, ...]:
    """Everything that a careful colleague would ask of these figures; nothing on a good day."""
    sites = [each.site for each in summary.sites]
    return (
        *_not_fully_counted(summary),
        *_straddling(summary),
        *_few_forms(summary, sites),
        *_unread(summary.period, sites, today),
        *_not_adding_up(elsewhere),
    )


def _not_fully_counted(summary: Summary) -> Iterator[Doubt]:
    for each in summary.sites:
        if each.not_counted:
            at: dict[str, object] = {"slug": each.site.slug}
            yield Doubt(not_fully_counted(each), _("Count by hand"), "upkeep.count_by_hand", at)


def _straddling(summary: Summary) -> Iterator[Doubt]:
    for left in summary.left_out:
        at: dict[str, object] = {"slug": left.site.slug}
        yield Doubt(left_out(left), _("See the counts by hand"), "upkeep.count_by_hand", at)


def _few_forms(summary: Summary, sites: Sequence[Site]) -> Iterator[Doubt]:
    found = [(str(one.short), summary.total.questions[one.name].n) for one in QUESTIONS]
    few = [
        _("%(question)s (%(n)s)", question=short, n=number(n))
        for short, n in found
        if FEWEST_SHARED <= n < FEW_FOR_A_PERCENTAGE
    ]
    if few:
        sentence = ngettext(
            "A percentage rests on fewer than 30 forms: %(questions)s.",
            "Some percentages rest on fewer than 30 forms: %(questions)s.",
            len(few),
            questions="; ".join(few),
        )
        yield Doubt(
            sentence,
            _("See the forms by course"),
            "overview.by_course",
            _address(summary.period, sites),
        )


def _unread(period: Period, sites: Sequence[Site], today: date) -> Iterator[Doubt]:
    asked = Asked(period, [site.id for site in sites], today, UNREAD)
    if unread := how_many(asked):
        sentence = ngettext(
            "%(count)s comment of these days is unread.",
            "%(count)s comments of these days are unread.",
            unread,
            count=number(unread),
        )
        yield Doubt(
            sentence, _("Read them"), "comments.page", _address(period, sites) | {"show": UNREAD}
        )


def _not_adding_up(elsewhere: FromElsewhere) -> Iterator[Doubt]:
    for each in elsewhere.figures:
        if not each.whole.agrees:
            sentence = f"{each.whole.name}: {each.whole.disagreement}"
            yield Doubt(sentence, _("See the figures from elsewhere"), "upkeep.elsewhere")


def _address(period: Period, sites: Sequence[Site]) -> dict[str, object]:
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "site": [site.slug for site in sites],
    }
