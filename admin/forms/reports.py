"""What staff type about a report: a note when they keep it, a reason when the rule is off."""

from flask_wtf import FlaskForm
from wtforms.validators import Length

from admin.forms.fields import LineField
from admin.forms.fields import lazily as _l
from admin.forms.needed import needed


class KeepForm(FlaskForm):
    """A short note beside a kept report."""

    note = LineField(
        _l("A short note, if you like"),
        validators=[Length(max=200, message=_l("Use 200 characters or fewer for the note."))],
    )


class ExceptionForm(FlaskForm):
    """Why the rule of few is switched off."""

    reason = LineField(
        _l("Why?"),
        validators=[
            needed(_l("Write the reason, so that others understand the decision later.")),
            Length(max=300, message=_l("Use 300 characters or fewer for the reason.")),
        ],
    )
