"""What staff type about a site: its words and, managers, everything else."""

import re
from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField, ValidationError
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
)
from wtforms.widgets import TextArea

from admin.catalogue.places import WORKING_WEEK, Particulars
from admin.forms.fields import ClockField, DayField, LineField, RadioField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed
from kiosk.models import Site
from kiosk.models.places import FIXED, PERIPATETIC
from kiosk.pages import day_and_year

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _kinds() -> dict[str, str]:
    return {
        FIXED: _("Fixed: it has an address and opens by the week"),
        PERIPATETIC: _("Travelling: it goes to where people are"),
    }


class WordsForm(FlaskForm):
    """A site's own two lines."""

    welcome_line = LineField(
        _l("Welcome line"),
        [
            DataRequired(_l("Write a welcome line.")),
            Length(max=120, message=_l("Keep the welcome line to 120 letters.")),
        ],
    )
    desk_line = LineField(
        _l("Desk line"),
        [
            DataRequired(_l("Say where people can talk to someone.")),
            Length(max=200, message=_l("Keep the desk line to 200 letters.")),
        ],
        widget=TextArea(),
    )


class SiteForm(FlaskForm):
    """A site's particulars and its week."""

    name = LineField(
        _l("Name"),
        [
            DataRequired(_l("Give the site a name.")),
            Length(max=120, message=_l("Keep the name to 120 letters.")),
        ],
    )
    kind = RadioField(
        _l("What kind of site is it?"),
        choices=_kinds,
        default=FIXED,
    )
    address = LineField(
        _l("Address"), [Length(max=200, message=_l("Keep the address to 200 letters."))]
    )
    telephone = LineField(
        _l("Telephone"), [Length(max=40, message=_l("Keep the number to 40 letters."))]
    )
    opened_on = DayField(
        _l("Opened on"), validators=[InputRequired(_l("Choose the day it opened."))]
    )
    closed_on = DayField(_l("Closed for good on"), validators=[Optional()])
    reading_days = IntegerField(
        _l("Comments are read within how many working days?"),
        [
            needed(_l("Choose 1 to 20 working days.")),
            NumberRange(1, 20, _l("Choose 1 to 20 working days.")),
        ],
        default=3,
    )

    # Seven pairs of times, one for each weekday; both empty means closed.
    mon_opens, mon_closes = ClockField(_l("Monday, opens")), ClockField(_l("Monday, closes"))
    tue_opens, tue_closes = ClockField(_l("Tuesday, opens")), ClockField(_l("Tuesday, closes"))
    wed_opens, wed_closes = ClockField(_l("Wednesday, opens")), ClockField(_l("Wednesday, closes"))
    thu_opens, thu_closes = ClockField(_l("Thursday, opens")), ClockField(_l("Thursday, closes"))
    fri_opens, fri_closes = ClockField(_l("Friday, opens")), ClockField(_l("Friday, closes"))
    sat_opens, sat_closes = ClockField(_l("Saturday, opens")), ClockField(_l("Saturday, closes"))
    sun_opens, sun_closes = ClockField(_l("Sunday, opens")), ClockField(_l("Sunday, closes"))

    # Any: whatever else WTForms takes
    def __init__(
        self,
        names: set[str],
        site: Site | None = None,
        recorded: tuple[date, date] | None = None,
        **others: Any,
    ) -> None:
        self.recorded = recorded
        self.names = {name.casefold() for name in names}
        week = (
            {hours.weekday: (hours.opens_at, hours.closes_at) for hours in site.hours}
            if site
            else WORKING_WEEK
        )
        times = {}
        for weekday, (opens_at, closes_at) in week.items():
            times[f"{WEEKDAYS[weekday]}_opens"] = opens_at
            times[f"{WEEKDAYS[weekday]}_closes"] = closes_at
        super().__init__(obj=site, **times, **others)  # type: ignore[no-untyped-call]  # FlaskForm's is

    def days(self) -> list[tuple[ClockField, ClockField]]:
        """The fields of the week, Monday first."""
        return [(getattr(self, f"{day}_opens"), getattr(self, f"{day}_closes")) for day in WEEKDAYS]

    def validate_name(self, field: LineField) -> None:
        """Two sites of one name could not be told apart."""
        if (field.data or "").casefold() in self.names:
            raise ValidationError(_("There is already a site with this name. Choose another."))

    def validate_opened_on(self, field: DayField) -> None:
        """Nothing was recorded before the site opened."""
        if self.recorded and field.data and field.data > self.recorded[0]:
            raise ValidationError(
                _(
                    "There are records of %(day)s. The site opened on that day or before.",
                    day=day_and_year(self.recorded[0]),
                )
            )

    def validate_closed_on(self, field: DayField) -> None:
        """A site closes after it has opened."""
        opened: date | None = self.opened_on.data
        if field.data and opened and field.data < opened:
            raise ValidationError(
                _(
                    "The site opened on %(day)s. It cannot have closed before that.",
                    day=day_and_year(opened),
                )
            )
        if self.recorded and field.data and field.data < self.recorded[1]:
            raise ValidationError(
                _(
                    "There are records of %(day)s. The site closed on that day or later.",
                    day=day_and_year(self.recorded[1]),
                )
            )

    def validate(self, extra_validators: Any = None) -> bool:  # Any: as WTForms says
        """Judge each field, then each day's two times together."""
        good = bool(super().validate(extra_validators))
        for opens, closes in self.days():
            good = _judge_day(opens, closes) and good
        return good

    def particulars(self) -> Particulars:
        """What a valid form says; a travelling site keeps no week."""
        hours: dict[int, tuple[time, time]] = {}
        for weekday, (opens, closes) in enumerate(self.days()):
            if opens.data is not None and closes.data is not None:
                hours[weekday] = (opens.data, closes.data)
        return Particulars(
            name=self.name.text,
            opened_on=self.opened_on.given,
            kind=str(self.kind.data),
            address=self.address.text,
            telephone=self.telephone.text,
            closed_on=self.closed_on.data,
            reading_days=self.reading_days.data or 3,
            hours=hours if self.kind.data == FIXED else {},
        )


class NewSiteForm(SiteForm):
    """A site that is added, with the word that stands in its addresses."""

    slug = LineField(
        _l("Short name for addresses"),
        [
            DataRequired(_l("Give a short name, such as walton.")),
            Length(max=60, message=_l("Keep the short name to 60 letters.")),
        ],
    )

    # Any: whatever else WTForms takes
    def __init__(self, names: set[str], slugs: set[str], **others: Any) -> None:
        self.slugs = slugs
        super().__init__(names, **others)

    def validate_slug(self, field: LineField) -> None:
        """Small letters, digits and hyphens, and not another site's."""
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", field.data or ""):
            raise StopValidation(
                _("Use small letters, digits and hyphens, such as south-liverpool.")
            )
        if field.data in self.slugs:
            raise ValidationError(_("Another site has this short name. Choose another."))


def _judge_day(opens: ClockField, closes: ClockField) -> bool:
    if opens.errors or closes.errors:
        return False
    sentence = None
    if (opens.data is None) != (closes.data is None):
        sentence = _("Give both times of this day, or leave both empty.")
    elif opens.data is not None and closes.data is not None and closes.data <= opens.data:
        sentence = _("This day closes before it opens. Check both times.")
    if sentence is not None:
        closes.errors = [sentence]
    return sentence is None
