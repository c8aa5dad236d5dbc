"""Find the visits and enrolments of a run without reading all: taking runs back asks for them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OF_A_RUN = sa.text("run_id IS NOT NULL")


def upgrade() -> None:
    for table in ("visit", "enrolment"):
        op.create_index(
            f"ix_{table}_run_id",
            table,
            ["run_id"],
            sqlite_where=OF_A_RUN,
            postgresql_where=OF_A_RUN,
        )


def downgrade() -> None:
    for table in ("visit", "enrolment"):
        op.drop_index(f"ix_{table}_run_id", table)
