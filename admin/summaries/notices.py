"""What somebody who opens the overview should see to: three lines at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from sqlalchemy import exists, func, select

from kiosk import help
from kiosk.database import db
from kiosk.models import CourseRun, Evaluation, Meeting, Site


@dataclass(frozen=True)
class Notice:
    """One sentence, and the page where it is seen to, if there is one."""

    sentence: str
    endpoint: str | None = None


def notices(sites: Sequence[Site], today: date) -> list[Notice]:
    """Forms that wait for a course, courses without dates, help text to check again."""
    site_ids = [site.id for site in sites]
    found = [_forms_waiting(site_ids), _runs_without_dates(site_ids)]
    if help.needs_checking(today):
        found.append(Notice(_("Please try every number in the help text, and note the day.")))
    return [notice for notice in found if notice]


def _forms_waiting(site_ids: Sequence[int]) -> Notice | None:
    query = select(func.count()).where(
        Evaluation.site_id.in_(site_ids),
        Evaluation.run_id.is_(None),
        ~Evaluation.left_without_course,
    )
    forms = db.session.scalars(query).one()
    sentence = ngettext(
        "%(count)s form is waiting for a course.",
        "%(count)s forms are waiting for a course.",
        forms,
        count=format_decimal(forms),
    )
    return Notice(sentence, "upkeep.page") if forms else None


def _runs_without_dates(site_ids: Sequence[int]) -> Notice | None:
    has_date = exists().where(Meeting.run_id == CourseRun.id, Meeting.cancelled_at.is_(None))
    query = select(func.count()).where(CourseRun.site_id.in_(site_ids), ~has_date)
    runs = db.session.scalars(query).one()
    sentence = ngettext(
        "%(count)s course has no dates.",
        "%(count)s courses have no dates.",
        runs,
        count=format_decimal(runs),
    )
    return Notice(sentence, "upkeep.page") if runs else None
