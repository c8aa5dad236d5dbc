"""Courses, their runs and meetings, the evaluations and the enrolments."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.database import Base, sparse_index
from kiosk.models.places import Site
from kiosk.questions import ANSWERS, QUESTIONS


class Course(Base):
    """What is taught: the report's “learning opportunity”. `title_key` is its folded title."""

    __tablename__ = "course"
    __table_args__ = (
        CheckConstraint("kind IN ('course', 'group')", name="kind_known"),
        CheckConstraint("length(title) > 0", name="title_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    title_key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(8), default="course")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"), index=True)


class CourseAlias(Base):
    """Another spelling of a course's title, kept when two courses were merged into one."""

    __tablename__ = "course_alias"

    title_key: Mapped[str] = mapped_column(String(120), primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    merged_at: Mapped[datetime]


class CourseRun(Base):
    """One delivery of a course at a site, on one date or a series: what the QR code belongs to.

    `open_ended` series have no last meeting; their meetings are laid out ahead and topped up.
    """

    __tablename__ = "course_run"
    __table_args__ = (
        UniqueConstraint("id", "site_id"),  # so that a record cannot join a run elsewhere
        CheckConstraint("length(code) = 6 AND code = upper(code)", name="code_six_upper_case"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    code: Mapped[str] = mapped_column(String(6), unique=True)
    tutor: Mapped[str] = mapped_column(String(120), default="")
    room: Mapped[str] = mapped_column(String(80), default="")
    open_ended: Mapped[bool] = mapped_column(default=False)
    added_on: Mapped[date]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"), index=True)
    source_run: Mapped[str | None] = mapped_column(String(100))

    course: Mapped[Course] = relationship()
    site: Mapped[Site] = relationship()
    meetings: Mapped[list["Meeting"]] = relationship(order_by="Meeting.starts_at, Meeting.id")


class Meeting(Base):
    """One date of a run. `meets_on` is the Europe/London day of `starts_at`."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("run_id", "starts_at"),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_start"),
        # Holds all that the figures ask of a meeting.
        Index(None, "meets_on", "run_id", "cancelled_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("course_run.id"))
    meets_on: Mapped[date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"), index=True)
    source_id: Mapped[str | None] = mapped_column(String(100), unique=True)


# What makes a form carry a comment.
HAS_WORDS = text("good <> '' OR better <> ''")
_ANSWER_LIST = ", ".join(f"'{answer.value}'" for answer in ANSWERS)


def answers_known() -> list[CheckConstraint]:
    """What holds of every filled-in form: each answer is one of the four or none, to a wording."""
    rules = {
        f"{question.name}_known": f"{question.name} IN ({_ANSWER_LIST})" for question in QUESTIONS
    }
    rules["wording_known"] = "wording >= 1"
    return [CheckConstraint(rule, name=name) for name, rule in rules.items()]


class Evaluation(Base):
    """One filled-in form: a date, no time, no person, no device, under a random key.

    Without a rowid SQLite keeps no order of arrival, so nobody who saw a learner leave can find
    the answers. `received_on` is for retention only and is shown to nobody.
    Without a run it waits for its course, unless staff `left_without_course`.
    """

    __tablename__ = "evaluation"
    __table_args__ = (
        ForeignKeyConstraint(["run_id", "site_id"], ["course_run.id", "course_run.site_id"]),
        *answers_known(),
        CheckConstraint("method IN ('phone', 'kiosk', 'paper', 'import')", name="method_known"),
        CheckConstraint("length(good) <= 2000 AND length(better) <= 2000", name="comment_length"),
        CheckConstraint(
            "run_id IS NULL OR NOT left_without_course", name="left_only_without_course"
        ),
        Index(None, "site_id", "held_on"),
        Index(
            "ix_evaluation_without_course",
            "site_id",
            "left_without_course",
            sqlite_where=text("run_id IS NULL"),
            postgresql_where=text("run_id IS NULL"),
        ),
        sparse_index("run_id"),
        sparse_index("import_id"),
        sparse_index("source_id", unique=True),
        # For the room where comments are read: most forms carry none.
        Index(
            "ix_evaluation_worded",
            "site_id",
            "received_on",
            "held_on",
            sqlite_where=HAS_WORDS,
            postgresql_where=HAS_WORDS,
        ),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    run_id: Mapped[int | None]
    left_without_course: Mapped[bool] = mapped_column(default=False)
    held_on: Mapped[date]
    received_on: Mapped[date]
    wording: Mapped[int]
    covered_needs: Mapped[str | None] = mapped_column(String(14))
    environment_suitable: Mapped[str | None] = mapped_column(String(14))
    tutor_met_expectations: Mapped[str | None] = mapped_column(String(14))
    could_discuss_opportunities: Mapped[str | None] = mapped_column(String(14))
    felt_valued: Mapped[str | None] = mapped_column(String(14))
    good: Mapped[str] = mapped_column(String(2000), default="")
    better: Mapped[str] = mapped_column(String(2000), default="")
    do_not_share: Mapped[bool] = mapped_column(default=False)
    method: Mapped[str] = mapped_column(String(8), default="phone")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"))
    source_id: Mapped[str | None] = mapped_column(String(100))


class Enrolment(Base):
    """One place taken on a course at a site; never by whom."""

    __tablename__ = "enrolment"
    __table_args__ = (
        ForeignKeyConstraint(["run_id", "site_id"], ["course_run.id", "course_run.site_id"]),
        # Holds all that the figures ask of an enrolment.
        Index(None, "site_id", "enrolled_on", "course_id", "new_to_life_rooms"),
        sparse_index("run_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    run_id: Mapped[int | None]
    enrolled_on: Mapped[date]
    new_to_life_rooms: Mapped[bool]
    received_on: Mapped[date]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"), index=True)
    source_id: Mapped[str | None] = mapped_column(String(100), unique=True)
