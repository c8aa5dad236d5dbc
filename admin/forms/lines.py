"""What managers word for the public pages: PALS, the owner, the contact."""

from flask_wtf import FlaskForm
from wtforms.validators import Length

from admin.forms.fields import LineField
from admin.forms.fields import lazily as _l
from kiosk.lines import LINE_NAMES

LONGEST = 300
TOO_LONG = _l("Keep each line to 300 letters.")


class LinesForm(FlaskForm):
    """The three lines; an empty one is not set."""

    pals = LineField(_l("Complaints, and someone outside the team"), [Length(0, LONGEST, TOO_LONG)])
    owner = LineField(_l("Who is in charge of this service"), [Length(0, LONGEST, TOO_LONG)])
    contact = LineField(_l("How to reach them"), [Length(0, LONGEST, TOO_LONG)])

    def texts(self) -> dict[str, str]:
        """Every line by its name, as it was typed."""
        return {name: self[name].data or "" for name in LINE_NAMES}
