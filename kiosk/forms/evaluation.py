"""The evaluation form: it judges what a person typed, and clears none of it."""

from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import (  # type: ignore[attr-defined]  # its types are a version behind
    SelectChoice,
)
from wtforms.validators import ValidationError

from kiosk.forms.checkin import uuid4_or_none
from kiosk.models import Evaluation
from kiosk.pages import number
from kiosk.questions import ANSWER_VALUES, ANSWERS, QUESTION_NAMES, QUESTIONS
from kiosk.tidying import tidy

LONGEST_COMMENT = 2000


def _check_answer(form: Form, field: RadioField) -> None:
    if field.data and field.data not in ANSWER_VALUES:
        field.data = None
        raise ValidationError(_("Choose one of the four answers, or leave this question out."))


def _check_length(form: Form, field: StringField) -> None:
    length = len(field.data or "")
    if length > LONGEST_COMMENT:
        sentence = _(
            "“%(box)s” has %(length)s characters. Please make it %(most)s or fewer.",
            box=field.label.text,
            length=number(length),
            most=number(LONGEST_COMMENT),
        )
        raise ValidationError(sentence)


def _check_id(form: Form, field: StringField) -> None:
    """Without a random id a repeat could not be told from another form."""
    if uuid4_or_none(field.data) is None:
        raise ValidationError(_("Your answers are still here. Please press Send once more."))


def _choices() -> list[SelectChoice]:
    return [SelectChoice(answer.value, answer.label) for answer in ANSWERS]


class _Questions(Form):
    """The five questions, in their order; none is required."""


for _question in QUESTIONS:
    setattr(
        _Questions,
        _question.name,
        RadioField(
            cast(str, _question.asks),  # WTForms' types know no lazy strings; its fields do
            choices=_choices,  # called where they are drawn: a form that was sent needs none
            validate_choice=False,  # judged below, with a sentence that says what to do
            validators=[_check_answer],
        ),
    )


class EvaluationForm(_Questions):
    """The questions, the two boxes and the tick box, with the form's own id and moment."""

    id = HiddenField(validators=[_check_id])
    given = HiddenField()
    good = TextAreaField(
        cast(str, _l("What was good?")), filters=[tidy], validators=[_check_length]
    )
    better = TextAreaField(
        cast(str, _l("What could be better?")), filters=[tidy], validators=[_check_length]
    )
    do_not_share = BooleanField(cast(str, _l("Please don’t use my words outside the team")))

    def ask_about_group(self) -> None:
        """Say “group” in every question."""
        for question in QUESTIONS:
            self[question.name].label.text = str(question.asks_of_group)

    @property
    def answers(self) -> dict[str, str | None]:
        """The five answers; None where a question was left out."""
        return {name: self[name].data or None for name in QUESTION_NAMES}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered and nothing written."""
        return not (any(self.answers.values()) or self.good.data or self.better.data)

    def put(self, stored: Evaluation) -> None:
        """Fill in the answers that are stored."""
        for name in (*QUESTION_NAMES, "good", "better", "do_not_share"):
            self[name].data = getattr(stored, name)
