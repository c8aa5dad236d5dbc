"""What a screen still held when it was stopped: counted nowhere until a manager accepts it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.database import Base
from kiosk.models.learning import answers_known


class HeldVisit(Base):
    """One tap of a pairing whose screen was stopped; its row stays once it is discarded.

    `code` is its run's: the run itself may be removed before somebody looks.
    """

    __tablename__ = "held_visit"
    __table_args__ = (
        CheckConstraint(
            "purpose IN ('learning', 'pathways', 'employment', 'community', 'other',"
            " 'not_recorded')",
            name="purpose_known",
        ),
        CheckConstraint("people BETWEEN 1 AND 30", name="people_1_to_30"),
        Index(None, "installation_id", "seq"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    installation_id: Mapped[UUID] = mapped_column(ForeignKey("installation.id"))
    seq: Mapped[int | None] = mapped_column(BigInteger)
    tapped_at: Mapped[datetime]
    purpose: Mapped[str] = mapped_column(String(12))
    people: Mapped[int]
    first_time: Mapped[bool | None]
    code: Mapped[str | None] = mapped_column(String(6))
    marks: Mapped[str] = mapped_column(String(80), default="")
    received_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]


class HeldEvaluation(Base):
    """One form of a screen that was stopped: a date, no time, no order of arrival.

    Once it is discarded nothing but its id stays, so that a repeat of it is known.
    """

    __tablename__ = "held_evaluation"
    __table_args__ = (*answers_known(), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kiosk_id: Mapped[int] = mapped_column(ForeignKey("kiosk.id"), index=True)
    code: Mapped[str | None] = mapped_column(String(6))
    held_on: Mapped[date]
    received_on: Mapped[date]
    wording: Mapped[int]
    covered_needs: Mapped[str | None] = mapped_column(String(14))
    environment_suitable: Mapped[str | None] = mapped_column(String(14))
    tutor_met_expectations: Mapped[str | None] = mapped_column(String(14))
    could_discuss_opportunities: Mapped[str | None] = mapped_column(String(14))
    felt_valued: Mapped[str | None] = mapped_column(String(14))
    discarded_on: Mapped[date | None]
