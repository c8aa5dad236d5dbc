"""Fields of several forms: choices, days, times of day, each refused with a whole sentence."""

from collections.abc import Callable
from datetime import date, time
from typing import cast

import wtforms
from flask import request
from flask_babel import lazy_gettext
from wtforms import DateField, StringField, TimeField, ValidationError
from wtforms.form import BaseForm

from kiosk.addresses import EARLIEST, LATEST
from kiosk.tidying import one_line

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]  # never the month first
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M"]

# WTForms types its labels and messages as text; a lazy text becomes one when it is drawn.
_l = lazily = cast(Callable[[str], str], lazy_gettext)


def sent_fields() -> dict[str, str]:
    """Every field as it was sent, to be sent once more when it is to be saved as it is."""
    return {name: value for name, value in request.form.items() if name != "csrf_token" and value}


class SelectField(wtforms.SelectField):
    """One of what is offered: a list that stood open may offer what is gone by now."""

    def pre_validate(self, form: BaseForm) -> None:
        """Say so in place of WTForms' “Not a valid choice.”, which names no next step."""
        try:
            super().pre_validate(form)
        except ValidationError as refusal:
            raise ValidationError(
                _l("What you chose is not on the list any more. Choose again.")
            ) from refusal


class RadioField(SelectField, wtforms.RadioField):
    """The same, all of it in sight."""


class SelectMultipleField(SelectField, wtforms.SelectMultipleField):
    """Any number of what is offered."""


class DayField(DateField):
    """A day: browsers send ISO; where they have no calendar people type DD/MM/YYYY."""

    def __init__(self, label: str, **options: object) -> None:
        """Take what wtforms' DateField takes, the formats apart."""
        super().__init__(label, format=DAY_FORMATS, **options)  # type: ignore[arg-type]  # passed on

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day that was typed; nothing typed is None."""
        if not any(valuelist):
            self.data: date | None = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(
                _l("Write the date as day, month and year, such as 24/11/2026.")
            ) from error
        if self.data and not EARLIEST <= self.data <= LATEST:
            self.data = None
            raise ValueError(_l("Check the year: it must be from 2000 to 2100."))

    @property
    def given(self) -> date:
        """The day of a valid form that needs one."""
        if self.data is None:
            raise ValueError(f"No day was given as {self.name}.")
        return self.data


class ClockField(TimeField):
    """A time of day by the clock on the wall."""

    def __init__(self, label: str, **options: object) -> None:
        """Take what wtforms' TimeField takes, the formats apart."""
        super().__init__(label, format=TIME_FORMATS, **options)  # type: ignore[arg-type]  # passed on

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time that was typed; nothing typed is None."""
        if not any(valuelist):
            self.data: time | None = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("Write the time as hours and minutes, such as 14:30.")) from error

    @property
    def given(self) -> time:
        """The time of a valid form that needs one."""
        if self.data is None:
            raise ValueError(f"No time was given as {self.name}.")
        return self.data


class LineField(StringField):
    """One line of text, its white space made single and trimmed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        super().process_formdata([one_line(value) for value in valuelist])

    @property
    def text(self) -> str:
        """What was typed, perhaps nothing."""
        return self.data or ""
