"""The only writer of what is held: rows of a screen that was stopped, until a manager looks."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Insert, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.database import Base, db
from kiosk.models import Evaluation, HeldEvaluation, HeldVisit, Visit
from kiosk.questions import QUESTION_NAMES
from kiosk.records.evaluations import GivenEvaluation
from kiosk.records.visits import Tap


def hold_visits(taps: Sequence[tuple[Tap, str | None]], now: datetime) -> None:
    """Hold taps, each with the code of its run; those stored, held or discarded stay so."""
    ids = [tap.id for tap, _code in taps]
    stored = set(db.session.scalars(select(Visit.id).where(Visit.id.in_(ids))))
    rows: list[dict[str, object]] = [
        {
            "id": tap.id,
            "installation_id": tap.installation_id,
            "seq": tap.seq,
            "tapped_at": tap.tapped_at,
            "purpose": tap.purpose,
            "people": tap.people,
            "first_time": tap.first_time,
            "code": code,
            "marks": tap.marks,
            "received_at": now,
        }
        for tap, code in taps
        if tap.id not in stored
    ]
    _insert(HeldVisit, rows)


def hold_evaluations(
    forms: Sequence[tuple[GivenEvaluation, str | None]], kiosk_id: int, today: date
) -> None:
    """Hold forms, each with the code of its run; those stored, held or discarded stay so."""
    ids = [given.id for given, _code in forms]
    stored = set(db.session.scalars(select(Evaluation.id).where(Evaluation.id.in_(ids))))
    rows: list[dict[str, object]] = [
        {
            "id": given.id,
            "kiosk_id": kiosk_id,
            "code": code,
            "held_on": given.held_on,
            "received_on": today,
            "wording": given.wording,
            **{name: given.answers.get(name) for name in QUESTION_NAMES},
        }
        for given, code in forms
        if given.id not in stored
    ]
    _insert(HeldEvaluation, rows)


def _insert(model: type[Base], rows: list[dict[str, object]]) -> None:
    if not rows:
        return
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  # SQLAlchemy types it as anything to select from
    inserts: dict[str, Insert] = {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(),
    }
    connection = db.session.connection()
    connection.execute(inserts[connection.dialect.name], rows)
