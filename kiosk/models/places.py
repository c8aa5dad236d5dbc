"""Sites: where The Life Rooms are, when they are open, and their own words."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.database import Base

FIXED = "fixed"
PERIPATETIC = "peripatetic"


class Site(Base):
    """One hub, fixed with weekly hours, or peripatetic without an address.

    `reading_days` is its promise: within how many working days somebody reads each comment.
    """

    __tablename__ = "site"
    __table_args__ = (
        CheckConstraint("kind IN ('fixed', 'peripatetic')", name="kind_known"),
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closed_after_opened"),
        CheckConstraint("length(slug) > 0 AND slug = lower(slug)", name="slug_lower_case"),
        CheckConstraint("length(name) > 0", name="name_given"),
        CheckConstraint("reading_days BETWEEN 1 AND 20", name="reading_days_1_to_20"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(12), default=FIXED)
    address: Mapped[str] = mapped_column(String(200), default="")
    telephone: Mapped[str] = mapped_column(String(40), default="")
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    welcome_line: Mapped[str] = mapped_column(
        String(120), default="Tap if you like. Everyone is welcome."
    )
    desk_line: Mapped[str] = mapped_column(
        String(200), default="Come to the desk, or ask anyone with a badge."
    )
    reading_days: Mapped[int] = mapped_column(default=3, server_default="3")

    hours: Mapped[list["OpeningHours"]] = relationship(order_by="OpeningHours.weekday")

    @property
    def short_name(self) -> str:
        """The place alone: “Walton” of “The Life Rooms, Walton”."""
        return self.name.removeprefix("The Life Rooms, ")


class OpeningHours(Base):
    """When a site is open on one weekday (0 is Monday), by the clock on its wall."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
    )

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    opens_at: Mapped[time]
    closes_at: Mapped[time]


class ClosedDay(Base):
    """One day on which a site that is usually open was closed."""

    __tablename__ = "closed_day"
    __table_args__ = (UniqueConstraint("site_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(120), default="")


class OpenedDay(Base):
    """One day on which a site was open although it usually is not: outside hours, a holiday."""

    __tablename__ = "opened_day"
    __table_args__ = (UniqueConstraint("site_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(120), default="")


class HolidayChange(Base):
    """A day on which the service overrules the list of England's bank holidays."""

    __tablename__ = "holiday_change"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    is_holiday: Mapped[bool]
