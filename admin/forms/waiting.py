"""To which course the waiting forms of one date belong."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField

from admin.forms.fields import SelectField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed
from admin.summaries.runs_met import RunThatMet
from kiosk.pages import day_and_year


class WhichCourseForm(FlaskForm):
    """A run of the site; those that met on the date stand first."""

    code = SelectField(_l("Which course were they from?"), [needed(_l("Choose a course."))])
    forms = HiddenField()

    def __init__(self, met: Sequence[RunThatMet], others: Sequence[RunThatMet]) -> None:
        """Offer the runs that met on the date, then the others."""
        super().__init__()  # type: ignore[no-untyped-call]  # flask_wtf ships no types
        choices: dict[str, str | dict[str, str]] = {"": _("Choose a course")}
        if met:
            choices[_("Met on that day")] = {run.code: run.title for run in met}
        shown = {run.code for run in met}
        rest = {run.code: _label(run.title, run.met_on) for run in others if run.code not in shown}
        if rest:
            choices[_("Other courses here")] = rest
        self.code.choices = choices

    def seen(self) -> int:
        """How many forms the person saw when they chose; -1 where somebody spoilt it."""
        typed = self.forms.data or ""
        return int(typed) if typed.isdecimal() else -1


def _label(title: str, met_on: date) -> str:
    return str(_("%(title)s (met on %(day)s)", title=title, day=day_and_year(met_on)))
