"""What staff type when they count people by hand."""

from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from admin.forms.courses import judge_day
from admin.forms.fields import ClockField, DayField, RadioField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed
from kiosk import clock
from kiosk.models import Site

MOST_PEOPLE = 1_000_000  # a large town library had 114,963 in one month


class CountForm(FlaskForm):
    """From and to, as days or as days with times, and how many people came."""

    id = HiddenField()
    from_on = DayField(
        _l("First day"), validators=[InputRequired(_l("Enter the first day of the count."))]
    )
    from_time = ClockField(_l("From, if not the whole day"), validators=[Optional()])
    to_on = DayField(
        _l("Last day"), validators=[InputRequired(_l("Enter the last day of the count."))]
    )
    to_time = ClockField(_l("To, if not the whole day"), validators=[Optional()])
    people = IntegerField(
        _l("How many people?"),
        [
            needed(_l("Enter how many people you counted, as a whole number.")),
            NumberRange(0, MOST_PEOPLE, _l("Enter a number from 0 to 1,000,000.")),
        ],
    )
    screen_worked = RadioField(
        _l("Was the screen working?"),
        [needed(_l("Say whether the screen was working, so that nobody is counted twice."))],
    )

    def __init__(self, site: Site, now: datetime) -> None:
        """Judge by the day that the site opened, and by the present moment."""
        self.site = site
        self.now = now
        super().__init__()  # type: ignore[no-untyped-call]  # flask_wtf ships no types
        self.screen_worked.choices = {
            "no": _("No: add these people"),
            "yes": _("Yes: only a check, don’t add"),
        }

    def span(self) -> tuple[datetime, datetime]:
        """The moments that a valid form means: a whole day begins and ends at midnight."""
        first, last = self.from_on.data, self.to_on.data
        if first is None or last is None:
            raise ValueError("Only a valid form has a span.")
        from_at = clock.at_local(first, self.from_time.data or time(0))
        if self.to_time.data is None:
            return from_at, clock.at_local(last + timedelta(days=1))
        return from_at, clock.at_local(last, self.to_time.data)

    def validate_from_on(self, field: DayField) -> None:
        """Nobody can have been counted before the site opened or after it closed."""
        judge_day(self.site, field.data, self.now)

    def validate_to_on(self, field: DayField) -> None:
        """The last day is neither before the first nor still to come; today may be."""
        if field.data is None:
            return
        if self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("The last day is before the first. Please change one of them."))
        if field.data > clock.local_day(self.now):
            raise ValidationError(_("The last day is still to come. Choose today or earlier."))

    def validate_from_time(self, field: ClockField) -> None:
        """The beginning happened, and has happened already."""
        _refuse_impossible(self.from_on.data, field.data, self.now)

    def validate_to_time(self, field: ClockField) -> None:
        """The end happened, and after the beginning."""
        _refuse_impossible(self.to_on.data, field.data, self.now)
        if self.from_on.data and self.from_on.data == self.to_on.data:
            from_at, to_at = self.span()
            if to_at <= from_at:
                raise ValidationError(_("The count ends before it begins. Please change a time."))


def _refuse_impossible(day: date | None, at: time | None, now: datetime) -> None:
    if day is None or at is None:
        return
    moment = clock.at_local(day, at)
    if moment > now and day <= clock.local_day(now):
        raise ValidationError(_("That time is still to come. Choose an earlier one."))
    if moment.astimezone(clock.LONDON).time() != at:
        raise ValidationError(
            _("The clocks went forward that night, so that time never was. Choose another.")
        )
