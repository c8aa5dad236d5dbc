"""Files to import, and importing them as a manager would."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from types import FrameType

from sqlalchemy import Connection, event

from admin.imports import KINDS, FileRefusedError, Judgement, Places, judge, write
from kiosk.database import db
from kiosk.models import Import, Person
from kiosk.questions import ANSWER_VALUES
from tests import people

IMPORTS = str(Path("admin") / "imports")
HEADINGS = {
    "visits": "site,tapped_at,purpose,first_time,people,id",
    "headcounts": "site,counted_from,counted_to,people,method,adds,id",
    "courses": "site,course,starts_at,ends_at,tutor,room,run,id",
    "evaluations": "site,course,held_on,covered_needs,environment_suitable,tutor_met_expectations,"
    "could_discuss_opportunities,felt_valued,good,better,do_not_share,id",
    "enrolments": "site,course,enrolled_on,new_to_life_rooms,id",
}


def a_file(kind: str, *rows: str) -> bytes:
    """A file with every column of its kind."""
    return "\r\n".join([HEADINGS[kind], *rows, ""]).encode()


def judged(kind: str, content: bytes, allowed: frozenset[int] | None = None) -> Judgement:
    """What a file says, as of the fixed morning."""
    return judge(KINDS[kind], content, Places.at(people.NOW, allowed))


def imported(kind: str, *rows: str, person: Person | None = None) -> Import:
    """A file of these rows, added."""
    found = judged(kind, a_file(kind, *rows))
    assert found.refusals == ()
    return write(found, people.NOW, f"{kind}.csv", person)


def refusals(kind: str, content: bytes) -> list[str]:
    """Every sentence with which a file or its rows are refused, the rows' with their line."""
    try:
        found = judged(kind, content)
    except FileRefusedError as problem:
        return [str(problem)]
    assert not found.refusals or not found.may_be_added
    return [f"{refusal.line}: {refusal.reason}" for refusal in found.refusals]


class Spent:
    """What the last write transaction took, from its beginning to its commit, in seconds."""

    def __init__(self) -> None:
        self._began = (0.0, 0.0)
        self.processor = self.clock = 0.0

    def began(self, connection: Connection) -> None:
        """Remember when a transaction began that writes."""
        if connection.get_execution_options().get("writes"):
            self._began = (time.process_time(), time.perf_counter())

    def ended(self, session: object) -> None:
        """Keep what it took, once it is committed."""
        began, self._began = self._began, (0.0, 0.0)
        if began != self._began:
            self.processor = time.process_time() - began[0]
            self.clock = time.perf_counter() - began[1]


class Done:
    """What the last write transaction did: its statements, and the functions of imports it ran."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.calls: list[str] = []
        self._is_writing = False

    def began(self, connection: Connection) -> None:
        """Watch, from here on, a transaction that writes."""
        if connection.get_execution_options().get("writes"):
            self.statements, self.calls, self._is_writing = [], [], True
            sys.setprofile(self._called)

    def ended(self, session: object) -> None:
        """Watch no more, once it is committed."""
        sys.setprofile(None)
        self._is_writing = False

    def _called(self, frame: FrameType, what: str, about: object) -> None:
        if what == "call" and IMPORTS in frame.f_code.co_filename:
            self.calls.append(frame.f_code.co_qualname)

    def executed(self, connection: object, cursor: object, statement: str, *about: object) -> None:
        """Keep a statement of it."""
        if self._is_writing:
            self.statements.append(statement.split(" VALUES ")[0])


@contextmanager
def watched(*listeners: tuple[object, str, Callable[..., None]]) -> Iterator[None]:
    """Listen for a while."""
    for listener in listeners:
        event.listen(*listener)
    try:
        yield
    finally:
        for listener in listeners:
            event.remove(*listener)


@contextmanager
def time_spent_writing() -> Iterator[Spent]:
    """Measure each write transaction."""
    spent = Spent()
    with watched((db.engine, "begin", spent.began), (db.session, "after_commit", spent.ended)):
        yield spent


@contextmanager
def done_while_writing() -> Iterator[Done]:
    """See what each write transaction does."""
    done = Done()
    with watched(
        (db.engine, "begin", done.began),
        (db.engine, "before_cursor_execute", done.executed),
        (db.session, "after_commit", done.ended),
    ):
        try:
            yield done
        finally:
            sys.setprofile(None)


def many_rows(kind: str, most: int = 50_000) -> list[str]:
    """As many rows as may stand in a file, over two sites and three hundred courses."""
    answers = (*ANSWER_VALUES, "")
    said = "The tea was hot and somebody explained it twice"
    rows = []
    for number in range(most):
        site = "walton" if number % 3 else "southport"
        at = datetime(2018, 4, 3, 9) + timedelta(minutes=11 * number)
        day = date(2018, 4, 3) + timedelta(days=number % 700)
        about = f"{site},Course {number % 300}"
        rows.append(
            {
                "visits": f"{site},{at}Z,learning,,,",
                "headcounts": f"{site},{day},{day},{number % 50},,,",
                "courses": f"{about},{at}Z,,Ann,Hall,{number % 2000},",
                "evaluations": f"{about},{day},{answers[number % 5]},yes,yes,"
                f"{answers[number % 3]},yes,{said},,,",
                "enrolments": f"{about},{day},{'yes' if number % 2 else 'no'},",
            }[kind]
        )
    return rows
