"""No form may show the words of the library that reads it: every refusal is a sentence of ours."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
import wtforms
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

import admin.forms
import kiosk.forms

THEIRS = "WTForms says: "
SENT = ["", "no such choice", "-1", "9" * 30, "2026-02-30", "25:61", "\x00", "x" * 5000]
# Forms within a form: their own fields are looked at by themselves.
WHOLE = (wtforms.FieldList, wtforms.FormField)


class Marking:
    """In the place of WTForms' translations: whatever it says of its own accord is marked."""

    def gettext(self, words: str) -> str:
        return THEIRS + words

    def ngettext(self, one: str, more: str, count: int) -> str:
        return THEIRS + (one if count == 1 else more)


class Bare(wtforms.Form):
    """A form of one field."""

    class Meta:
        """Say who speaks."""

        def get_translations(self, form: BaseForm) -> Marking:
            return Marking()


def forms() -> Iterator[type[BaseForm]]:
    """Every form that there is, by the module that it is written in."""
    for package in (admin.forms, kiosk.forms):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(found.name)).values():
                known = isinstance(value, type) and issubclass(value, BaseForm)
                if known and value.__module__ == found.name:
                    yield value


def fields() -> Iterator[tuple[str, UnboundField]]:
    """Every field of every form, by name."""
    for form in forms():
        for name in dir(form):
            field = getattr(form, name)
            if isinstance(field, UnboundField) and not issubclass(field.field_class, WHOLE):
                yield f"{form.__name__}.{name}", field


def errors(field: UnboundField, sent: list[str]) -> list[str]:
    """What a field says of what was sent, judged by its own rules."""
    form = type("One", (Bare,), {"one": field})(MultiDict([("one", each) for each in sent]))
    if isinstance(form.one, wtforms.SelectField) and form.one.choices is None:
        form.one.choices = [("walton", "Walton")]
    form.validate()
    return [str(error) for error in form.one.errors]


@pytest.mark.parametrize("field", [pytest.param(field, id=name) for name, field in fields()])
def test_every_refusal_is_a_sentence_of_ours(app: Flask, field: UnboundField):
    with app.test_request_context():
        said = [error for sent in SENT for error in errors(field, [sent])] + errors(field, [])

    assert not [error for error in said if error.startswith(THEIRS)]


def test_a_choice_that_is_offered_no_more_is_refused_in_every_list(app: Flask):
    lists = {
        name: errors(field, ["no such choice"])
        for name, field in fields()
        if issubclass(field.field_class, wtforms.SelectField)
        and field.kwargs.get("validate_choice", True)
    }

    sentence = "What you chose is not on the list any more. Choose again."
    assert len(lists) >= 15
    assert {name for name, said in lists.items() if sentence not in said} == set()
