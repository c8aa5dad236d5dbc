"""Keep reports and figures from elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "elsewhere_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("is_percent", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "NOT is_percent OR value <= 100", name=op.f("ck_elsewhere_figure_percent_up_to_100")
        ),
        sa.CheckConstraint(
            "length(name) > 0 AND length(source) > 0",
            name=op.f("ck_elsewhere_figure_name_and_source_given"),
        ),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_elsewhere_figure_to_after_from")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_elsewhere_figure_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["person.id"], name=op.f("fk_elsewhere_figure_entered_by_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_elsewhere_figure_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elsewhere_figure")),
    )
    op.create_index(op.f("ix_elsewhere_figure_site_id"), "elsewhere_figure", ["site_id"])

    op.create_table(
        "kept_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("sites", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_kept_report_title_given")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_kept_report_to_after_from")),
        sa.ForeignKeyConstraint(
            ["kept_by_id"], ["person.id"], name=op.f("fk_kept_report_kept_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_report")),
    )
    op.create_table(
        "rule_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("sites", sa.String(length=2000), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_rule_exception_reason_given")),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_rule_exception_to_after_from")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_rule_exception_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_exception")),
    )
    op.create_table(
        "elsewhere_part",
        sa.Column("figure_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_elsewhere_part_name_given")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_elsewhere_part_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["figure_id"], ["elsewhere_figure.id"], name=op.f("fk_elsewhere_part_figure_id")
        ),
        sa.PrimaryKeyConstraint("figure_id", "position", name=op.f("pk_elsewhere_part")),
    )
    op.create_table(
        "kept_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "format IN ('text', 'html', 'docx')", name=op.f("ck_kept_file_format_known")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["kept_report.id"], name=op.f("fk_kept_file_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_file")),
        sa.UniqueConstraint("report_id", "format", name=op.f("uq_kept_file_report_id_format")),
    )


def downgrade() -> None:
    op.drop_table("kept_file")
    op.drop_table("elsewhere_part")
    op.drop_table("rule_exception")
    op.drop_table("kept_report")
    op.drop_table("elsewhere_figure")
