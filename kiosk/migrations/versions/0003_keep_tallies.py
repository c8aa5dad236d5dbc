"""Keep tallies of visits and evaluations, by triggers, and index what the overview asks.

The triggers are a copy of kiosk/models/triggers.py as of this day. A later migration that lets
Alembic copy one of the two tables on SQLite must make its triggers anew: they go with the old one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PURPOSES = ("learning", "pathways", "employment", "community", "other", "not_recorded")
QUESTIONS = (
    "covered_needs",
    "environment_suitable",
    "tutor_met_expectations",
    "could_discuss_opportunities",
    "felt_valued",
)
ANSWERS = ("yes", "partly", "no", "not_applicable")
COUNTS = "{row}.undone_at IS NULL AND {row}.strike_id IS NULL"
VISIT_KEY = {name: "{row}." + name for name in ("site_id", "visited_on")}
VISIT_SUMS = {
    "taps": "1",
    "people": "{row}.people",
    **{each: f"CASE WHEN {{row}}.purpose = '{each}' THEN {{row}}.people ELSE 0 END" for each in PURPOSES},
    "first_yes": "CASE WHEN {row}.first_time THEN 1 ELSE 0 END",
    "first_no": "CASE WHEN NOT {row}.first_time THEN 1 ELSE 0 END",
    **{
        f"hour_{hour:02}": f"CASE WHEN {{row}}.visited_hour = {hour} THEN {{row}}.people ELSE 0 END"
        for hour in range(24)
    },
}
EVALUATION_KEY = {
    "site_id": "{row}.site_id",
    "held_on": "{row}.held_on",
    "run_key": "coalesce({row}.run_id, 0)",
    "wording": "{row}.wording",
}
EVALUATION_SUMS = {
    "forms": "1",
    **{
        f"{question}_{answer}": f"CASE WHEN {{row}}.{question} = '{answer}' THEN 1 ELSE 0 END"
        for question in QUESTIONS
        for answer in ANSWERS
    },
}
WATCHED_VISIT = (
    "site_id, visited_on, visited_hour, purpose, people, first_time, undone_at, strike_id"
)
WATCHED_EVALUATION = ", ".join(("site_id, held_on, run_id, wording", *QUESTIONS))
TALLIES = (
    ("visit_tally", "visit", COUNTS, VISIT_KEY, VISIT_SUMS, WATCHED_VISIT),
    ("evaluation_tally", "evaluation", "1 = 1", EVALUATION_KEY, EVALUATION_SUMS, WATCHED_EVALUATION),
)


def upgrade() -> None:
    op.create_table(
        "visit_tally",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in VISIT_SUMS),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_visit_tally_site_id")),
        sa.PrimaryKeyConstraint(*VISIT_KEY, name=op.f("pk_visit_tally")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evaluation_tally",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("run_key", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("wording", sa.Integer(), nullable=False, autoincrement=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in EVALUATION_SUMS),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_evaluation_tally_site_id")),
        sa.PrimaryKeyConstraint(*EVALUATION_KEY, name=op.f("pk_evaluation_tally")),
        sqlite_with_rowid=False,
    )
    triggers = sqlite_triggers if op.get_bind().dialect.name == "sqlite" else postgresql_triggers
    for name, source, counts, key, sums, watched in TALLIES:
        columns, of_row = ", ".join((*key, *sums)), ", ".join(key.values())
        summed = ", ".join(f"sum({each})" for each in sums.values())
        recount = f"SELECT {of_row}, {summed} FROM {source} WHERE {counts} GROUP BY {of_row}"
        op.execute(f"INSERT INTO {name} ({columns}) {recount.replace('{row}.', '')}")
        for statement in triggers(name, source, counts, key, sums, watched):
            op.execute(statement)
    change_indexes()


def adding(name: str, key: dict[str, str], sums: dict[str, str]) -> str:
    added = ", ".join(f"{each} = {name}.{each} + excluded.{each}" for each in sums)
    return f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {added}"


def sqlite_triggers(name, source, counts, key, sums, watched):
    columns, values = ", ".join((*key, *sums)), ", ".join((*key.values(), *sums.values()))
    added = (
        f"INSERT INTO {name} ({columns}) VALUES ({values.replace('{row}', 'NEW')})"
        f" {adding(name, key, sums)}"
    )
    taken = ", ".join(f"{each} = {each} - ({of})" for each, of in sums.items())
    place = " AND ".join(f"{each} = {of}" for each, of in key.items())
    removed = f"UPDATE {name} SET {taken} WHERE {place}".replace("{row}", "OLD")
    for moment, event_on, row, body in (
        ("added", "INSERT", "NEW", added),
        ("changed_from", f"UPDATE OF {watched}", "OLD", removed),
        ("changed_to", f"UPDATE OF {watched}", "NEW", added),
        ("removed", "DELETE", "OLD", removed),
    ):
        yield (
            f"CREATE TRIGGER {name}_{moment} AFTER {event_on} ON {source}"
            f" WHEN {counts.replace('{row}', row)} BEGIN {body}; END"
        )


def postgresql_triggers(name, source, counts, key, sums, watched):
    plus, minus = "SELECT 1 AS sign, added.* FROM added", "SELECT -1, removed.* FROM removed"
    new, old = "NEW TABLE AS added", "OLD TABLE AS removed"
    for moment, event_on, tables, rows in (
        ("added", "INSERT", new, plus),
        ("changed", "UPDATE", f"{old} {new}", f"{plus} UNION ALL {minus}"),
        ("removed", "DELETE", old, minus.replace("SELECT -1,", "SELECT -1 AS sign,")),
    ):
        of_row = ", ".join(key.values()).replace("{row}", "each")
        summed = ", ".join(f"sum(sign * ({of}))" for of in sums.values()).replace("{row}", "each")
        yield (
            f"CREATE FUNCTION {name}_{moment}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" INSERT INTO {name} ({', '.join((*key, *sums))}) SELECT {of_row}, {summed}"
            f" FROM ({rows}) AS each WHERE {counts.replace('{row}', 'each')}"
            f" GROUP BY {of_row} ORDER BY {of_row} {adding(name, key, sums)}; RETURN NULL; END $$"
        )
        yield (
            f"CREATE TRIGGER {name}_{moment} AFTER {event_on} ON {source} REFERENCING {tables}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {name}_{moment}()"
        )


def change_indexes() -> None:
    without_course = sa.text("run_id IS NULL")
    op.create_index(
        "ix_evaluation_without_course",
        "evaluation",
        ["site_id", "left_without_course"],
        sqlite_where=without_course,
        postgresql_where=without_course,
    )
    op.drop_index("ix_meeting_meets_on_run_id", "meeting")
    op.create_index(
        "ix_meeting_meets_on_run_id_cancelled_at", "meeting", ["meets_on", "run_id", "cancelled_at"]
    )
    op.drop_index("ix_enrolment_site_id_enrolled_on", "enrolment")
    op.create_index(
        "ix_enrolment_site_id_enrolled_on_course_id_new_to_life_rooms",
        "enrolment",
        ["site_id", "enrolled_on", "course_id", "new_to_life_rooms"],
    )


def downgrade() -> None:
    op.drop_index("ix_enrolment_site_id_enrolled_on_course_id_new_to_life_rooms", "enrolment")
    op.create_index("ix_enrolment_site_id_enrolled_on", "enrolment", ["site_id", "enrolled_on"])
    op.drop_index("ix_meeting_meets_on_run_id_cancelled_at", "meeting")
    op.create_index("ix_meeting_meets_on_run_id", "meeting", ["meets_on", "run_id"])
    op.drop_index("ix_evaluation_without_course", "evaluation")
    postgresql = op.get_bind().dialect.name == "postgresql"
    for name, source, *_rest in TALLIES:
        moments = ("added", "changed", "removed")
        for moment in moments if postgresql else ("added", "changed_from", "changed_to", "removed"):
            op.execute(f"DROP TRIGGER {name}_{moment}" + (f" ON {source}" if postgresql else ""))
            if postgresql:
                op.execute(f"DROP FUNCTION {name}_{moment}()")
        op.drop_table(name)
