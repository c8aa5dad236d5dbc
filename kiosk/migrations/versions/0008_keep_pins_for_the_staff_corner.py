"""Keep the PIN of each site's staff corner."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_pin",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("pin", sa.String(length=6), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(pin) BETWEEN 4 AND 6", name=op.f("ck_staff_pin_pin_4_to_6")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_staff_pin_site_id")),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_staff_pin")),
    )


def downgrade() -> None:
    op.drop_table("staff_pin")
