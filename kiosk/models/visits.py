"""Visits by screen, headcounts by hand, and the striking out of mistaken taps."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.database import Base, sparse_index

# What makes a visit count.
COUNTS = text("undone_at IS NULL AND strike_id IS NULL")
NUMBERED = text("seq IS NOT NULL")


class Strike(Base):
    """Mistaken taps of one screen between two moments, struck out with a reason, reversibly."""

    __tablename__ = "strike"
    __table_args__ = (
        CheckConstraint("to_at > from_at", name="to_after_from"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kiosk_id: Mapped[int] = mapped_column(ForeignKey("kiosk.id"))
    from_at: Mapped[datetime]
    to_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(200))
    struck_at: Mapped[datetime]
    struck_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    restored_at: Mapped[datetime | None]


class Visit(Base):
    """One tap: an event, never a person. `people` includes the one who tapped.

    `visited_on` and `visited_hour` are the tap's Europe/London day and hour, kept so that every
    count groups alike on both engines. It counts unless undone or struck out.
    """

    __tablename__ = "visit"
    __table_args__ = (
        # A run at another site cannot be this visit's.
        ForeignKeyConstraint(["run_id", "site_id"], ["course_run.id", "course_run.site_id"]),
        CheckConstraint(
            "purpose IN ('learning', 'pathways', 'employment', 'community', 'other',"
            " 'not_recorded')",
            name="purpose_known",
        ),
        CheckConstraint("people BETWEEN 1 AND 30", name="people_1_to_30"),
        CheckConstraint("visited_hour BETWEEN 0 AND 23", name="hour_of_day"),
        # Holds all that the figures ask of a visit, so that a year is counted without its rows.
        Index(
            "ix_visit_counted",
            "site_id",
            "visited_on",
            "visited_hour",
            "purpose",
            "first_time",
            "people",
            sqlite_where=COUNTS,
            postgresql_where=COUNTS,
        ),
        Index(None, "kiosk_id", "tapped_at"),
        sparse_index("run_id"),
        sparse_index("strike_id"),
        sparse_index("import_id"),
        sparse_index("source_id", unique=True),
        # By what a device numbered: a tap that the server took itself writes none of it.
        Index(
            "ix_visit_numbered",
            "installation_id",
            "seq",
            sqlite_where=NUMBERED,
            postgresql_where=NUMBERED,
        ),
        {"sqlite_with_rowid": False},  # one tree fewer to write for each tap
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    kiosk_id: Mapped[int | None] = mapped_column(ForeignKey("kiosk.id"))
    installation_id: Mapped[UUID | None] = mapped_column(ForeignKey("installation.id"))
    seq: Mapped[int | None] = mapped_column(BigInteger)
    tapped_at: Mapped[datetime]
    visited_on: Mapped[date]
    visited_hour: Mapped[int]
    purpose: Mapped[str] = mapped_column(String(12))
    people: Mapped[int] = mapped_column(default=1)
    first_time: Mapped[bool | None]
    run_id: Mapped[int | None]
    marks: Mapped[str] = mapped_column(String(80), default="")
    received_on: Mapped[date]
    undone_at: Mapped[datetime | None]
    strike_id: Mapped[int | None] = mapped_column(ForeignKey("strike.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"))
    source_id: Mapped[str | None] = mapped_column(String(100))


class Headcount(Base):
    """People counted by hand or by another device for a whole period at a site.

    `adds` says whether they are added to the visits, or only check the screen's count.
    From inclusive, to exclusive, both in UTC.
    """

    __tablename__ = "headcount"
    __table_args__ = (
        CheckConstraint("counted_to_at > counted_from_at", name="to_after_from"),
        CheckConstraint("people >= 0", name="people_not_negative"),
        Index(None, "site_id", "counted_from_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    counted_from_at: Mapped[datetime]
    counted_to_at: Mapped[datetime]
    people: Mapped[int]
    method: Mapped[str] = mapped_column(String(60), default="by hand")
    adds: Mapped[bool] = mapped_column(default=True)
    received_on: Mapped[date]
    counted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    undone_at: Mapped[datetime | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"), index=True)
    source_id: Mapped[str | None] = mapped_column(String(100), unique=True)
