"""The migrations make exactly what the models say, constraint by constraint, on both engines."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy.schema import CreateSchema, DropSchema

from kiosk.database import db


def described(connection: Connection, schema: str | None) -> dict[str, object]:
    """Every table as the database itself describes it."""
    inspector = inspect(connection)
    tables = set(inspector.get_table_names(schema=schema)) - {"alembic_version"}
    return {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"])
                for column in inspector.get_columns(table, schema=schema)
            ],
            "key": inspector.get_pk_constraint(table, schema=schema),
            "checks": sorted(
                (check["name"], check["sqltext"])
                for check in inspector.get_check_constraints(table, schema=schema)
            ),
            "unique": sorted(
                (str(unique["name"]), tuple(unique["column_names"]))
                for unique in inspector.get_unique_constraints(table, schema=schema)
            ),
            "foreign": sorted(
                (str(key["name"]), tuple(key["constrained_columns"]), key["referred_table"])
                for key in inspector.get_foreign_keys(table, schema=schema)
            ),
            "indexes": sorted(
                (str(index["name"]), tuple(index["column_names"]), index["unique"])
                for index in inspector.get_indexes(table, schema=schema)
            ),
        }
        for table in sorted(tables)
    }


@pytest.fixture
def fresh(app, engine: str) -> Iterator[tuple[Connection, str | None]]:
    """A place where the models made their tables without any migration."""
    if engine == "sqlite":
        other: Engine = create_engine("sqlite://")
        with other.connect() as connection:
            db.metadatas[None].create_all(connection)
            yield connection, None
        other.dispose()
        return
    with db.engine.connect() as connection:
        connection.execute(CreateSchema("fresh"))
        # What is made from now on, triggers and their functions too, is made there.
        connection.exec_driver_sql("SET LOCAL search_path TO fresh")
        db.metadatas[None].create_all(connection)
        yield connection, "fresh"
        connection.execute(DropSchema("fresh", cascade=True))
        connection.rollback()


def test_the_migrations_make_what_the_models_say(fresh):
    connection, schema = fresh
    made = described(connection, schema)
    with db.engine.connect() as migrated_connection:
        migrated = described(migrated_connection, None)

    assert migrated.keys() == made.keys()
    for table, description in made.items():
        assert migrated[table] == description, table


def without_rowid(connection: Connection) -> list[str]:
    """The tables in which SQLite keeps no order of arrival."""
    if connection.dialect.name != "sqlite":
        return []
    return [
        table["name"]
        for table in connection.exec_driver_sql("PRAGMA main.table_list").mappings()
        if table["wr"]
    ]


def test_the_migrations_keep_no_order_of_arrival_where_the_models_keep_none(fresh, engine):
    connection, _schema = fresh
    made = sorted(without_rowid(connection))
    with db.engine.connect() as migrated_connection:
        migrated = sorted(without_rowid(migrated_connection))

    assert migrated == made
    assert ("held_evaluation" in made) is (engine == "sqlite")


def triggers(connection: Connection, schema: str) -> list[tuple[str, str]]:
    """Every trigger with what it does, as the database itself tells it."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        )
    else:
        found = connection.exec_driver_sql(
            "SELECT tgname, pg_get_triggerdef(pg_trigger.oid) || prosrc FROM pg_trigger"
            " JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid"
            " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
            " WHERE NOT tgisinternal AND nspname = %(schema)s",
            {"schema": schema},
        )
    return sorted((name, said.replace(f"{schema}.", "")) for name, said in found)


def test_the_migrations_make_the_triggers_that_the_models_say(fresh):
    connection, schema = fresh
    made = triggers(connection, schema or "main")
    with db.engine.connect() as migrated_connection:
        migrated = triggers(migrated_connection, "public")

    assert [name for name, _said in made] == [name for name, _said in migrated]
    assert dict(made) == dict(migrated)
    assert {name.rsplit("_tally_")[0] for name, _said in made} == {"visit", "evaluation"}


def test_every_constraint_has_a_name(app):
    with db.engine.connect() as connection:
        for table, description in described(connection, None).items():
            for name, *_ in description["checks"] + description["unique"] + description["foreign"]:
                assert name, table
                assert name != "None", table


def test_evaluations_keep_no_order_of_arrival(app, engine):
    columns = {column["name"] for column in inspect(db.engine).get_columns("evaluation")}

    assert not [name for name in columns if name.endswith("_at")]
    assert not columns & {"kiosk_id", "installation_id", "person_id", "address"}
    if engine == "sqlite":
        with db.engine.connect() as connection:
            made = connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE name = 'evaluation'"
            ).scalar_one()
        assert made.rstrip().endswith("WITHOUT ROWID")
