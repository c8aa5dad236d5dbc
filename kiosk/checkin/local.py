"""What a paired screen needs to welcome people by itself: strips to copy, and its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from kiosk.checkin.courses import CourseToday
from kiosk.checkin.strip import OFFERS, Strip
from kiosk.questions import NOT_RECORDED
from kiosk.records.visits import MOST_PEOPLE, KeptVisit

NOBODY = UUID(int=0)
LONG_AGO = datetime(2016, 5, 1, tzinfo=UTC)
MANY = 2  # the screen knows one and many


@dataclass(frozen=True)
class Local:
    """A visit nobody added to, one with everything added, and what the strip may say."""

    untouched: KeptVisit
    used: KeptVisit
    offers: Strip
    numbers: Sequence[int]
    words: Sequence[tuple[str, str]]


def local_strips(courses: Sequence[CourseToday]) -> Local:
    """What the page carries for the screen to draw by itself."""
    return Local(
        untouched=_visit(1, None, None),
        used=_visit(MANY, True, courses[0].run_id if courses else None),
        offers=Strip(OFFERS, _("Only if you like:"), courses=courses),
        numbers=[MOST_PEOPLE - 1],
        words=[*_said(), *_truth()],
    )


def _visit(people: int, first_time: bool | None, run_id: int | None) -> KeptVisit:
    return KeptVisit(NOBODY, LONG_AGO, NOT_RECORDED, people, first_time, run_id, None, True)


def _said() -> list[tuple[str, str]]:
    """What the strip says of what was added; the screen fills in the #."""
    lovely = _("Lovely to meet you. Say hello at the desk and someone will show you round.")
    return [
        ("first-time", lovely),
        ("others", _("We have counted %(people)s of you.", people="#")),
        ("course", _("%(course)s. Enjoy it.", course="#")),
    ]


def _truth() -> list[tuple[str, str]]:
    """What the quiet line says of what was sent."""
    return [
        ("sent", _("All visits sent")),
        ("waiting-one", _waiting(1)),
        ("waiting", _waiting(MANY)),
        ("oldest-one", _("The oldest has waited for an hour.")),
        ("oldest", _("The oldest has waited for # hours.")),
        ("answers-one", _answers(1)),
        ("answers", _answers(MANY)),
        ("refused-one", _refused(1)),
        ("refused", _refused(MANY)),
        (
            "unread",
            _("Something kept here earlier cannot be read. Please tell a member of staff."),
        ),
        ("unpaired", _("This screen needs pairing again. Please tell a member of staff.")),
        ("broken", _("This screen cannot keep visits just now. Please tell a member of staff.")),
    ]


def _waiting(number: int) -> str:
    return str(
        ngettext(
            "# visit waiting to send, safe on this device.",
            "# visits waiting to send, safe on this device.",
            number,
        )
    )


def _answers(number: int) -> str:
    return str(ngettext("# form waiting to send.", "# forms waiting to send.", number))


def _refused(number: int) -> str:
    return str(
        ngettext(
            "# could not be read: please tell staff.",
            "# could not be read: please tell staff.",
            number,
        )
    )
