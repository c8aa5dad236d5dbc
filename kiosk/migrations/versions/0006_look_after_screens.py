"""Know on which days a screen was seen, hold what a stopped one still had, and print its card."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
QUESTIONS = (
    "covered_needs",
    "environment_suitable",
    "tutor_met_expectations",
    "could_discuss_opportunities",
    "felt_valued",
)
NUMBERED = sa.text("seq IS NOT NULL")


def upgrade() -> None:
    make_tables()
    refused = sa.Column("refused", sa.Integer(), nullable=False, server_default="0")
    for column in (
        sa.Column("seen_on", sa.Date()),
        sa.Column("revoked_at", MOMENT),
        refused,
        sa.Column("resend_asked_at", MOMENT),
        sa.Column("resend_told_at", MOMENT),
    ):
        op.add_column("installation", column)
    op.create_index(
        "ix_visit_numbered",
        "visit",
        ["installation_id", "seq"],
        sqlite_where=NUMBERED,
        postgresql_where=NUMBERED,
    )
    op.execute(
        "UPDATE installation SET revoked_at ="
        " (SELECT revoked_at FROM kiosk WHERE kiosk.id = installation.kiosk_id)"
    )
    # What is known of the days before: those of which a visit is kept.
    op.execute(
        "INSERT INTO screen_day (kiosk_id, day) SELECT DISTINCT kiosk_id, visited_on FROM visit"
        " WHERE kiosk_id IS NOT NULL"
    )


def make_tables() -> None:
    op.create_table(
        "screen_day",
        sa.Column("kiosk_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_screen_day_kiosk_id")),
        sa.PrimaryKeyConstraint("kiosk_id", "day", name=op.f("pk_screen_day")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pairing_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kiosk_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_pairing_card_kiosk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_card")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_pairing_card_code_hash")),
    )
    op.create_index(op.f("ix_pairing_card_kiosk_id"), "pairing_card", ["kiosk_id"])
    op.create_table(
        "held_visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("installation_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("tapped_at", MOMENT, nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("first_time", sa.Boolean(), nullable=True),
        sa.Column("code", sa.String(length=6), nullable=True),
        sa.Column("marks", sa.String(length=80), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("discarded_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "purpose IN ('learning', 'pathways', 'employment', 'community', 'other',"
            " 'not_recorded')",
            name=op.f("ck_held_visit_purpose_known"),
        ),
        sa.CheckConstraint(
            "people BETWEEN 1 AND 30", name=op.f("ck_held_visit_people_1_to_30")
        ),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installation.id"], name=op.f("fk_held_visit_installation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_visit")),
    )
    op.create_index(
        op.f("ix_held_visit_installation_id_seq"), "held_visit", ["installation_id", "seq"]
    )
    op.create_table(
        "held_evaluation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kiosk_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=14), nullable=True) for name in QUESTIONS),
        sa.Column("discarded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["kiosk_id"], ["kiosk.id"], name=op.f("fk_held_evaluation_kiosk_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_evaluation")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_held_evaluation_kiosk_id"), "held_evaluation", ["kiosk_id"])


def downgrade() -> None:
    op.drop_index("ix_visit_numbered", "visit")
    for name in ("seen_on", "revoked_at", "resend_asked_at", "resend_told_at", "refused"):
        op.drop_column("installation", name)
    for table in ("held_evaluation", "held_visit", "pairing_card", "screen_day"):
        op.drop_table(table)
