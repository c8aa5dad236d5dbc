"""What visitors and learners are asked, as data: purposes, the five questions, their answers.

Lazy strings: they become English, or a translation, when a page is drawn.
"""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class Purpose:
    """A tile of the check-in screen. `value` is stored; `icon` and `colour` name its looks."""

    value: str
    label: LazyString
    hint: LazyString
    icon: str
    colour: str


PURPOSES = (
    Purpose(
        "learning",
        _l("A course or group"),
        _l("Learning, making, music, meeting people"),
        "book",
        "peach",
    ),
    Purpose(
        "pathways",
        _l("Pathways Advice"),
        _l("Someone to talk to: housing, money, work, how you feel"),
        "speech",
        "mint",
    ),
    Purpose(
        "employment",
        _l("Work and volunteering"),
        _l("Jobs, training, giving a hand"),
        "briefcase",
        "rose",
    ),
    Purpose(
        "community",
        _l("Café, computers or space to be"),
        _l("No reason needed"),
        "cup",
        "yellow",
    ),
    Purpose(
        "other",
        _l("Just looking, or not sure"),
        _l("Come in, have a look round"),
        "eye",
        "lavender",
    ),
)
NOT_RECORDED = "not_recorded"
PURPOSE_VALUES = tuple(purpose.value for purpose in PURPOSES)


@dataclass(frozen=True)
class Answer:
    """One choice of every question. `key` types it from a paper form; `icon` is its shape."""

    value: str
    label: LazyString
    key: str
    icon: str


ANSWERS = (
    Answer("yes", _l("Yes"), "1", "yes"),
    Answer("partly", _l("Partly"), "2", "partly"),
    Answer("no", _l("No"), "3", "no"),
    Answer("not_applicable", _l("Not sure, or doesn’t apply"), "4", "not_applicable"),
)
ANSWER_VALUES = tuple(answer.value for answer in ANSWERS)
# These three make the n of a percentage; “not sure” and blanks stand beside it.
COUNTED_ANSWERS = ("yes", "partly", "no")


@dataclass(frozen=True)
class Question:
    """One question of the form: its column, its words for a course and for a group, its hint.

    `says` is what a Yes states in the report; `short` heads it in tables and charts.
    """

    name: str
    asks: LazyString
    asks_of_group: LazyString
    hint: LazyString | None
    says: LazyString
    short: LazyString


QUESTIONS = (
    Question(
        "covered_needs",
        _l("Did the course cover what you needed?"),
        _l("Did the group cover what you needed?"),
        None,
        _l("stated the course they attended covered what they need"),
        _l("The course covered what they need"),
    ),
    Question(
        "environment_suitable",
        _l("Was the place right for this course?"),
        _l("Was the place right for this group?"),
        _l("The room, the noise, the seats, getting around, feeling safe."),
        _l("stated that the learning environment was suitable for the course they attended"),
        _l("The learning environment was suitable"),
    ),
    Question(
        "tutor_met_expectations",
        _l("Did the tutor run the course as well as you expected?"),
        _l("Did the tutor run the group as well as you expected?"),
        _l("The person or people who led it. Better than expected? Choose Yes."),
        _l("stated that the tutor facilitated the course they attended to their expectations"),
        _l("The tutor met their expectations"),
    ),
    Question(
        "could_discuss_opportunities",
        _l("On the course, could you talk about what you might do next, if you wanted to?"),
        _l("In the group, could you talk about what you might do next, if you wanted to?"),
        _l("Another course, a group, volunteering, work, Pathways Advice."),
        _l(
            "stated that they were able to discuss further opportunities during the course "
            "they attended"
        ),
        _l("They could discuss further opportunities"),
    ),
    Question(
        "felt_valued",
        _l("Did you feel valued on this course?"),
        _l("Did you feel valued in this group?"),
        _l("Welcome, listened to, treated with respect."),
        _l("stated that they felt valued in the course they attended"),
        _l("They felt valued"),
    ),
)
QUESTION_NAMES = tuple(question.name for question in QUESTIONS)

# Raise it when a question, a hint or a choice changes: figures across versions carry a note.
WORDING = 1
