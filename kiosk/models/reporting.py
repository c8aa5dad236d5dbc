"""What a report is made of besides our own records, and reports that were kept."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.database import Base


class ElsewhereFigure(Base):
    """A figure from elsewhere: what another system counted; without a site, of the whole service.

    It is never changed: a figure that was wrong is withdrawn and entered anew.
    """

    __tablename__ = "elsewhere_figure"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="to_after_from"),
        CheckConstraint("value >= 0", name="value_not_negative"),
        CheckConstraint("length(name) > 0 AND length(source) > 0", name="name_and_source_given"),
        CheckConstraint("NOT is_percent OR value <= 100", name="percent_up_to_100"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    heading: Mapped[str] = mapped_column(String(80), default="")
    name: Mapped[str] = mapped_column(String(120))
    from_on: Mapped[date]
    to_on: Mapped[date]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    value: Mapped[int]
    is_percent: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(200))
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]

    parts: Mapped[list["ElsewherePart"]] = relationship(order_by="ElsewherePart.position")


class ElsewherePart(Base):
    """One part of a figure from elsewhere; the parts ought to add up to it."""

    __tablename__ = "elsewhere_part"
    __table_args__ = (
        CheckConstraint("value >= 0", name="value_not_negative"),
        CheckConstraint("length(name) > 0", name="name_given"),
    )

    figure_id: Mapped[int] = mapped_column(ForeignKey("elsewhere_figure.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    value: Mapped[int]


class KeptReport(Base):
    """A finished report as it was: for which days and sites, when, by whom, by which version.

    `sites` names the sites by slug, joined by commas; `figures` is the `summary --json` of the
    moment, so that today's figures can be set beside it, with what the report told of answers.
    """

    __tablename__ = "kept_report"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="to_after_from"),
        CheckConstraint("length(title) > 0", name="title_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    from_on: Mapped[date]
    to_on: Mapped[date]
    sites: Mapped[str] = mapped_column(String(2000))
    note: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[str] = mapped_column(String(40))
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime]
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    files: Mapped[list["KeptFile"]] = relationship(order_by="KeptFile.format")


class KeptFile(Base):
    """One finished file of a kept report."""

    __tablename__ = "kept_file"
    __table_args__ = (
        CheckConstraint("format IN ('text', 'html', 'docx')", name="format_known"),
        UniqueConstraint("report_id", "format"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("kept_report.id"))
    format: Mapped[str] = mapped_column(String(8))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class RuleException(Base):
    """A manager let one report show answers that the rule of the shared view would hide, and why.

    It holds for exactly these days and sites, until it is ended.
    """

    __tablename__ = "rule_exception"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="to_after_from"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    sites: Mapped[str] = mapped_column(String(2000))
    reason: Mapped[str] = mapped_column(String(300))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
