"""What a careful colleague would ask before a report leaves the team, and where it is mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from admin.periods import Period
from admin.sentences import left_out, not_fully_counted
from admin.summaries.bars import ANSWERED
from admin.summaries.comments import UNREAD, Asked, how_many
from admin.summaries.elsewhere import FromElsewhere
from admin.summaries.figures import Summary
from admin.summaries.shared import SharedAnswers
from admin.summaries.told import Told, mark
from kiosk.models import Site
from kiosk.pages import number
from kiosk.questions import QUESTIONS

FEW_FOR_A_PERCENTAGE = 30


@dataclass(frozen=True)
class Doubt:
    """One thing to look at first: what, and the page where it is mended, if there is one."""

    sentence: str
    mend: str = ""
    endpoint: str = ""
    values: dict[str, object] = field(default_factory=dict)


def doubts(
    summary: Summary,
    elsewhere: FromElsewhere,
    answers: Mapping[str, SharedAnswers] | None,
    today: date,
) -> tuple[Doubt, ...]:
    """Everything that a careful colleague would ask of these figures; nothing on a good day.

    `answers` are those that the report shows, None where it shows none.
    """
    sites = [each.site for each in summary.sites]
    return (
        *_not_over(summary.period, today),
        *_not_counted(summary, today),
        *_straddling(summary),
        *_few_forms(summary, answers or {}, sites),
        *_unread(summary.period, sites, today),
        *_not_adding_up(elsewhere),
        *_few_people(elsewhere),
    )


def _not_over(period: Period, today: date) -> Iterator[Doubt]:
    if today < period.first:
        yield Doubt(_("These days are still to come: nothing is counted yet."))
    elif today <= period.last:
        yield Doubt(_("These days are not over: more will be counted."))


def _not_counted(summary: Summary, today: date) -> Iterator[Doubt]:
    """Sites of which nothing is known, or not of every day."""
    for each in summary.sites:
        days = each.figures.open_days
        if days and not each.figures.visits:
            told = ngettext(
                "%(site)s: nobody was counted on %(days)s open day.",
                "%(site)s: nobody was counted on %(days)s open days.",
                days,
                site=each.site.short_name,
                days=mark(number(days), "open-days", each.site.id),
            )
            sentence = Told(told)
        elif each.not_counted:
            sentence = not_fully_counted(each)
        else:
            continue
        at: dict[str, object] = {"slug": each.site.slug}
        yield Doubt(sentence, _("Count by hand"), "upkeep.count_by_hand", at)
    total = summary.total
    if summary.period.first <= today and not (total.open_days or total.visits):
        yield Doubt(_("No site was open in these days, and nobody was counted."))


def _straddling(summary: Summary) -> Iterator[Doubt]:
    for left, counts in summary.left_out_by_site:
        at: dict[str, object] = {"slug": left.site.slug}
        yield Doubt(left_out(left, counts), _("See the counts by hand"), "upkeep.count_by_hand", at)


def _few_forms(
    summary: Summary, answers: Mapping[str, SharedAnswers], sites: Sequence[Site]
) -> Iterator[Doubt]:
    """Of the percentages that the report shows: the n beside them there may be a rounded one."""
    forms = {name: each.n for name, each in summary.total.questions.items()}
    few = [
        _("%(question)s (%(n)s)", question=one.short, n=_forms(one.name, forms[one.name]))
        for one in QUESTIONS
        if one.name in answers
        and answers[one.name].yes is not None
        and forms[one.name] < FEW_FOR_A_PERCENTAGE
    ]
    if few:
        sentence = ngettext(
            "A percentage rests on fewer than 30 forms: %(questions)s.",
            "Some percentages rest on fewer than 30 forms: %(questions)s.",
            len(few),
            questions="; ".join(few),
        )
        yield Doubt(
            Told(sentence),
            _("See the forms by course"),
            "overview.by_course",
            _address(summary.period, sites),
        )


def _forms(question: str, n: int) -> str:
    return mark(number(n), "evaluations", part=f"question={question}&answer={ANSWERED}")


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


def _few_people(elsewhere: FromElsewhere) -> Iterator[Doubt]:
    for each in elsewhere.figures:
        if sentence := each.whole.few_people:
            yield Doubt(sentence, _("See the figures from elsewhere"), "upkeep.elsewhere")


def _address(period: Period, sites: Sequence[Site]) -> dict[str, object]:
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "site": [site.slug for site in sites],
    }
