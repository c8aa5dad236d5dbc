"""Files of many rows and the report of many records: the memory of a handful, as many statements.

A file of three times as many rows takes as much memory as the small one, and no statement more: it
is read, written and sent a part at a time. `make bench` measures a hundred thousand rows.
"""

import tracemalloc
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event, insert

from admin.exports import PART
from kiosk.database import db, writing
from kiosk.models import Evaluation, Visit
from kiosk.questions import QUESTION_NAMES
from tests import people
from tests.staff import sign_in

FIRST = date(2018, 5, 1)
A_MONTH = 2_000
FEW, MANY = "from=2018-05-01&to=2018-05-31", "from=2018-05-01&to=2018-07-31"
AS_MUCH = 1.3  # all of them held at once take from 1.7 times as much on


@dataclass(frozen=True)
class Taken:
    """What it took to read an answer: the memory at its peak and the statements; how long it is."""

    memory: int
    statements: int
    parts: int
    longest: int


def many_records() -> None:
    """Three months of so many visits and forms each."""
    site_id = people.site().id
    visits, forms = [], []
    for number in range(3 * A_MONTH):
        day = (FIRST + timedelta(days=31 * (number // A_MONTH))).replace(day=1 + number % 28)
        about = {"site_id": site_id, "received_on": day}
        hour, at = 9 + number % 7, datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        when = {"tapped_at": at, "visited_on": day, "visited_hour": hour}
        visits.append({"id": uuid4(), **about, **when, "purpose": "learning", "people": 1})
        forms.append({"id": uuid4(), **about, "held_on": day, "wording": 1})
    with writing():
        db.session.execute(insert(Visit), visits)
        db.session.execute(
            insert(Evaluation), [dict.fromkeys(QUESTION_NAMES, "yes") | each for each in forms]
        )


@pytest.fixture
def take(client):
    """Reads an answer as a server sends it: each part is let go of at once."""
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))
    asked: list[str] = []

    def ask(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(db.engine, "before_cursor_execute", ask)

    def read(address: str) -> Taken:
        db.session.rollback()
        asked.clear()
        tracemalloc.start()
        response = manager.flask.get(address, base_url=manager.base_url)
        assert response.status_code == 200
        lengths = [len(part) for part in response.response]
        memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        response.close()
        return Taken(memory, len(asked), len(lengths), max(lengths))

    yield read
    event.remove(db.engine, "before_cursor_execute", ask)


def hold(take, path: str) -> tuple[Taken, Taken]:
    """A month and three of them, after a first reading of what is kept from then on."""
    take(f"{path}?from=2018-01-01&to=2018-01-31")
    few, many = take(f"{path}?{FEW}"), take(f"{path}?{MANY}")
    assert many.memory < AS_MUCH * few.memory, (few, many)
    assert many.statements == few.statements
    return few, many


def test_many_rows_are_given_out_in_the_memory_of_a_few(take):
    many_records()

    for path in ("export/visits.csv", "export/evaluations.csv", "rows/taps.csv"):
        few, many = hold(take, f"/admin/{path}")
        assert (few.parts, many.parts) == (A_MONTH + 1, 3 * A_MONTH + 1)
        assert many.longest < 200
    few, many = hold(take, "/admin/export/visits.xlsx")
    assert many.longest == PART
    assert many.parts > 1
    hold(take, "/admin/report.html")
