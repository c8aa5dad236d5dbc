"""The only writer of evaluations: a repeat is a success, another person's answers are kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from kiosk.database import db
from kiosk.models import CommentReading, Evaluation
from kiosk.questions import QUESTION_NAMES


@dataclass(frozen=True)
class GivenEvaluation:
    """One filled-in form as it came; an answer that is absent is blank.

    `held_on` is the day of the meeting, `method` how it came: phone, kiosk, paper or import.
    """

    id: UUID
    site_id: int
    run_id: int | None
    held_on: date
    wording: int
    answers: Mapping[str, str | None]
    good: str = ""
    better: str = ""
    do_not_share: bool = False
    method: str = "phone"


# Built once: to build a statement costs more than to run it.
_INSERTS: dict[str, ReturningInsert[UUID]] = {
    dialect.__name__.rsplit(".", 1)[-1]: dialect.insert(Evaluation)
    .on_conflict_do_nothing(index_elements=["id"])
    .returning(Evaluation.id)
    for dialect in (sqlite, postgresql)
}
# Read afresh: what a request saw before its turn to write may have changed since.
_STORED = (
    select(Evaluation)
    .where(Evaluation.id == bindparam("id"))
    .execution_options(populate_existing=True)
)


def record_new(connection: Connection, given: GivenEvaluation, today: date) -> bool:
    """Store a form while writing, in one statement; False where its id is stored already."""
    return _insert(connection, given, given.id, today)


def record_evaluation(given: GivenEvaluation, today: date) -> UUID:
    """Store a form inside `writing()`; returns the id under which it stands.

    The same id with the same answers is a repeat and adds nothing. The same id with other
    answers is another person's, kept under an id made of both, so that its repeat is known too.
    """
    stands_under, stored = _place(given)
    if stored is not None:
        return stands_under
    # On PostgreSQL a repeat may come at the same moment: then look again, once it is stored.
    if not _insert(db.session.connection(), given, stands_under, today):
        return record_evaluation(given, today)
    return stands_under


def stored_differently(given: GivenEvaluation) -> bool | None:
    """Whether the id is stored with other answers only; None where it is not stored at all."""
    stands_under, stored = _place(given)
    if stored is not None:
        return False
    return None if stands_under == given.id else True


def change_evaluation(given: GivenEvaluation) -> bool:
    """Put these answers in the place of the stored ones, inside `writing()`; False: none stored.

    A form without a run leaves place and date alone: staff may have found its course meanwhile.
    """
    stored = stored_evaluation(given.id)
    if stored is None:
        return False
    for name in QUESTION_NAMES:
        setattr(stored, name, given.answers.get(name))
    stored.good, stored.better = given.good, given.better
    stored.do_not_share, stored.wording = given.do_not_share, given.wording
    if given.run_id is not None:
        stored.site_id, stored.run_id, stored.held_on = given.site_id, given.run_id, given.held_on
        stored.left_without_course = False
    # Whoever read it read other words.
    db.session.execute(delete(CommentReading).where(CommentReading.evaluation_id == given.id))
    db.session.flush()
    return True


def stored_evaluation(id: UUID) -> Evaluation | None:
    """The evaluation that stands under an id."""
    return db.session.scalars(_STORED, {"id": id}).one_or_none()


def _insert(connection: Connection, given: GivenEvaluation, id: UUID, today: date) -> bool:
    insert = _INSERTS[connection.dialect.name]
    return connection.execute(insert, _row(given, id, today)).first() is not None


def _row(given: GivenEvaluation, id: UUID, today: date) -> dict[str, object]:
    return {
        "id": id,
        "site_id": given.site_id,
        "run_id": given.run_id,
        "held_on": given.held_on,
        "received_on": today,
        "wording": given.wording,
        "good": given.good,
        "better": given.better,
        "do_not_share": given.do_not_share,
        "method": given.method,
        **{name: given.answers.get(name) for name in QUESTION_NAMES},
    }


def _place(given: GivenEvaluation) -> tuple[UUID, Evaluation | None]:
    """The id under which a form stands or would stand, and what is stored there already."""
    id = given.id
    while (stored := stored_evaluation(id)) is not None and not _is_repeat(given, stored):
        id = _next_id(id, given)
    return id, stored


def _is_repeat(given: GivenEvaluation, stored: Evaluation) -> bool:
    same_words = (given.good, given.better, given.do_not_share) == (
        stored.good,
        stored.better,
        stored.do_not_share,
    )
    # Without a run on one side, staff have found its course since, or a code was not known yet.
    same_course = None in (given.run_id, stored.run_id) or given.run_id == stored.run_id
    same_answers = all(given.answers.get(name) == getattr(stored, name) for name in QUESTION_NAMES)
    return same_words and same_course and same_answers


def _next_id(id: UUID, given: GivenEvaluation) -> UUID:
    """An id that looks as random as any other, but is always the same for the same answers."""
    answers = [given.answers.get(name) for name in QUESTION_NAMES]
    content = [answers, given.good, given.better, given.do_not_share]
    digest = hashlib.sha256(id.bytes + json.dumps(content).encode())
    return UUID(bytes=digest.digest()[:16], version=4)
