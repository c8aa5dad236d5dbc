"""What staff type of a figure that another system counted, and why one is withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField
from wtforms.validators import InputRequired, Length, ValidationError

from admin.catalogue.elsewhere import Given
from admin.forms.fields import DayField, LineField, RadioField, SelectField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed
from admin.forms.stated import StatedField
from admin.periods import Period
from admin.summaries.elsewhere import Elsewhere
from admin.summaries.whole import Part, Whole
from kiosk.models import Site
from kiosk.pages import day_and_year

MOST_PARTS, PARTS_SHOWN = 12, 4
WHOLE_SERVICE = "whole service"  # no site's: a slug has no space
COUNT, PERCENT = "count", "percent"


def _kinds() -> dict[str, str]:
    return {COUNT: _("A number"), PERCENT: _("A percentage")}


class PartForm(Form):
    """One part: what it is and how many; a row may stay empty."""

    name = LineField(validators=[Length(max=120, message=_l("Keep the part to 120 letters."))])
    value = StatedField()

    def validate_name(self, field: LineField) -> None:
        """A number says nothing without its name."""
        if not field.data and self.value.data:
            raise ValidationError(_("Say what this part is."))

    def validate_value(self, field: StatedField) -> None:
        """A name alone cannot be added up."""
        if not field.data and self.name.data:
            raise ValidationError(_("Write the number of this part, or leave its row empty."))


class FigureForm(FlaskForm):
    """One figure from elsewhere: of when and where, how much, of which parts, from which source."""

    heading = LineField(
        _l("Under which heading?"),
        [
            needed(_l("Write the heading under which it stands, such as Social prescribing.")),
            Length(max=80, message=_l("Keep the heading to 80 letters.")),
        ],
        render_kw={"list": "headings", "autocomplete": "off"},
    )
    name = LineField(
        _l("What was counted?"),
        [
            needed(_l("Write what was counted, such as Registrations.")),
            Length(max=120, message=_l("Keep the name to 120 letters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    site = SelectField(_l("Where?"), validate_choice=False)
    from_on = DayField(_l("First day"), validators=[InputRequired(_l("Enter the first day."))])
    to_on = DayField(_l("Last day"), validators=[InputRequired(_l("Enter the last day."))])
    value = StatedField(_l("How many?"), [needed(_l("Write the number, such as 1,057 or 44%."))])
    kind = RadioField(_l("Is that a number or a percentage?"), choices=_kinds, default=COUNT)
    parts = FieldList(FormField(PartForm), min_entries=MOST_PARTS, max_entries=MOST_PARTS)
    source = LineField(
        _l("Where does the figure come from?"),
        [
            needed(_l("Write where it comes from, so that others can look it up.")),
            Length(max=200, message=_l("Keep the source to 200 letters.")),
        ],
        render_kw={"autocomplete": "off"},
    )

    # Any: what FlaskForm takes
    def __init__(self, sites: Sequence[Site], *, service: bool, today: date, **given: Any) -> None:
        """Offer these sites and, where `service`, the whole service; judge by the present day."""
        self.sites = {site.slug: site for site in sites}
        self.today = today
        super().__init__(**given)  # type: ignore[no-untyped-call]  # flask_wtf ships no types
        whole = {WHOLE_SERVICE: _("The whole service")} if service else {}
        self.places = whole | {slug: site.short_name for slug, site in self.sites.items()}
        first = {} if len(self.places) == 1 else {"": _("Choose a place")}
        self.site.choices = first | self.places
        for place, row in enumerate(self.parts, 1):
            row.form["name"].label.text = _("Part %(number)s", number=place)
            row.form.value.label.text = _("How many of part %(number)s?", number=place)

    def validate_site(self, field: SelectField) -> None:
        """The place is one for which the person may enter figures."""
        if not field.data or field.data not in self.places:
            raise ValidationError(_("Choose the place where it was counted."))

    def validate_to_on(self, field: DayField) -> None:
        """Days that were: the last neither before the first nor to come, nor before the site."""
        first, last, site = self.from_on.data, field.data, self.sites.get(self.site.data or "")
        if last is None:
            return
        if first and last < first:
            raise ValidationError(_("The last day is before the first. Please change one of them."))
        if last > self.today:
            raise ValidationError(_("The last day is still to come. Choose today or earlier."))
        if site and last < site.opened_on:
            opened = day_and_year(site.opened_on)
            raise ValidationError(
                _("%(site)s opened on %(day)s, after these days.", site=site.short_name, day=opened)
            )

    def validate_value(self, field: StatedField) -> None:
        """A percentage is one of a hundred."""
        if problem := self._percent_problem(field):
            raise ValidationError(problem)

    # Any: entries are all rows of PartForm
    def validate_parts(self, field: "FieldList[Any]") -> None:
        """Parts are percentages where the figure is one, and nowhere else."""
        for row in field:
            value = row.form.value
            problem = self._percent_problem(value)
            if problem and not value.errors:
                value.errors = [problem]
                field.errors = [*field.errors, problem]

    def _percent_problem(self, field: StatedField) -> str:
        if field.has_percent and not self.is_percent:
            return _("This part is a percentage, but the figure is not. Write both alike.")
        if self.is_percent and (field.count or 0) > 100:
            return _("A percentage is 100 or less.")
        return ""

    @property
    def is_percent(self) -> bool:
        """Whether the figure is a percentage: chosen so, or typed with its sign."""
        return self.kind.data == PERCENT or self.value.has_percent

    def given(self) -> Given:
        """The figure that a valid form states."""
        rows: list[PartForm] = [row.form for row in self.parts]
        parts = [
            Part(str(row["name"].data), row.value.count)
            for row in rows
            if row.value.count is not None
        ]
        whole = Whole(self.name.text, self.value.count or 0, tuple(parts), self.is_percent)
        site = self.sites.get(self.site.data)
        period = Period(self.from_on.given, self.to_on.given)
        return Given(self.heading.text, whole, period, site, self.source.text)

    @property
    def shows_more_parts(self) -> bool:
        """Whether more rows are filled in than stand open."""
        rows: list[PartForm] = [row.form for row in self.parts]
        return any(row["name"].data or row.value.data for row in rows[PARTS_SHOWN:])


def like(figure: Elsewhere, period: Period | None, today: date) -> dict[str, object]:
    """What a new figure takes from one that stands: all but its numbers, and other days."""
    ended = period is not None and period.last <= today
    return {
        "heading": figure.heading,
        "name": figure.whole.name,
        "site": figure.site.slug if figure.site else WHOLE_SERVICE,
        "from_on": period.first if period else None,
        "to_on": period.last if period and ended else None,
        "kind": PERCENT if figure.whole.is_percent else COUNT,
        "parts": [{"name": part.name} for part in figure.whole.parts],
        "source": figure.source,
    }


class WithdrawForm(FlaskForm):
    """Why a figure is withdrawn."""

    reason = LineField(
        _l("Why?"),
        validators=[
            needed(_l("Write a short reason, so that others understand it later.")),
            Length(max=200, message=_l("Use 200 characters or fewer for the reason.")),
        ],
    )
