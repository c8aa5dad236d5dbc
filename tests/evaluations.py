"""The evaluation form, opened and read back, for the tests of its pages."""

from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Evaluation
from tests import people
from tests.client import Client, Page

ALL_YES = {
    "covered_needs": "yes",
    "environment_suitable": "yes",
    "tutor_met_expectations": "yes",
    "could_discuss_opportunities": "yes",
    "felt_valued": "yes",
}


def stored() -> list[Evaluation]:
    """Every evaluation, read afresh."""
    query = select(Evaluation).order_by(Evaluation.id).execution_options(populate_existing=True)
    return list(db.session.scalars(query))


def the_form(client: Client, **about: object) -> Page:
    """The form of a new course run."""
    people.a_run(**about)
    return client.get("/f/7Q2M4X")
