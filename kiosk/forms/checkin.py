"""CheckInForm: the tap on a tile."""

from uuid import UUID

from flask_babel import gettext as _
from wtforms import Form, HiddenField, StringField
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

from kiosk.questions import PURPOSE_VALUES


def uuid4_or_none(text: object) -> UUID | None:
    """The id that a page or a device made for a record, written as 36 characters; else None."""
    if not isinstance(text, str) or len(text) != 36:
        return None
    try:
        value = UUID(text)
    except ValueError:
        return None
    return value if value.version == 4 else None


def _made_by_a_page(form: Form, field: Field) -> None:
    if uuid4_or_none(field.data) is None:
        raise ValidationError(_("We could not read that tap, so it was not counted."))


def _named_by_a_tile(form: Form, field: Field) -> None:
    if field.data not in PURPOSE_VALUES:
        raise ValidationError(_("We could not tell which tile you tapped, so it was not counted."))


class CheckInForm(Form):
    """The page's fresh id, and the purpose that the tile names."""

    id = HiddenField(validators=[_made_by_a_page])
    purpose = StringField(validators=[_named_by_a_tile])

    @property
    def visit_id(self) -> UUID:
        """The id, once it has been judged."""
        return UUID(str(self.id.data))
