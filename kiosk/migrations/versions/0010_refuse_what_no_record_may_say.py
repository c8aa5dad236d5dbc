"""Refuse what no screen, held form, import or entry of the log may say."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

QUESTIONS = (
    "covered_needs",
    "environment_suitable",
    "tutor_met_expectations",
    "could_discuss_opportunities",
    "felt_valued",
)
RULES = {
    "installation": {
        "queued_not_negative": "queued >= 0",
        "refused_not_negative": "refused >= 0",
        "storage_known": "storage IN ('', 'new', 'kept', 'lost')",
    },
    "held_evaluation": {
        **{
            f"{question}_known": f"{question} IN ('yes', 'partly', 'no', 'not_applicable')"
            for question in QUESTIONS
        },
        "wording_known": "wording >= 1",
    },
    "audit_entry": {"action_given": "length(action) > 0"},
    "import": {"added_among_read": "rows_added BETWEEN 0 AND rows_read"},
}


def changed(table: str):
    """A table to be changed; SQLite's is copied, and Alembic cannot see which ones lack a rowid."""
    return op.batch_alter_table(
        table, table_kwargs={"sqlite_with_rowid": table != "held_evaluation"}
    )


def upgrade() -> None:
    for table, rules in RULES.items():
        with changed(table) as batch_op:
            for name, rule in rules.items():
                batch_op.create_check_constraint(op.f(f"ck_{table}_{name}"), rule)


def downgrade() -> None:
    for table, rules in RULES.items():
        with changed(table) as batch_op:
            for name in rules:
                batch_op.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
