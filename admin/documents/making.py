"""Making the report of a period and sites: everything it says, put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from admin.documents.charts import visits_by_site, visits_over_time, yes_by_question
from admin.documents.elsewhere import elsewhere_section
from admin.documents.learning import learning_section, said_section
from admin.documents.notes import notes, rule_switched_off
from admin.documents.place import is_whole_service, place, place_not_open, was_there
from admin.documents.report import Report
from admin.documents.visits import visits_section
from admin.opening import closures_of
from admin.periods import Period
from admin.summaries import Summary, summarise
from admin.summaries.charts.over_time import months_or_years, over_time
from admin.summaries.elsewhere import FromElsewhere, figures_from_elsewhere
from admin.summaries.every_site import every_site
from admin.summaries.rule_exceptions import exception_for
from admin.summaries.shared import (
    SharedAnswers,
    SharedView,
    all_answers,
    why_none,
)
from kiosk import clock
from kiosk.models import RuleException, Site


@dataclass(frozen=True)
class Made:
    """A report, and what it was made of; `answers` is None where it shows none."""

    report: Report
    summary: Summary
    elsewhere: FromElsewhere
    answers: Mapping[str, SharedAnswers] | None
    exception: RuleException | None


def make_report(period: Period, sites: Sequence[Site], today: date) -> Made:
    """The report of these sites, with the figures of today."""
    closures, every = closures_of(sites), every_site()
    summary = summarise(period, sites, today, closures)
    open_sites = [each for each in summary.sites if was_there(each)]
    there = [each.site for each in open_sites]
    exception = exception_for(period, sites)
    why_not = "" if exception else why_none(period, today)
    answers = None if why_not else _answers(summary, exception, today)
    elsewhere = figures_from_elsewhere(period, sites, is_whole_service(there, every, period))
    named = place(there, every, period) if there else place_not_open(sites, every)
    times = over_time(period, sites, today, closures, months_or_years(period))
    sections = (
        visits_section(
            summary.total.visits,
            open_sites,
            named,
            period,
            [*visits_over_time(times), *visits_by_site(open_sites)],
        ),
        learning_section(summary.total),
        said_section(summary.total, answers, yes_by_question(answers), why_not),
        elsewhere_section(elsewhere),
    )
    report = Report(
        title=f"{named}, {period.words}",
        days=period.days,
        made_on=today,
        sections=tuple(section for section in sections if section),
        notes=tuple(notes(summary, elsewhere, today)),
        warning=rule_switched_off(clock.local_day(exception.made_at)) if exception else "",
    )
    return Made(report, summary, elsewhere, answers, exception)


def _answers(
    summary: Summary, exception: RuleException | None, today: date
) -> dict[str, SharedAnswers]:
    """The answers as they may be shown."""
    if exception:
        return all_answers(summary.total.questions)
    site_ids = [each.site.id for each in summary.sites]
    return SharedView(summary.period, today).of(site_ids, summary.total.questions)
