"""A paper form as staff type it in: the day, five answers by key, two boxes, the tick."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from admin.forms.fields import DayField, SelectField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed
from admin.summaries.runs_met import A_YEAR
from kiosk.models import CourseRun, Site
from kiosk.pages import day_and_year
from kiosk.questions import ANSWERS, QUESTIONS
from kiosk.tidying import tidy
from kiosk.timetable import held_meetings

KEYS = {answer.key: answer.value for answer in ANSWERS}
BLANK = ("", "0")


def _key() -> StringField:
    keys = AnyOf([*BLANK, *KEYS], _l("Type 1, 2, 3 or 4; 0 or nothing for a blank answer."))
    return StringField(validators=[keys], filters=[lambda typed: (typed or "").strip()])


def _box(label: str) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[tidy],
        validators=[Length(max=2000, message=_l("Use 2,000 characters or fewer."))],
    )


class PaperForm(FlaskForm):
    """The part that is the same with and without a course."""

    id = HiddenField()
    covered_needs = _key()
    environment_suitable = _key()
    tutor_met_expectations = _key()
    could_discuss_opportunities = _key()
    felt_valued = _key()
    good = _box(_l("What was good?"))
    better = _box(_l("What could be better?"))
    do_not_share = BooleanField(_l("Please don’t use my words outside the team"))

    def ask(self, of_group: bool) -> None:
        """Word the questions as they stand on the paper: for a course or for a group."""
        for question in QUESTIONS:
            label = question.asks_of_group if of_group else question.asks
            self[question.name].label.text = str(label)

    def day(self) -> date:
        """The day of a valid form."""
        raise NotImplementedError

    def keep_day(self, day: date) -> None:
        """Begin with the day of the form before."""
        raise NotImplementedError

    def answers(self) -> dict[str, str | None]:
        """The five answers as they are stored; a blank is None."""
        return {question.name: KEYS.get(self[question.name].data) for question in QUESTIONS}

    def validate_id(self, field: HiddenField) -> None:
        """An empty form is a slip of the hand: nobody hands in a sheet with nothing on it."""
        words = self.good.data or self.better.data
        if not words and not any(self.answers().values()):
            raise ValidationError(
                _("Nothing is filled in yet. Type at least one answer, or leave this sheet out.")
            )


class PaperFormOfRun(PaperForm):
    """A paper form of a known run: its day is one of the run's meetings."""

    held_on = SelectField(
        _l("Which meeting are the forms from?"), [needed(_l("Choose the day of the meeting."))]
    )

    def __init__(self, run: CourseRun, days: Sequence[date]) -> None:
        """Offer the days on which a run met, the latest first."""
        super().__init__()  # type: ignore[no-untyped-call]  # flask_wtf ships no types
        self.held_on.choices = {f"{day:%Y-%m-%d}": day_and_year(day) for day in days}
        self.ask(run.course.kind == "group")

    def day(self) -> date:
        """The day of a valid form."""
        return date.fromisoformat(self.held_on.data)

    def keep_day(self, day: date) -> None:
        """Begin with the day of the form before."""
        self.held_on.data = f"{day:%Y-%m-%d}"


class PaperFormWithoutRun(PaperForm):
    """A paper form whose course nobody knows: any day of the last year at the site."""

    held_on = DayField(
        _l("Which day are the forms from?"),
        validators=[InputRequired(_l("Enter the day that stands on the forms."))],
    )

    def __init__(self, site: Site, today: date) -> None:
        """Judge by the day that the site opened, and by today."""
        self.first = max(site.opened_on, today - A_YEAR)
        self.today = today
        super().__init__()  # type: ignore[no-untyped-call]  # flask_wtf ships no types
        self.ask(of_group=False)

    def validate_held_on(self, field: DayField) -> None:
        """Within the last year, and not to come."""
        if field.data and field.data > self.today:
            raise ValidationError(_("That day is still to come. Choose today or earlier."))
        if field.data and field.data < self.first:
            raise ValidationError(_("Choose %(day)s or a later day.", day=day_and_year(self.first)))

    def day(self) -> date:
        """The day of a valid form."""
        if self.held_on.data is None:
            raise ValueError("Only a valid form has a day.")
        return self.held_on.data

    def keep_day(self, day: date) -> None:
        """Begin with the day of the form before."""
        self.held_on.data = day


def days_met(run: CourseRun, today: date) -> list[date]:
    """The days of the last year on which a run met, the latest first."""
    days = {meeting.meets_on for meeting in held_meetings(run)}
    return sorted((day for day in days if today - A_YEAR <= day <= today), reverse=True)
