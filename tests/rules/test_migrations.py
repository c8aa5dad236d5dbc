"""A migration that copies tables keeps every row, what leans on it, and the tallies' triggers."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from kiosk.database import db, writing
from kiosk.models import HeldVisit, Import, Visit, VisitTally
from tests import people
from tests.rules.test_constraints import one_of_everything
from tests.rules.test_schema import described, triggers

COPIED = ("audit_entry", "held_evaluation", "import", "installation")


def rows() -> dict[str, list[tuple[object, ...]]]:
    """All that the database keeps, table by table."""
    db.session.remove()
    with db.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in db.metadatas[None].sorted_tables
        }


def shape() -> list[object]:
    """Every table and trigger, as the database tells them."""
    with db.engine.connect() as connection:
        schema = "main" if connection.dialect.name == "sqlite" else "public"
        return [described(connection, None), triggers(connection, schema)]


@pytest.fixture
def filled(app) -> Iterator[None]:
    """A row in each table, some leaning on those to be copied; afterwards the newest tables."""
    one_of_everything()
    leans_on = {
        "import_id": db.session.scalar(select(Import.id)),
        "installation_id": db.session.scalar(select(HeldVisit.installation_id)),
    }
    with writing():
        db.session.execute(update(Visit).values(leans_on))
    yield
    upgrade()


def test_records_from_before_the_rules_stay_as_they_were_and_come_under_them(filled):
    newest, kept = shape(), rows()

    downgrade(revision="0009")
    older = shape()[0]
    assert rows() == kept
    assert [len(older[table]["checks"]) for table in COPIED] == [0, 0, 1, 0]

    upgrade()
    assert rows() == kept
    assert shape() == newest


def test_after_it_the_tallies_are_kept_and_no_row_may_lean_on_nothing(filled):
    downgrade(revision="0009")
    upgrade()
    people.a_visit(people=4)

    assert db.session.scalar(select(VisitTally.people)) == 5
    with pytest.raises(IntegrityError, match="(?i)foreign key"):
        people.a_visit(installation_id=uuid4())
