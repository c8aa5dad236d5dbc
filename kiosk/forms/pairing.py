"""PairingForm: the code that makes a browser the screen of a site."""

from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, StringField
from wtforms.fields.core import Field
from wtforms.validators import ValidationError

LONGEST = 40


def _could_be_a_code(form: Form, field: Field) -> None:
    if not (field.data or "").strip():
        raise ValidationError(_("Type the pairing code."))
    if len(field.data) > LONGEST:
        raise ValidationError(_("A code has 8 characters, or 12 on a printed card."))


class PairingForm(Form):
    """One field, judged further by whether such a code is kept."""

    # WTForms' types know no lazy strings; its fields take them.
    code = StringField(cast(str, _l("Pairing code")), validators=[_could_be_a_code])
