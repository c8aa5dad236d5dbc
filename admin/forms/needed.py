"""The one rule that says in our words what a field still needs."""

from collections.abc import Callable

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation


def needed(message: str) -> Callable[[BaseForm, Field], None]:
    """Refuse a field that is empty or could not be read, with this sentence alone.

    WTForms would add its own (“Not a valid integer value.”); zero counts as given.
    """

    def rule(form: BaseForm, field: Field) -> None:
        if field.data is None or field.data == "":
            field.errors = []
            raise StopValidation(str(message))

    return rule
