"""The notes that close a report: how it counts, what is missing, what was left out."""

from collections.abc import Iterator
from datetime import date
from itertools import starmap

from flask_babel import format_date
from flask_babel import gettext as _

from admin.demonstration.period import told
from admin.documents.elsewhere import reaching_beyond
from admin.sentences import left_out, not_fully_counted
from admin.summaries import Summary
from admin.summaries.elsewhere import FromElsewhere
from kiosk.pages import day_and_year


def notes(summary: Summary, elsewhere: FromElsewhere, today: date) -> Iterator[str]:
    """Every note that this report needs."""
    yield _("Visits are people who came in. Somebody who comes twice is two visits.")
    yield _(
        "The percentages are of the forms that answered Yes, Partly or No (n). “Not sure, or "
        "doesn’t apply” and blanks are left out."
    )
    if summary.period.last >= today:
        day = format_date(today, "d MMMM yyyy")
        yield _("The period is not over: these are the figures of %(day)s.", day=day)
    yield from starmap(left_out, summary.left_out_by_site)
    for each in summary.sites:
        if each.not_counted:
            yield not_fully_counted(each)
    yield from reaching_beyond(elsewhere)
    if made := told():
        yield _(
            "This is a demonstration: its records were made by rule, %(days)s. None of it "
            "happened.",
            days=made.words,
        )


def rule_switched_off(decided_on: date) -> str:
    """Says in the document that it shows what the rule of few would hide; never by whose wish."""
    return _(
        "The rule that hides the answers of few forms was switched off for this report, by "
        "decision on %(day)s. Somebody’s answers may be told apart: pass it on with care.",
        day=day_and_year(decided_on),
    )
