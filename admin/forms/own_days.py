"""What staff type about days that differ: a site closed or open, and, managers, a bank holiday."""

from datetime import date, datetime

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from admin.bank_holidays import BankHolidays
from admin.forms.courses import judge_day
from admin.forms.fields import DayField, LineField
from admin.forms.fields import lazily as _l
from admin.opening import Closures, counts_days_by_use
from kiosk.models import Site


def _reason() -> LineField:
    too_long = Length(max=120, message=_l("Keep the reason to 120 letters."))
    return LineField(_l("Why (optional)"), [too_long])


class ClosedDayForm(FlaskForm):
    """One day on which a site is closed."""

    day = DayField(_l("Day"), validators=[InputRequired(_l("Choose the day it is closed."))])
    reason = _reason()

    def __init__(self, site: Site, closures: Closures, *, sent: bool = True) -> None:
        """Judge by the days that the site is open; `sent` says that this form was sent."""
        self.for_site = site
        self.closures = closures
        super().__init__(**_formdata(sent))  # type: ignore[no-untyped-call]  # FlaskForm's is

    def validate_day(self, field: DayField) -> None:
        """A day cannot be both open and closed."""
        if field.data in self.closures.opened:
            raise ValidationError(self.is_open_then())

    def is_open_then(self) -> str:
        """What to say of a day that is marked as open."""
        return str(
            _(
                "%(site)s is marked as open on that day. Take that away in the list first.",
                site=self.for_site.short_name,
            )
        )


class OpenedDayForm(FlaskForm):
    """One day on which a site is open though it usually is not."""

    day = DayField(_l("Day"), validators=[InputRequired(_l("Choose the day it is open."))])
    reason = _reason()

    def __init__(self, site: Site, closures: Closures, now: datetime, *, sent: bool = True) -> None:
        """Judge by the site's week and the days that differ; `sent` as above."""
        self.for_site = site
        self.closures = closures
        self.now = now
        # Named apart, as the form of closed days stands on the same page.
        super().__init__(prefix="opened", **_formdata(sent))  # type: ignore[no-untyped-call]

    def validate_day(self, field: DayField) -> None:
        """The site is there that day, not closed by itself, and does not open anyway."""
        judge_day(self.for_site, field.data, self.now)
        if field.data in self.closures.closed:
            raise ValidationError(self.is_closed_then())
        if field.data and self._opens_anyway(field.data):
            raise ValidationError(
                _("%(site)s opens on that day anyway.", site=self.for_site.short_name)
            )

    def is_closed_then(self) -> str:
        """What to say of a day that is marked as closed."""
        return str(
            _(
                "%(site)s is marked as closed on that day. Open it again in the list first.",
                site=self.for_site.short_name,
            )
        )

    def _opens_anyway(self, day: date) -> bool:
        if counts_days_by_use(self.for_site):
            return self.closures.holidays.name(day) is None
        return self.closures.opens_usually(day)


class HolidayForm(FlaskForm):
    """A bank holiday that the published list does not have."""

    day = DayField(_l("Day"), validators=[InputRequired(_l("Choose the day."))])
    name = LineField(
        _l("What is it called?"),
        [
            DataRequired(_l("Write what the bank holiday is called.")),
            Length(max=120, message=_l("Keep the name to 120 letters.")),
        ],
    )

    def __init__(self, holidays: BankHolidays, *, sent: bool = True) -> None:
        """Judge by the list as it is; `sent` as above."""
        self.holidays = holidays
        super().__init__(**_formdata(sent))  # type: ignore[no-untyped-call]  # FlaskForm's is

    def validate_day(self, field: DayField) -> None:
        """The day is not in the list, taken away or not."""
        if field.data is None:
            return
        if field.data in self.holidays.taken_away:
            raise ValidationError(_("That day was taken away. Put it back in its year’s list."))
        if name := self.holidays.name(field.data):
            raise ValidationError(_("That day is a bank holiday already: %(name)s.", name=name))


def _formdata(sent: bool) -> dict[str, None]:
    return {} if sent else {"formdata": None}
