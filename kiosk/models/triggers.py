"""The database's own triggers: they keep the tallies in the same transaction as each row.

So no writer can forget them: screen, sync, undo, strike, import, restore. The migrations hold a
copy, as of their day. SQLite counts a row at a time; PostgreSQL a statement at a time, and writes
its tallies in the order of their keys, so that two statements never wait for each other.
"""

# ruff: noqa: S608  # the names and expressions of our own tables; nothing that anybody typed
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, event

from kiosk.database import Base
from kiosk.models.tallies import HOURS, EvaluationTally, VisitTally
from kiosk.questions import ANSWER_VALUES, NOT_RECORDED, PURPOSE_VALUES, QUESTION_NAMES

# Where a row's columns are named, this stands for the row.
ROW = "{row}"


@dataclass(frozen=True)
class Tally:
    """What a tally is made of: its table, the rows it counts, its key, and its sums."""

    table: Table
    source: str
    counts: str
    key: Mapping[str, str]
    sums: Mapping[str, str]

    @property
    def columns(self) -> str:
        """Every column, in the order of `of_row`."""
        return ", ".join((*self.key, *self.sums))

    def of_row(self, row: str) -> str:
        """What one row adds, as SQL."""
        return ", ".join((*self.key.values(), *self.sums.values())).replace(ROW, row)

    def counted(self, row: str) -> str:
        """Whether a row counts, as SQL."""
        return self.counts.replace(ROW, row)

    def place(self, row: str) -> str:
        """The tally of a row, as SQL."""
        return " AND ".join(f"{name} = {of}" for name, of in self.key.items()).replace(ROW, row)

    @property
    def adding(self) -> str:
        """What an insert does where the tally stands already."""
        sums = ", ".join(
            f"{name} = {self.table.name}.{name} + excluded.{name}" for name in self.sums
        )
        return f"ON CONFLICT ({', '.join(self.key)}) DO UPDATE SET {sums}"

    @property
    def recount(self) -> str:
        """The whole tally, counted from the rows."""
        key = ", ".join(self.key.values())
        sums = ", ".join(f"sum({each})" for each in self.sums.values())
        counted = f"SELECT {key}, {sums} FROM {self.source} WHERE {self.counts} GROUP BY {key}"
        return counted.replace(f"{ROW}.", "")


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  # SQLAlchemy types it as anything to select from
    return table


VISITS = Tally(
    _table(VisitTally),
    "visit",
    f"{ROW}.undone_at IS NULL AND {ROW}.strike_id IS NULL",
    {name: f"{ROW}.{name}" for name in ("site_id", "visited_on")},
    {"taps": "1", "people": f"{ROW}.people"}
    | {
        purpose: f"CASE WHEN {ROW}.purpose = '{purpose}' THEN {ROW}.people ELSE 0 END"
        for purpose in (*PURPOSE_VALUES, NOT_RECORDED)
    }
    | {
        "first_yes": f"CASE WHEN {ROW}.first_time THEN 1 ELSE 0 END",
        "first_no": f"CASE WHEN NOT {ROW}.first_time THEN 1 ELSE 0 END",
    }
    | {
        name: f"CASE WHEN {ROW}.visited_hour = {hour} THEN {ROW}.people ELSE 0 END"
        for hour, name in enumerate(HOURS)
    },
)
EVALUATIONS = Tally(
    _table(EvaluationTally),
    "evaluation",
    "1 = 1",
    {
        "site_id": f"{ROW}.site_id",
        "held_on": f"{ROW}.held_on",
        "run_key": f"coalesce({ROW}.run_id, 0)",
        "wording": f"{ROW}.wording",
    },
    {"forms": "1"}
    | {
        f"{question}_{answer}": f"CASE WHEN {ROW}.{question} = '{answer}' THEN 1 ELSE 0 END"
        for question in QUESTION_NAMES
        for answer in ANSWER_VALUES
    },
)
TALLIES = (VISITS, EVALUATIONS)
WATCHED = {
    "visit": "site_id, visited_on, visited_hour, purpose, people, first_time, undone_at, strike_id",
    "evaluation": ", ".join(("site_id, held_on, run_id, wording", *QUESTION_NAMES)),
}


def sqlite_triggers(tally: Tally) -> Iterator[str]:
    """A row that begins to count is added, one that ceases to is taken away again."""
    name, source = tally.table.name, tally.source
    added = f"INSERT INTO {name} ({tally.columns}) VALUES ({tally.of_row('NEW')}) {tally.adding}"
    sums = ", ".join(f"{each} = {each} - ({of})" for each, of in tally.sums.items())
    removed = f"UPDATE {name} SET {sums.replace(ROW, 'OLD')} WHERE {tally.place('OLD')}"
    for moment, event_on, row, body in (
        ("added", "INSERT", "NEW", added),
        ("changed_from", f"UPDATE OF {WATCHED[source]}", "OLD", removed),
        ("changed_to", f"UPDATE OF {WATCHED[source]}", "NEW", added),
        ("removed", "DELETE", "OLD", removed),
    ):
        yield (
            f"CREATE TRIGGER {name}_{moment} AFTER {event_on} ON {source}"
            f" WHEN {tally.counted(row)} BEGIN {body}; END"
        )


def postgresql_triggers(tally: Tally) -> Iterator[str]:
    """What a statement added, less what it took away, in one statement more."""
    name, source = tally.table.name, tally.source
    plus, minus = "SELECT 1 AS sign, added.* FROM added", "SELECT -1, removed.* FROM removed"
    new, old = "NEW TABLE AS added", "OLD TABLE AS removed"
    for moment, event_on, tables, rows in (
        ("added", "INSERT", new, plus),
        ("changed", "UPDATE", f"{old} {new}", f"{plus} UNION ALL {minus}"),
        ("removed", "DELETE", old, minus.replace("SELECT -1,", "SELECT -1 AS sign,")),
    ):
        key = ", ".join(tally.key.values()).replace(ROW, "each")
        sums = ", ".join(f"sum(sign * ({of}))" for of in tally.sums.values())
        yield (
            f"CREATE FUNCTION {name}_{moment}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" INSERT INTO {name} ({tally.columns}) SELECT {key}, {sums.replace(ROW, 'each')}"
            f" FROM ({rows}) AS each WHERE {tally.counted('each')}"
            f" GROUP BY {key} ORDER BY {key} {tally.adding}; RETURN NULL; END $$"
        )
        yield (
            f"CREATE TRIGGER {name}_{moment} AFTER {event_on} ON {source} REFERENCING {tables}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {name}_{moment}()"
        )


TRIGGERS = {"sqlite": sqlite_triggers, "postgresql": postgresql_triggers}


def make_triggers(connection: Connection, tally: Tally) -> None:
    """Have the database keep a tally from now on."""
    for statement in TRIGGERS[connection.dialect.name](tally):
        connection.exec_driver_sql(statement)


def _after_create(metadata: MetaData, connection: Connection, **about: object) -> None:
    for tally in TALLIES:
        make_triggers(connection, tally)


event.listen(Base.metadata, "after_create", _after_create)
