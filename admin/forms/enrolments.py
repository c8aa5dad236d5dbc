"""What staff type about the enrolments of a run: how many, how many of them new, on which day."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, ValidationError
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, NumberRange, StopValidation

from admin.forms.courses import judge_day
from admin.forms.fields import DayField
from admin.forms.fields import lazily as _l
from kiosk import clock
from kiosk.models import Site

MOST_AT_ONCE = 500


class CountField(IntegerField):
    """A whole number, refused with a whole sentence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number that was typed; nothing typed is None."""
        if not any(valuelist):
            self.data: int | None = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("Write a whole number, such as 12.")) from error

    def pre_validate(self, form: BaseForm) -> None:
        """Say only once that it is no number."""
        if self.process_errors:
            raise StopValidation

    @property
    def given(self) -> int:
        """The number of a valid form that needs one."""
        if self.data is None:
            raise ValueError(f"No number was given as {self.name}.")
        return self.data


class EnrolmentForm(FlaskForm):
    """Enrolments of one day; `id` tells a repeat of one sending from another entry."""

    id = HiddenField()
    day = DayField(_l("On which day"), validators=[InputRequired(_l("Choose the day."))])
    total = CountField(
        _l("How many enrolled"),
        [
            InputRequired(_l("Say how many enrolled.")),
            NumberRange(1, MOST_AT_ONCE, _l("Give a number from 1 to 500.")),
        ],
    )
    new = CountField(
        _l("How many of them were new to The Life Rooms"),
        [
            InputRequired(_l("Say how many were new. If none were, write 0.")),
            NumberRange(0, MOST_AT_ONCE, _l("Give a number from 0 to 500.")),
        ],
    )

    # Any: whatever else WTForms takes
    def __init__(self, site: Site, now: datetime, **others: Any) -> None:
        self.site = site
        self.now = now
        super().__init__(**others)  # type: ignore[no-untyped-call]  # FlaskForm's is

    def entry_id(self) -> UUID:
        """The id that the page gave this entry; a fresh one where it was spoilt."""
        try:
            return UUID(self.id.data or "")
        except ValueError:
            return uuid4()

    def validate_day(self, field: DayField) -> None:
        """The day is not to come, and not before the site opened."""
        judge_day(self.site, field.data, self.now)
        if field.data and field.data > clock.local_day(self.now):
            raise ValidationError(_("That day is still to come. Choose today or an earlier day."))

    def validate_new(self, field: CountField) -> None:
        """Those who were new are among those who enrolled."""
        if field.data is not None and self.total.data is not None and field.data > self.total.data:
            raise ValidationError(_("More were new than enrolled. Check both numbers."))
