"""The annual report's own sentences, from the figures of a period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from admin.periods import Period
from admin.summaries import Summary
from admin.summaries.figures import LeftOut, SiteFigures
from admin.summaries.shared import SharedAnswers, is_whole_months, shared_answers
from kiosk.models import Site
from kiosk.pages import number
from kiosk.questions import QUESTIONS


@dataclass(frozen=True)
class Sentence:
    """One sentence of the report, its footnotes, and in smaller type what its figure rests on."""

    text: str
    footnotes: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True)
class Report:
    """The report: its title, who came in, what was learnt, what learners said, and the notes."""

    title: str
    visits: Sentence
    sites: tuple[Sentence, ...]
    learning: tuple[Sentence, ...]
    said: tuple[Sentence, ...]
    notes: tuple[str, ...]

    @property
    def footnotes(self) -> list[str]:
        """Every footnote, in the order of its sentences."""
        return [note for sentence in self.sites for note in sentence.footnotes]


def write_report(summary: Summary, every_site: Sequence[Site], today: date) -> Report:
    """The report of a period; `every_site` tells whether the sites are the whole service."""
    period = summary.period
    open_sites = [each for each in summary.sites if _was_there(each)]
    place = _place([each.site for each in open_sites], every_site, period)
    return Report(
        title=f"{place}, {period.words}",
        visits=_visits(summary.total.visits, place, period),
        sites=tuple(_site(each, period) for each in open_sites),
        learning=tuple(Sentence(text) for text in _learning(summary)),
        said=tuple(_said(summary)),
        notes=tuple(_notes(summary, today)),
    )


def _was_there(each: SiteFigures) -> bool:
    """Whether a site was open on any day of the period, or something was recorded there."""
    return not (each.opens_later or each.closed_before) or not each.figures.is_empty


def _place(sites: Sequence[Site], every_site: Sequence[Site], period: Period) -> str:
    here = {site.id for site in sites}
    others = [site for site in every_site if site.id not in here]
    if sites and all(not _overlaps(site, period) for site in others):
        return _("The Life Rooms")
    *first, last = [site.name for site in sites] or [_("The Life Rooms")]
    if not first:
        return last
    return _("%(first)s and %(last)s", first=", ".join(first), last=last)


def _overlaps(site: Site, period: Period) -> bool:
    closed = site.closed_on
    return site.opened_on <= period.last and (closed is None or closed >= period.first)


def _when(period: Period) -> str:
    """“between April 2018 and March 2019”, “in April 2018”, “on 24 November 2026”."""
    if period.first == period.last:
        return _("on %(day)s", day=period.words)
    if not is_whole_months(period):
        first, last = (format_date(day, "d MMMM yyyy") for day in (period.first, period.last))
        return _("between %(first)s and %(last)s", first=first, last=last)
    first, last = (format_date(day, "MMMM yyyy") for day in (period.first, period.last))
    if first == last:
        return _("in %(month)s", month=first)
    return _("between %(first)s and %(last)s", first=first, last=last)


def cut_down(count: int) -> tuple[int, bool]:
    """A count cut down to one significant figure, and whether that took anything away."""
    step = 10 ** (len(str(count)) - 1)
    cut = count // step * step
    return cut, cut != count


def _visits(visits: int, place: str, period: Period) -> Sentence:
    count, is_over = cut_down(visits)
    words = {"count": f"{count:,}", "place": place, "when": _when(period)}
    if is_over:
        text = _(
            "Over %(count)s visits have been made to %(place)s %(when)s. This comprises:", **words
        )
        return Sentence(text)
    return Sentence(
        ngettext(
            "%(count)s visit has been made to %(place)s %(when)s. This comprises:",
            "%(count)s visits have been made to %(place)s %(when)s. This comprises:",
            count,
            **words,
        )
    )


def _site(each: SiteFigures, period: Period) -> Sentence:
    text = ngettext(
        "%(site)s: %(count)s visit %(when)s",
        "%(site)s: %(count)s visits %(when)s",
        each.figures.visits,
        site=each.site.name,
        count=f"{each.figures.visits:,}",
        when=_when(period),
    )
    return Sentence(text, tuple(_part_of_it(each)))


def _part_of_it(each: SiteFigures) -> Iterator[str]:
    """That a site could not be open for the whole of the period."""
    site = each.site
    if each.opened_within:
        month = format_date(each.opened_within, "MMMM yyyy")
        yield _("%(site)s opened in %(month)s", site=site.name, month=month)
    if each.closed_within:
        month = format_date(each.closed_within, "MMMM yyyy")
        yield _("%(site)s closed in %(month)s", site=site.name, month=month)


def _learning(summary: Summary) -> Iterator[str]:
    total = summary.total
    yield ngettext(
        "%(count)s enrolment to learning provision",
        "%(count)s enrolments to learning provision",
        total.enrolments,
        count=f"{total.enrolments:,}",
    )
    yield ngettext(
        "%(count)s of these enrolments was new to The Life Rooms",
        "%(count)s of these enrolments were new to The Life Rooms",
        total.new_enrolments,
        count=f"{total.new_enrolments:,}",
    )
    yield ngettext(
        "%(count)s learning opportunity on offer",
        "%(count)s different learning opportunities on offer",
        total.learning_opportunities,
        count=f"{total.learning_opportunities:,}",
    )
    yield ngettext(
        "%(count)s evaluation form was completed",
        "%(count)s evaluation forms were completed",
        total.evaluations,
        count=f"{total.evaluations:,}",
    )


def _said(summary: Summary) -> Iterator[Sentence]:
    if not is_whole_months(summary.period):
        yield Sentence(
            _(
                "What learners said is left out: answers are shown for whole calendar months only, "
                "so that nobody’s answers can be told apart."
            )
        )
        return
    site_ids = [each.site.id for each in summary.sites]
    shared = shared_answers(summary.period, site_ids, summary.total.questions)
    for question in QUESTIONS:
        yield _answer(str(question.says), str(question.short), shared[question.name])


def _answer(says: str, short: str, answers: SharedAnswers) -> Sentence:
    if answers.why_not:
        return Sentence(f"{short}: {answers.why_not}")
    words = {"n": f"{answers.n:,}", "partly": answers.partly}
    if answers.is_rounded:
        basis = _("n = about %(n)s, rounded to 5; partly: %(partly)s percent", **words)
    else:
        basis = _("n = %(n)s; partly: %(partly)s percent", **words)
    return Sentence(_("%(yes)s percent %(says)s", yes=answers.yes, says=says), basis=basis)


def _notes(summary: Summary, today: date) -> Iterator[str]:
    yield _("Visits are people who came in. Somebody who comes twice is two visits.")
    yield _(
        "The percentages are of the forms that answered Yes, Partly or No (n). “Not sure, or "
        "doesn’t apply” and blanks are left out."
    )
    if summary.period.last >= today:
        day = format_date(today, "d MMMM yyyy")
        yield _("The period is not over: these are the figures of %(day)s.", day=day)
    if len(summary.total.wordings) > 1:
        yield _("The wording of the questions changed within these days.")
    for left in summary.left_out:
        yield _left_out(left)
    for each in summary.sites:
        if each.not_counted:
            yield not_fully_counted(each)


def not_fully_counted(each: SiteFigures) -> str:
    """Says on how many open days of a site no screen of it was seen."""
    return ngettext(
        "%(site)s: no screen was seen on %(days)s open day, so its visits are not fully counted.",
        "%(site)s: no screen was seen on %(days)s open days, so its visits are not fully counted.",
        len(each.not_counted),
        site=each.site.short_name,
        days=number(len(each.not_counted)),
    )


def _left_out(left: LeftOut) -> str:
    return _(
        "Left out: %(people)s people counted at %(site)s from %(first)s to %(last)s. That count "
        "reaches beyond these days, so it is not shared out.",
        people=f"{left.people:,}",
        site=left.site.name,
        first=format_date(left.first, "d MMMM yyyy"),
        last=format_date(left.last, "d MMMM yyyy"),
    )


def as_text(report: Report) -> str:
    """The report as plain text, a sentence a line."""
    lines = [report.title, "", report.visits.text]
    for sentence in report.sites:
        notes = "".join(f" ({_('footnote: %(note)s', note=note)})" for note in sentence.footnotes)
        lines.append(sentence.text + notes)
    lines += ["", *(sentence.text for sentence in report.learning), ""]
    for sentence in report.said:
        lines.append(sentence.text)
        if sentence.basis:
            lines.append(f"    {sentence.basis}")
    return "\n".join([*lines, "", *report.notes, ""])
