"""What people type to come in, and what managers type about people and screens."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, ValidationError
from wtforms.fields.choices import (  # type: ignore[attr-defined]  # its types are a version behind
    SelectChoice,
)
from wtforms.validators import DataRequired, Length, Regexp
from wtforms.widgets import CheckboxInput

from admin import passwords
from admin.forms.fields import LineField, RadioField, SelectField, SelectMultipleField
from admin.forms.fields import lazily as _l
from kiosk.models.staff import COORDINATOR, MANAGER

ROLES = {
    COORDINATOR: _l("Coordinator: sees their own sites"),
    MANAGER: _l("Manager: sees every site, and looks after people and screens"),
}
EMAIL = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*"


def choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """What can be chosen: each value with its label."""
    return [SelectChoice(value, label) for value, label in pairs]


def _lower(value: str | None) -> str:
    return (value or "").strip().lower()


def _an_email() -> EmailField:
    return EmailField(
        _l("E-mail address"),
        filters=[_lower],
        validators=[
            DataRequired(_l("Write the e-mail address.")),
            Regexp(f"^{EMAIL}$", message=_l("Write a whole address, such as sam@example.org.")),
            Length(max=254, message=_l("This address is too long. Use 254 characters or fewer.")),
        ],
    )


def _a_name() -> LineField:
    return LineField(
        _l("Name"),
        validators=[
            DataRequired(_l("Write the name.")),
            Length(max=80, message=_l("Use 80 characters or fewer for the name.")),
        ],
    )


def _a_new_password() -> PasswordField:
    return PasswordField(_l("Choose a password"), [DataRequired(_l("Choose a password."))])


def _a_role() -> RadioField:
    return RadioField(
        _l("Role"),
        choices=choices(ROLES.items()),
        validators=[DataRequired(_l("Choose a role."))],
    )


def _some_sites() -> SelectMultipleField:
    return SelectMultipleField(_l("Sites"), option_widget=CheckboxInput())


class SignInForm(FlaskForm):
    """Who is at the door."""

    email = EmailField(
        _l("E-mail address"),
        filters=[_lower],
        validators=[
            DataRequired(_l("Write your e-mail address.")),
            Length(max=254, message=_l("This address is too long. Use 254 characters or fewer.")),
        ],
    )
    password = PasswordField(_l("Password"), [DataRequired(_l("Write your password."))])


class PasswordForm(FlaskForm):
    """A password that somebody chooses; `about` is what it must not be made of."""

    password = _a_new_password()

    def __init__(self, about: tuple[str, ...] = ()) -> None:
        """Begin with the request's form."""
        super().__init__()  # type: ignore[no-untyped-call]  # Flask-WTF has no types
        self.about = about

    def validate_password(self, field: Field) -> None:
        """Refuse a password that is short, or easy to guess."""
        if sentence := passwords.weakness(field.data, *self.about):
            raise ValidationError(sentence)


class SetUpForm(PasswordForm):
    """The first manager."""

    name = _a_name()
    email = _an_email()
    password = _a_new_password()  # after the others, as on the page

    def validate_password(self, field: Field) -> None:
        """Refuse a password made of this very name or address too."""
        self.about = (self.name.data or "", self.email.data or "")
        super().validate_password(field)


class PersonForm(FlaskForm):
    """What a person is called and may see. The sites to choose from are given by the page."""

    name = _a_name()
    role = _a_role()
    sites = _some_sites()

    def validate_sites(self, field: Field) -> None:
        """A coordinator of nothing would see nothing."""
        if self.role.data == COORDINATOR and not field.data:
            raise ValidationError(_l("Choose at least one site for a coordinator."))


class NewPersonForm(PersonForm):
    """Somebody who is to be let in; in the order of the page, so that mistakes stand in it too."""

    name = _a_name()
    email = _an_email()
    role = _a_role()
    sites = _some_sites()


class ScreenNameForm(FlaskForm):
    """What a screen is called at its site."""

    name = LineField(
        _l("Name of the screen"),
        validators=[
            DataRequired(_l("Write what the screen is called, such as Front door.")),
            Length(max=60, message=_l("Use 60 characters or fewer for the name.")),
        ],
    )


class NewScreenForm(ScreenNameForm):
    """A screen that is to be paired for the first time."""

    site = SelectField(_l("Site"))


class LogForm(FlaskForm):
    """Which entries of the log to show; read from the address, so it needs no token."""

    class Meta:
        """A search changes nothing."""

        csrf = False

    person = SelectField(_l("Who"), validate_choice=False)
    site = SelectField(_l("Site"), validate_choice=False)
    action = SelectField(_l("What"), validate_choice=False)
