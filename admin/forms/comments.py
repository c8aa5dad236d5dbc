"""What staff type in the comments room: a worry passed on, cover for somebody, what we did."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import TextArea

from admin.catalogue.comments import Passing
from admin.forms.fields import DayField, LineField, SelectField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed
from kiosk.models import Concern, Cover, FeedbackNote, Person, Site

ALL_SITES = "all"


class ConcernForm(FlaskForm):
    """To whom a worry was passed, when, and a note. All of it may come later."""

    passed_to = LineField(
        _l("Who did you tell?"),
        [Length(max=120, message=_l("Keep this to 120 letters."))],
    )
    passed_on = DayField(_l("On which day?"), validators=[Optional()])
    note = TextAreaField(
        _l("Note"), [Length(max=1000, message=_l("Keep the note to 1,000 letters."))]
    )

    def __init__(self, concern: Concern | None, today: date) -> None:
        """Begin with what was noted before."""
        self.today = today
        super().__init__(obj=concern)  # type: ignore[no-untyped-call]  # FlaskForm's is

    def validate_passed_to(self, field: LineField) -> None:
        """A day alone does not say who knows."""
        if self.passed_on.data and not field.text:
            raise ValidationError(_("Say who you told, or leave the day empty."))

    def validate_passed_on(self, field: DayField) -> None:
        """Nobody has been told yet on a day to come."""
        if field.data and field.data > self.today:
            raise ValidationError(_("That day is still to come. Choose today or earlier."))

    def passing(self) -> Passing:
        """What a valid form says; told without a day is told today."""
        told = self.passed_to.text
        day = self.passed_on.data or self.today
        return Passing(told, day if told else None, (self.note.data or "").strip())


class CoverForm(FlaskForm):
    """Who is away, who reads instead, and for which days."""

    away = SelectField(_l("Who is away?"), [needed(_l("Choose who is away."))])
    covered_by = SelectField(_l("Who reads instead?"), [needed(_l("Choose who reads instead."))])
    from_on = DayField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    to_on = DayField(_l("Last day"), validators=[InputRequired(_l("Choose the last day."))])

    def __init__(self, staff: Sequence[Person], today: date) -> None:
        """Offer those who may read the site's comments anyway."""
        self.today = today
        super().__init__()  # type: ignore[no-untyped-call]  # FlaskForm's is
        names = {"": _("Choose a person")} | {str(person.id): person.name for person in staff}
        self.away.choices = self.covered_by.choices = names

    def validate_covered_by(self, field: SelectField) -> None:
        """Nobody covers for themselves."""
        if field.data == self.away.data:
            raise ValidationError(_("Choose somebody else to read instead."))

    def validate_to_on(self, field: DayField) -> None:
        """The days are in order, and not all over."""
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_("The last day is before the first. Check both days."))
        if field.data and field.data < self.today:
            raise ValidationError(_("Those days are over. Choose today or later."))

    def cover(self, site: Site) -> Cover:
        """What a valid form says."""
        return Cover(
            site_id=site.id,
            away_id=int(self.away.data),
            covered_by_id=int(self.covered_by.data),
            from_on=self.from_on.given,
            to_on=self.to_on.given,
        )


def _words(label: str, missing: str) -> LineField:
    rules = [DataRequired(missing), Length(max=200, message=_l("Keep this to 200 letters."))]
    return LineField(label, rules, widget=TextArea())


class NoteForm(FlaskForm):
    """What people said and what was done, where, and until when it is told."""

    you_said = _words(_l("You said"), _l("Write what people said."))
    we_did = _words(_l("We did"), _l("Write what you did about it."))
    site = SelectField(_l("Where is it shown?"), [needed(_l("Choose where it is shown."))])
    shown_until_on = DayField(_l("Until which day? (optional)"), validators=[Optional()])

    def __init__(self, sites: Sequence[Site], for_all: bool, today: date) -> None:
        """Offer the sites of a person, and all sites to those who see them all."""
        self.today = today
        super().__init__()  # type: ignore[no-untyped-call]  # FlaskForm's is
        everywhere = {ALL_SITES: _("At all sites")} if for_all else {}
        self.site.choices = everywhere | {site.slug: site.short_name for site in sites}

    def validate_shown_until_on(self, field: DayField) -> None:
        """A note that is over before it begins would never be seen."""
        if field.data and field.data < self.today:
            raise ValidationError(_("That day is over. Choose today or later."))

    def note(self, site: Site | None) -> FeedbackNote:
        """What a valid form says."""
        return FeedbackNote(
            site_id=site.id if site else None,
            you_said=self.you_said.text,
            we_did=self.we_did.text,
            shown_until_on=self.shown_until_on.data,
        )
