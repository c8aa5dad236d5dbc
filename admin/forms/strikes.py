"""What staff choose to strike out mistaken taps: a screen, a day, two times, a reason."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired, Length, ValidationError

from admin.forms.fields import DayField, LineField, SelectField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed
from kiosk import clock
from kiosk.models import Kiosk

MIDNIGHT = "24:00"
QUARTERS = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30, 45)]


class StrikeForm(FlaskForm):
    """A screen, a day and two times, in quarter hours: nobody is to see single minutes."""

    kiosk = SelectField(_l("Which screen?"), [needed(_l("Choose the screen."))])
    day = DayField(_l("On which day?"), validators=[InputRequired(_l("Enter the day."))])
    from_time = SelectField(_l("From"), [needed(_l("Choose the time from which."))])
    to_time = SelectField(_l("To"), [needed(_l("Choose the time to which."))])
    reason = LineField(
        _l("Why?"),
        validators=[
            needed(_l("Write a short reason, so that others understand it later.")),
            Length(max=200, message=_l("Use 200 characters or fewer for the reason.")),
        ],
    )

    def __init__(
        self, kiosks: Sequence[Kiosk], now: datetime, kiosk_id: str = "", day: date | None = None
    ) -> None:
        """Offer a site's screens, and judge by the present moment; a whole day may be chosen."""
        self.now = now
        whole_day = {"kiosk": kiosk_id, "day": day, "from_time": QUARTERS[0], "to_time": MIDNIGHT}
        super().__init__(data=whole_day if day else None)  # type: ignore[no-untyped-call]  # flask_wtf ships no types
        first = {"": _("Choose a time")}
        self.kiosk.choices = {str(kiosk.id): _name(kiosk) for kiosk in kiosks}
        self.from_time.choices = first | {quarter: quarter for quarter in QUARTERS}
        self.to_time.choices = first | {quarter: quarter for quarter in [*QUARTERS[1:], MIDNIGHT]}

    def sent(self) -> dict[str, str]:
        """Every field as it was sent, to be sent once more when the number is confirmed."""
        return {
            "kiosk": self.kiosk.data,
            "day": f"{self.day.data:%Y-%m-%d}",
            "from_time": self.from_time.data,
            "to_time": self.to_time.data,
            "reason": self.reason.data or "",
        }

    def span(self) -> tuple[datetime, datetime]:
        """The moments that a valid form means."""
        if self.day.data is None:
            raise ValueError("Only a valid form has a span.")
        from_at = clock.at_local(self.day.data, time.fromisoformat(self.from_time.data))
        if self.to_time.data == MIDNIGHT:
            return from_at, clock.at_local(self.day.data + timedelta(days=1))
        return from_at, clock.at_local(self.day.data, time.fromisoformat(self.to_time.data))

    def validate_day(self, field: DayField) -> None:
        """No tap can come from a day that has not begun."""
        if field.data and field.data > clock.local_day(self.now):
            raise ValidationError(_("That day is still to come. Choose today or earlier."))

    def validate_to_time(self, field: SelectField) -> None:
        """The second time is after the first."""
        if self.from_time.data and field.data <= self.from_time.data:
            raise ValidationError(_("The second time must be later than the first."))


def _name(kiosk: Kiosk) -> str:
    return kiosk.name if kiosk.retired_at is None else str(_("%(name)s (retired)", name=kiosk.name))
