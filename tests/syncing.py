"""Sending batches as a kiosk does, and reading what was stored."""

from uuid import uuid4

from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Evaluation, Installation, Visit
from tests.client import Client

ANSWERS = {
    "covered_needs": "yes",
    "environment_suitable": "partly",
    "tutor_met_expectations": "no",
    "could_discuss_opportunities": "not_applicable",
    "felt_valued": None,
}


def send(door: Client, status: int = 200, **body: object) -> dict:
    values = {"sent_at": "2026-11-24T10:00:00Z"} | body
    return door.post("/sync", json=values, status=status).response.get_json()


def a_visit(**about: object) -> dict:
    values = {"id": str(uuid4()), "tapped_at": "2026-11-24T09:30:00Z", "purpose": "learning"}
    return values | about


def visits() -> list[Visit]:
    query = select(Visit).order_by(Visit.seq, Visit.tapped_at, Visit.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def evaluations() -> list[Evaluation]:
    query = select(Evaluation).order_by(Evaluation.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def installation(door: Client) -> Installation:
    return db.session.get(Installation, door.installation.id, populate_existing=True)
