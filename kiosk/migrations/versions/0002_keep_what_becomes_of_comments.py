"""Keep what becomes of comments, and days that differ."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "demonstration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_demonstration_only_one")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_demonstration_to_after_from")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration")),
    )
    op.create_table(
        "holiday_change",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_holiday", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holiday_change")),
    )
    op.create_table(
        "cover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("away_id", sa.Integer(), nullable=False),
        sa.Column("covered_by_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("away_id <> covered_by_id", name=op.f("ck_cover_by_somebody_else")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_cover_to_after_from")),
        sa.ForeignKeyConstraint(["away_id"], ["person.id"], name=op.f("fk_cover_away_id")),
        sa.ForeignKeyConstraint(
            ["covered_by_id"], ["person.id"], name=op.f("fk_cover_covered_by_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_cover_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover")),
    )
    with op.batch_alter_table("cover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cover_site_id"), ["site_id"], unique=False)

    op.create_table(
        "feedback_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("you_said", sa.String(length=200), nullable=False),
        sa.Column("we_did", sa.String(length=200), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("shown_until_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(you_said) > 0 AND length(we_did) > 0", name=op.f("ck_feedback_note_both_said")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_feedback_note_added_by_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_feedback_note_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_note")),
    )
    with op.batch_alter_table("feedback_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_note_site_id"), ["site_id"], unique=False)

    op.create_table(
        "opened_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_opened_day_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opened_day")),
        sa.UniqueConstraint("site_id", "day", name=op.f("uq_opened_day_site_id_day")),
    )
    op.create_table(
        "course_alias",
        sa.Column("title_key", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_alias_course_id")
        ),
        sa.PrimaryKeyConstraint("title_key", name=op.f("pk_course_alias")),
    )
    with op.batch_alter_table("course_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_alias_course_id"), ["course_id"], unique=False)

    op.create_table(
        "comment_reading",
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_comment_reading_evaluation_id")
        ),
        sa.ForeignKeyConstraint(
            ["read_by_id"], ["person.id"], name=op.f("fk_comment_reading_read_by_id")
        ),
        sa.PrimaryKeyConstraint("evaluation_id", name=op.f("pk_comment_reading")),
    )
    op.create_table(
        "concern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Uuid(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=True),
        sa.Column("passed_to", sa.String(length=120), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_concern_evaluation_id")
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["person.id"], name=op.f("fk_concern_raised_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("evaluation_id", name=op.f("uq_concern_evaluation_id")),
    )
    op.add_column("pairing_code", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
    # Both engines take a column with its rule; Alembic would copy SQLite's table for the rule.
    op.execute(
        "ALTER TABLE site ADD COLUMN reading_days INTEGER DEFAULT 3 NOT NULL"
        " CONSTRAINT ck_site_reading_days_1_to_20 CHECK (reading_days BETWEEN 1 AND 20)"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE site DROP COLUMN reading_days")
    op.drop_column("pairing_code", "withdrawn_at")
    op.drop_table("concern")
    op.drop_table("comment_reading")
    with op.batch_alter_table("course_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_course_alias_course_id"))

    op.drop_table("course_alias")
    op.drop_table("opened_day")
    with op.batch_alter_table("feedback_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_note_site_id"))

    op.drop_table("feedback_note")
    with op.batch_alter_table("cover", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cover_site_id"))

    op.drop_table("cover")
    op.drop_table("holiday_change")
    op.drop_table("demonstration")
