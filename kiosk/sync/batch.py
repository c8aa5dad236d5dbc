"""What a kiosk sent, read forgivingly: bad values are mended, a valid id is never refused."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from kiosk.codes import read_code
from kiosk.forms.checkin import uuid4_or_none
from kiosk.questions import (
    ANSWER_VALUES,
    NOT_RECORDED,
    PURPOSE_VALUES,
    QUESTION_NAMES,
    WORDING,
)
from kiosk.records.taps import Claim
from kiosk.records.visits import MOST_PEOPLE

MOST_ROWS = 500
MOST_QUEUED = 2**31 - 1
STORAGE = ("new", "kept", "lost")
# A screen that counts two hundred visits a day gets there in a century; what a spoilt device says
# beyond it would leave millions missing, for good.
MOST_SEQ = 9_999_999
LARGEST = 2**53  # beyond it JavaScript's numbers are no longer whole


@dataclass(frozen=True)
class SentVisit:
    """One visit of a batch; `marks` names what had to be mended."""

    sent_id: str
    id: UUID
    claim: Claim
    purpose: str
    people: int
    first_time: bool | None
    code: str | None
    marks: tuple[str, ...]


@dataclass(frozen=True)
class SentEvaluation:
    """One evaluation of a batch; empty where no question has any answer, known to us or not."""

    sent_id: str
    id: UUID
    code: str | None
    held_on: date | None
    wording: int
    answers: Mapping[str, str | None]
    is_empty: bool


@dataclass(frozen=True)
class Batch:
    """One whole post to /sync.

    `queued` rows wait on the device, those of this batch among them; it `set_aside` those that
    were ever refused. `storage` and `lasting` as in `Installation`. None, or no `version`, where it
    did not say: a page that only asks whether we answer knows nothing of its store.
    """

    sent_at: datetime | None
    installation: UUID | None
    version: str
    queued: int | None
    set_aside: int | None
    oldest_age_ms: int | None
    last_seq: int | None
    storage: str | None
    lasting: bool | None
    visits: tuple[SentVisit, ...]
    evaluations: tuple[SentEvaluation, ...]
    refused: tuple[dict[str, str | None], ...]

    @property
    def forms(self) -> tuple[SentEvaluation, ...]:
        """The evaluations in which something was answered; the others are acknowledged alone."""
        return tuple(sent for sent in self.evaluations if not sent.is_empty)

    @property
    def sent_ids(self) -> list[str]:
        """The ids that will be acknowledged, as they were written."""
        visits = [visit.sent_id for visit in self.visits]
        return visits + [evaluation.sent_id for evaluation in self.evaluations]


def read_batch(body: object) -> Batch:
    """Read a post. Raises BadRequest where it is no batch, RequestEntityTooLarge above 500 rows."""
    if not isinstance(body, dict):
        raise BadRequest
    visits, evaluations = _rows(body.get("visits")), _rows(body.get("evaluations"))
    refused = [_refusal(row) for row in (*visits, *evaluations) if _id(row) is None]
    version = body.get("version")
    return Batch(
        sent_at=_moment(body.get("sent_at")),
        installation=uuid4_or_none(body.get("installation")),
        version=_plain(version)[:40] if isinstance(version, str) else "",
        queued=_whole(body.get("queued"), MOST_QUEUED),
        set_aside=_whole(body.get("refused"), MOST_QUEUED),
        oldest_age_ms=_whole(body.get("oldest_age_ms")),
        last_seq=_whole(body.get("last_seq"), MOST_SEQ),
        storage=body["storage"] if body.get("storage") in STORAGE else None,
        lasting=body["lasting"] if isinstance(body.get("lasting"), bool) else None,
        visits=tuple(_visit(row) for row in visits if _id(row)),
        evaluations=tuple(_evaluation(row) for row in evaluations if _id(row)),
        refused=tuple(refused),
    )


def _rows(value: object) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRequest
    if len(value) > MOST_ROWS:
        raise RequestEntityTooLarge
    return value


def _id(row: object) -> UUID | None:
    return uuid4_or_none(row.get("id")) if isinstance(row, dict) else None


def _refusal(row: object) -> dict[str, str | None]:
    sent = row.get("id") if isinstance(row, dict) else None
    reason = "The id is not a version 4 UUID." if isinstance(row, dict) else "Not an object."
    return {"id": sent[:100] if isinstance(sent, str) else None, "reason": reason}


def _visit(row: object) -> SentVisit:
    assert isinstance(row, dict)  # noqa: S101  # rows that are not were refused
    marks = []
    purpose, people, first = row.get("purpose"), row.get("people", 1), row.get("first_time")
    if purpose not in PURPOSE_VALUES:
        purpose = NOT_RECORDED
        marks.append("purpose")
    counted = _whole(people, MOST_PEOPLE)
    if not counted:
        counted = 1
        marks.append("people")
    if first is not None and not isinstance(first, bool):
        first = None
        marks.append("first_time")
    code, misread = _code(row.get("run"))
    if misread:
        marks.append("run")
    seq, age = _whole(row.get("seq"), MOST_SEQ), _whole(row.get("age_ms"))
    claim = Claim(seq, _moment(row.get("tapped_at")), age)
    id = _uuid(row)
    return SentVisit(str(row["id"]), id, claim, purpose, counted, first, code, tuple(marks))


def _evaluation(row: object) -> SentEvaluation:
    assert isinstance(row, dict)  # noqa: S101  # rows that are not were refused
    code, _ = _code(row.get("run"))
    answers = {name: _answer(row.get(name)) for name in QUESTION_NAMES}
    held_on = _day(row.get("held_on"))
    wording = _whole(row.get("wording"), WORDING) or WORDING
    is_empty = all(row.get(name) in (None, "") for name in QUESTION_NAMES)
    return SentEvaluation(str(row["id"]), _uuid(row), code, held_on, wording, answers, is_empty)


def _uuid(row: Mapping[str, object]) -> UUID:
    return UUID(str(row["id"]))


def _answer(value: object) -> str | None:
    return value if isinstance(value, str) and value in ANSWER_VALUES else None


def _code(value: object) -> tuple[str | None, bool]:
    """The code of a run, and whether something was sent that is none."""
    if value is None:
        return None, False
    code = read_code(value) if isinstance(value, str) else None
    return code, code is None


def _whole(value: object, most: int = LARGEST) -> int | None:
    """A whole number from 0 to `most`; a device's clock may give it a fraction."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if 0 <= value <= most else None


def _moment(value: object) -> datetime | None:
    """A moment with its offset; None for anything else."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        return moment.astimezone(UTC) if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter.isprintable())
