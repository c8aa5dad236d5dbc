"""Find the forms that carry words without reading those that carry none."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

HAS_WORDS = sa.text("good <> '' OR better <> ''")


def upgrade() -> None:
    op.create_index(
        "ix_evaluation_worded",
        "evaluation",
        ["site_id", "received_on", "held_on"],
        sqlite_where=HAS_WORDS,
        postgresql_where=HAS_WORDS,
    )


def downgrade() -> None:
    op.drop_index("ix_evaluation_worded", "evaluation")
