"""What managers choose to make one course of two: both, and whose title stays."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Form
from wtforms.validators import ValidationError

from admin.forms.fields import RadioField, SelectField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed
from admin.twins import Titled


class PairForm(Form):
    """Two different courses, chosen in the address: choosing changes nothing yet."""

    one = SelectField(_l("One course"), [needed(_l("Choose a course."))])
    other = SelectField(_l("The same course, spelt another way"), [needed(_l("Choose a course."))])

    # Any: what WTForms takes for what was sent
    def __init__(self, courses: Iterable[Titled], sent: Any) -> None:
        super().__init__(sent)
        titles = {"": _("Choose a course")} | {str(each.id): each.title for each in courses}
        self.one.choices = self.other.choices = titles

    def validate_other(self, field: SelectField) -> None:
        """A course is not merged with itself."""
        if field.data and field.data == self.one.data:
            raise ValidationError(_("That is the same course twice. Choose another one."))


class MergeForm(FlaskForm):
    """Whose title stays."""

    kept = RadioField(_l("Which title stays?"), [needed(_l("Choose the title that stays."))])

    def __init__(self, titles: Mapping[int, str]) -> None:
        """Offer the titles of the two."""
        super().__init__()  # type: ignore[no-untyped-call]  # flask_wtf ships no types
        self.kept.choices = {str(course_id): title for course_id, title in titles.items()}
