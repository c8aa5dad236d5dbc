"""How far somebody at the screen has come, sealed into the address of the next question.

An address of its own for each question lets the browser's back button work; sealed, it tells the
next person nothing; and it ends before the screen can have come to rest.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from werkzeug.datastructures import MultiDict

from kiosk.codes import read_code
from kiosk.feedback.signed import read_given, seal, unseal
from kiosk.forms.checkin import uuid4_or_none
from kiosk.questions import ANSWER_VALUES, QUESTION_NAMES, QUESTIONS

# The minute of quiet and the twenty seconds of “Do you need more time?” of static/kiosk/idle.js:
# whatever the last person left in the history is over once the screen has gone back to rest.
GOOD_FOR = timedelta(seconds=80)
PURPOSE = "question"


@dataclass(frozen=True)
class Progress:
    """The course, the answers so far, and the question just shown or to be shown, from 1."""

    id: UUID
    given: str
    code: str
    asked: int
    answers: dict[str, str]

    def at_question(self, number: int) -> "Progress":
        """The same, at another question."""
        return replace(self, asked=number)


def progress_sent(typed: "MultiDict[str, str]") -> Progress:
    """What the screen before carried; whatever is impossible is left out."""
    asked, given = typed.get("asked", ""), typed.get("given", "")
    return Progress(
        id=uuid4_or_none(typed.get("id")) or uuid4(),
        given=given if read_given(given) else "",
        code=read_code(typed.get("run", "")) or "",
        asked=min(int(asked), len(QUESTIONS)) if asked.isascii() and asked.isdigit() else 0,
        answers={name: typed[name] for name in QUESTION_NAMES if typed.get(name) in ANSWER_VALUES},
    )


def seal_progress(progress: Progress, now: datetime) -> str:
    """The word in the address of a question."""
    answers = [progress.answers.get(name, "") for name in QUESTION_NAMES]
    carried = (progress.id.hex, progress.given, progress.code, progress.asked, answers)
    return seal(PURPOSE, json.dumps([int(now.timestamp()), *carried], separators=(",", ":")))


def read_progress(token: str, now: datetime) -> Progress | None:
    """What an address carries; None where we did not seal it, or a good minute ago."""
    words = unseal(PURPOSE, token)
    if words is None:
        return None
    seconds, id, given, code, asked, answers = json.loads(words)
    if now.timestamp() - seconds > GOOD_FOR.total_seconds():
        return None
    told = zip(QUESTION_NAMES, answers, strict=True)
    return Progress(UUID(id), given, code, asked, {name: value for name, value in told if value})
