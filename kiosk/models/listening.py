"""What becomes of comments: who read them, worries passed on, cover, and what we did."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.database import Base


class CommentReading(Base):
    """Somebody read what an evaluation says."""

    __tablename__ = "comment_reading"

    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation.id"), primary_key=True)
    read_at: Mapped[datetime]
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Concern(Base):
    """Somebody was worried by a comment: to whom they passed it, and when. Held from deletion."""

    __tablename__ = "concern"

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation.id"), unique=True)
    raised_at: Mapped[datetime]
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    passed_to: Mapped[str] = mapped_column(String(120), default="")
    passed_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
    settled_at: Mapped[datetime | None]


class Cover(Base):
    """Somebody reads a site's comments while another is away."""

    __tablename__ = "cover"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="to_after_from"),
        CheckConstraint("away_id <> covered_by_id", name="by_somebody_else"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    away_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    covered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None]


class FeedbackNote(Base):
    """“You said … we did …”: what came of feedback; without a site, it is told at all of them."""

    __tablename__ = "feedback_note"
    __table_args__ = (
        CheckConstraint("length(you_said) > 0 AND length(we_did) > 0", name="both_said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    you_said: Mapped[str] = mapped_column(String(200))
    we_did: Mapped[str] = mapped_column(String(200))
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    shown_until_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
