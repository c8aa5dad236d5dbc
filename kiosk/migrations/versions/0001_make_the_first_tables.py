"""Make the first tables, with the four sites of The Life Rooms."""

from datetime import date, time

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SITE_COLUMNS = (
    "id",
    "slug",
    "name",
    "kind",
    "address",
    "telephone",
    "opened_on",
    "welcome_line",
    "desk_line",
)
WELCOME = "Tap if you like. Everyone is welcome."
DESK = "Come to the desk, or ask anyone with a badge."
# From the service's own pages; the month of opening is known, the day is ours.
SITES = (
    (
        1,
        "walton",
        "The Life Rooms, Walton",
        "fixed",
        "Evered Avenue, Liverpool, L9 2AF",
        "0151 478 6556",
        date(2016, 5, 1),
        WELCOME,
        DESK,
    ),
    (
        2,
        "southport",
        "The Life Rooms, Southport",
        "fixed",
        "23-25 Scarisbrick Avenue, Southport, PR8 1NW",
        "01704 383 198",
        date(2017, 5, 1),
        WELCOME,
        DESK,
    ),
    (
        3,
        "bootle",
        "The Life Rooms, Bootle",
        "fixed",
        "St Winefride’s Campus, Merton Road, Bootle, L20 7AP",
        "0151 330 6461",
        date(2019, 1, 7),
        WELCOME,
        DESK,
    ),
    (
        4,
        "central-and-south-liverpool",
        "The Life Rooms, Central and South Liverpool",
        "peripatetic",
        "",
        "",
        date(2019, 12, 1),
        WELCOME,
        DESK,
    ),
)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("session_number", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("switched_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("previously_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('manager', 'coordinator')", name=op.f("ck_person_role_known")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_person_email_lower_case")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_person_name_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "service_line",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "name IN ('pals', 'owner', 'contact')", name=op.f("ck_service_line_name_known")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_service_line")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("account_hash", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_hash", name=op.f("pk_sign_in_failures")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("telephone", sa.String(length=40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("welcome_line", sa.String(length=120), nullable=False),
        sa.Column("desk_line", sa.String(length=200), nullable=False),
        sa.CheckConstraint("kind IN ('fixed', 'peripatetic')", name=op.f("ck_site_kind_known")),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= opened_on", name=op.f("ck_site_closed_after_opened")
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_site_name_given")),
        sa.CheckConstraint(
            "length(slug) > 0 AND slug = lower(slug)", name=op.f("ck_site_slug_lower_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("name", name=op.f("uq_site_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_site_slug")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_audit_entry_person_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_audit_entry_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)

    op.create_table(
        "closed_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_closed_day_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_day")),
        sa.UniqueConstraint("site_id", "day", name=op.f("uq_closed_day_site_id_day")),
    )
    op.create_table(
        "import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_added", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('visits', 'headcounts', 'courses', 'evaluations', 'enrolments')",
            name=op.f("ck_import_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["person.id"], name=op.f("fk_import_imported_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
    )
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_digest"), ["digest"], unique=False)

    op.create_table(
        "kiosk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_kiosk_name_given")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_kiosk_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk")),
        sa.UniqueConstraint("site_id", "name", name=op.f("uq_kiosk_site_id_name")),
    )
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_one_time_link_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    op.create_table(
        "opening_hours",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.CheckConstraint(
            "closes_at > opens_at", name=op.f("ck_opening_hours_closes_after_opening")
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_opening_hours_weekday_known")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_opening_hours_site_id")),
        sa.PrimaryKeyConstraint("site_id", "weekday", name=op.f("pk_opening_hours")),
    )
    op.create_table(
        "person_site",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_site_person_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_person_site_site_id")),
        sa.PrimaryKeyConstraint("person_id", "site_id", name=op.f("pk_person_site")),
    )
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('course', 'group')", name=op.f("ck_course_kind_known")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_course_title_given")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_course_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint("title_key", name=op.f("uq_course_title_key")),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_import_id"), ["import_id"], unique=False)

    op.create_table(
        "headcount",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("counted_from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted_to_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=60), nullable=False),
        sa.Column("adds", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("counted_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.String(length=100), nullable=True),
        sa.CheckConstraint(
            "counted_to_at > counted_from_at", name=op.f("ck_headcount_to_after_from")
        ),
        sa.CheckConstraint("people >= 0", name=op.f("ck_headcount_people_not_negative")),
        sa.ForeignKeyConstraint(
            ["counted_by_id"], ["person.id"], name=op.f("fk_headcount_counted_by_id")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_headcount_import_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_headcount_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_headcount")),
        sa.UniqueConstraint("source_id", name=op.f("uq_headcount_source_id")),
    )
    with op.batch_alter_table("headcount", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_headcount_import_id"), ["import_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_headcount_site_id_counted_from_at"),
            ["site_id", "counted_from_at"],
            unique=False,
        )

    op.create_table(
        "installation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kiosk_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("paired_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("queued", sa.Integer(), nullable=False),
        sa.Column("oldest_age_ms", sa.BigInteger(), nullable=True),
        sa.Column("clock_difference_ms", sa.BigInteger(), nullable=True),
        sa.Column("last_seq", sa.BigInteger(), nullable=True),
        sa.Column("last_tapped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_installation_kiosk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_installation_token_hash")),
    )
    with op.batch_alter_table("installation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_installation_kiosk_id"), ["kiosk_id"], unique=False)

    op.create_table(
        "pairing_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kiosk_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_pairing_code_kiosk_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_pairing_code_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_pairing_code_code_hash")),
    )
    op.create_table(
        "strike",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kiosk_id", sa.Integer(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by_id", sa.Integer(), nullable=True),
        sa.Column("restored_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_strike_reason_given")),
        sa.CheckConstraint("to_at > from_at", name=op.f("ck_strike_to_after_from")),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_strike_kiosk_id")),
        sa.ForeignKeyConstraint(
            ["struck_by_id"], ["person.id"], name=op.f("fk_strike_struck_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strike")),
    )
    op.create_table(
        "course_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("tutor", sa.String(length=120), nullable=False),
        sa.Column("room", sa.String(length=80), nullable=False),
        sa.Column("open_ended", sa.Boolean(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_run", sa.String(length=100), nullable=True),
        sa.CheckConstraint(
            "length(code) = 6 AND code = upper(code)",
            name=op.f("ck_course_run_code_six_upper_case"),
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_run_course_id")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_course_run_import_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_course_run_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_run")),
        sa.UniqueConstraint("code", name=op.f("uq_course_run_code")),
        sa.UniqueConstraint("id", "site_id", name=op.f("uq_course_run_id_site_id")),
    )
    with op.batch_alter_table("course_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_run_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_course_run_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_course_run_site_id"), ["site_id"], unique=False)

    op.create_table(
        "enrolment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("new_to_life_rooms", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_enrolment_course_id")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_enrolment_import_id")),
        sa.ForeignKeyConstraint(
            ["run_id", "site_id"],
            ["course_run.id", "course_run.site_id"],
            name=op.f("fk_enrolment_run_id_site_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_enrolment_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("source_id", name=op.f("uq_enrolment_source_id")),
    )
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enrolment_import_id"), ["import_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_enrolment_site_id_enrolled_on"), ["site_id", "enrolled_on"], unique=False
        )

    op.create_table(
        "evaluation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("left_without_course", sa.Boolean(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("covered_needs", sa.String(length=14), nullable=True),
        sa.Column("environment_suitable", sa.String(length=14), nullable=True),
        sa.Column("tutor_met_expectations", sa.String(length=14), nullable=True),
        sa.Column("could_discuss_opportunities", sa.String(length=14), nullable=True),
        sa.Column("felt_valued", sa.String(length=14), nullable=True),
        sa.Column("good", sa.String(length=2000), nullable=False),
        sa.Column("better", sa.String(length=2000), nullable=False),
        sa.Column("do_not_share", sa.Boolean(), nullable=False),
        sa.Column("method", sa.String(length=8), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.String(length=100), nullable=True),
        sa.CheckConstraint(
            "could_discuss_opportunities IN ('yes', 'partly', 'no', 'not_applicable')",
            name=op.f("ck_evaluation_could_discuss_opportunities_known"),
        ),
        sa.CheckConstraint(
            "covered_needs IN ('yes', 'partly', 'no', 'not_applicable')",
            name=op.f("ck_evaluation_covered_needs_known"),
        ),
        sa.CheckConstraint(
            "environment_suitable IN ('yes', 'partly', 'no', 'not_applicable')",
            name=op.f("ck_evaluation_environment_suitable_known"),
        ),
        sa.CheckConstraint(
            "felt_valued IN ('yes', 'partly', 'no', 'not_applicable')",
            name=op.f("ck_evaluation_felt_valued_known"),
        ),
        sa.CheckConstraint(
            "method IN ('phone', 'kiosk', 'paper', 'import')",
            name=op.f("ck_evaluation_method_known"),
        ),
        sa.CheckConstraint(
            "tutor_met_expectations IN ('yes', 'partly', 'no', 'not_applicable')",
            name=op.f("ck_evaluation_tutor_met_expectations_known"),
        ),
        sa.CheckConstraint(
            "length(good) <= 2000 AND length(better) <= 2000",
            name=op.f("ck_evaluation_comment_length"),
        ),
        sa.CheckConstraint(
            "run_id IS NULL OR NOT left_without_course",
            name=op.f("ck_evaluation_left_only_without_course"),
        ),
        sa.CheckConstraint("wording >= 1", name=op.f("ck_evaluation_wording_known")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_evaluation_import_id")),
        sa.ForeignKeyConstraint(
            ["run_id", "site_id"],
            ["course_run.id", "course_run.site_id"],
            name=op.f("fk_evaluation_run_id_site_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_evaluation_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evaluation_import_id"),
            ["import_id"],
            unique=False,
            sqlite_where=sa.text("import_id IS NOT NULL"),
            postgresql_where=sa.text("import_id IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_evaluation_run_id"),
            ["run_id"],
            unique=False,
            sqlite_where=sa.text("run_id IS NOT NULL"),
            postgresql_where=sa.text("run_id IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_evaluation_site_id_held_on"), ["site_id", "held_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_evaluation_source_id"),
            ["source_id"],
            unique=True,
            sqlite_where=sa.text("source_id IS NOT NULL"),
            postgresql_where=sa.text("source_id IS NOT NULL"),
        )

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.String(length=100), nullable=True),
        sa.CheckConstraint(
            "ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_meeting_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_meeting_import_id")),
        sa.ForeignKeyConstraint(["run_id"], ["course_run.id"], name=op.f("fk_meeting_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("run_id", "starts_at", name=op.f("uq_meeting_run_id_starts_at")),
        sa.UniqueConstraint("source_id", name=op.f("uq_meeting_source_id")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_import_id"), ["import_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meeting_meets_on_run_id"), ["meets_on", "run_id"], unique=False
        )

    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kiosk_id", sa.Integer(), nullable=True),
        sa.Column("installation_id", sa.Uuid(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("tapped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("visited_hour", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("first_time", sa.Boolean(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("marks", sa.String(length=80), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("strike_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.String(length=100), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('learning', 'pathways', 'employment', 'community', 'other', 'not_recorded')",
            name=op.f("ck_visit_purpose_known"),
        ),
        sa.CheckConstraint("people BETWEEN 1 AND 30", name=op.f("ck_visit_people_1_to_30")),
        sa.CheckConstraint("visited_hour BETWEEN 0 AND 23", name=op.f("ck_visit_hour_of_day")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_visit_import_id")),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installation.id"], name=op.f("fk_visit_installation_id")
        ),
        sa.ForeignKeyConstraint(["kiosk_id"], ["kiosk.id"], name=op.f("fk_visit_kiosk_id")),
        sa.ForeignKeyConstraint(
            ["run_id", "site_id"],
            ["course_run.id", "course_run.site_id"],
            name=op.f("fk_visit_run_id_site_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_visit_site_id")),
        sa.ForeignKeyConstraint(["strike_id"], ["strike.id"], name=op.f("fk_visit_strike_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(
            "ix_visit_counted",
            ["site_id", "visited_on", "visited_hour", "purpose", "first_time", "people"],
            unique=False,
            sqlite_where=sa.text("undone_at IS NULL AND strike_id IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL AND strike_id IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_visit_import_id"),
            ["import_id"],
            unique=False,
            sqlite_where=sa.text("import_id IS NOT NULL"),
            postgresql_where=sa.text("import_id IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_visit_kiosk_id_tapped_at"), ["kiosk_id", "tapped_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_visit_source_id"),
            ["source_id"],
            unique=True,
            sqlite_where=sa.text("source_id IS NOT NULL"),
            postgresql_where=sa.text("source_id IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_visit_strike_id"),
            ["strike_id"],
            unique=False,
            sqlite_where=sa.text("strike_id IS NOT NULL"),
            postgresql_where=sa.text("strike_id IS NOT NULL"),
        )

    site = sa.table(
        "site",
        *(sa.column(name) for name in SITE_COLUMNS[:6]),
        sa.column("opened_on", sa.Date()),
        sa.column("welcome_line"),
        sa.column("desk_line"),
    )
    op.bulk_insert(site, [dict(zip(SITE_COLUMNS, row, strict=True)) for row in SITES])
    hours = sa.table(
        "opening_hours",
        sa.column("site_id"),
        sa.column("weekday"),
        sa.column("opens_at", sa.Time()),
        sa.column("closes_at", sa.Time()),
    )
    op.bulk_insert(
        hours,
        [
            {"site_id": site_id, "weekday": weekday, "opens_at": time(9), "closes_at": time(17)}
            for site_id in (1, 2, 3)
            for weekday in range(5)
        ],
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval(pg_get_serial_sequence('site', 'id'), 4)")


def downgrade() -> None:
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_visit_strike_id"),
            sqlite_where=sa.text("strike_id IS NOT NULL"),
            postgresql_where=sa.text("strike_id IS NOT NULL"),
        )
        batch_op.drop_index(
            batch_op.f("ix_visit_source_id"),
            sqlite_where=sa.text("source_id IS NOT NULL"),
            postgresql_where=sa.text("source_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_visit_kiosk_id_tapped_at"))
        batch_op.drop_index(
            batch_op.f("ix_visit_import_id"),
            sqlite_where=sa.text("import_id IS NOT NULL"),
            postgresql_where=sa.text("import_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_visit_counted",
            sqlite_where=sa.text("undone_at IS NULL AND strike_id IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL AND strike_id IS NULL"),
        )

    op.drop_table("visit")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_meets_on_run_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_import_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_evaluation_source_id"),
            sqlite_where=sa.text("source_id IS NOT NULL"),
            postgresql_where=sa.text("source_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evaluation_site_id_held_on"))
        batch_op.drop_index(
            batch_op.f("ix_evaluation_run_id"),
            sqlite_where=sa.text("run_id IS NOT NULL"),
            postgresql_where=sa.text("run_id IS NOT NULL"),
        )
        batch_op.drop_index(
            batch_op.f("ix_evaluation_import_id"),
            sqlite_where=sa.text("import_id IS NOT NULL"),
            postgresql_where=sa.text("import_id IS NOT NULL"),
        )

    op.drop_table("evaluation")
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enrolment_site_id_enrolled_on"))
        batch_op.drop_index(batch_op.f("ix_enrolment_import_id"))
        batch_op.drop_index(batch_op.f("ix_enrolment_course_id"))

    op.drop_table("enrolment")
    with op.batch_alter_table("course_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_course_run_site_id"))
        batch_op.drop_index(batch_op.f("ix_course_run_import_id"))
        batch_op.drop_index(batch_op.f("ix_course_run_course_id"))

    op.drop_table("course_run")
    op.drop_table("strike")
    op.drop_table("pairing_code")
    with op.batch_alter_table("installation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_installation_kiosk_id"))

    op.drop_table("installation")
    with op.batch_alter_table("headcount", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_headcount_site_id_counted_from_at"))
        batch_op.drop_index(batch_op.f("ix_headcount_import_id"))

    op.drop_table("headcount")
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_course_import_id"))

    op.drop_table("course")
    op.drop_table("person_site")
    op.drop_table("opening_hours")
    op.drop_table("one_time_link")
    op.drop_table("kiosk")
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_digest"))

    op.drop_table("import")
    op.drop_table("closed_day")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))

    op.drop_table("audit_entry")
    op.drop_table("site")
    op.drop_table("sign_in_failures")
    op.drop_table("service_line")
    op.drop_table("person")
