"""Know whether a screen keeps its storage when it is switched off."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    storage = sa.Column("storage", sa.String(length=4), nullable=False, server_default="")
    op.add_column("installation", storage)
    op.add_column("installation", sa.Column("lasting", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("installation", "lasting")
    op.drop_column("installation", "storage")
