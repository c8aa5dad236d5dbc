"""Kiosks: the paired screens, each pairing of them, and the codes that pair."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.database import Base
from kiosk.models.places import Site


class Kiosk(Base):
    """A screen at one site, from its first pairing until it is retired or revoked."""

    __tablename__ = "kiosk"
    __table_args__ = (
        UniqueConstraint("site_id", "name"),
        CheckConstraint("length(name) > 0", name="name_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(String(60))
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    site: Mapped[Site] = relationship()
    installations: Mapped[list["Installation"]] = relationship(order_by="Installation.paired_at")


class Installation(Base):
    """One pairing of a kiosk: what its device keeps, numbers and last told us.

    `token_hash` is the SHA-256 (hexadecimal) of the device's cookie; none where the device
    named an earlier installation of its own. Times in milliseconds. `seen_on` is the last day of
    which `ScreenDay` knows; `refused` counts the rows that the device set aside. Whatever comes
    from it once it is `revoked_at` is held for a manager. Staff `resend_asked_at` for the last
    30 days again, until the device was told and begins to send. `storage`: whether what the device
    keeps outlived its being switched off (new: not tried yet, kept, lost); `lasting`: whether its
    browser promised not to clear it.
    """

    __tablename__ = "installation"
    __table_args__ = (
        CheckConstraint("queued >= 0", name="queued_not_negative"),
        CheckConstraint("refused >= 0", name="refused_not_negative"),
        CheckConstraint("storage IN ('', 'new', 'kept', 'lost')", name="storage_known"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kiosk_id: Mapped[int] = mapped_column(ForeignKey("kiosk.id"), index=True)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    paired_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    version: Mapped[str] = mapped_column(String(40), default="")
    queued: Mapped[int] = mapped_column(default=0)
    oldest_age_ms: Mapped[int | None] = mapped_column(BigInteger)
    clock_difference_ms: Mapped[int | None] = mapped_column(BigInteger)
    last_seq: Mapped[int | None] = mapped_column(BigInteger)
    last_tapped_at: Mapped[datetime | None]
    seen_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
    refused: Mapped[int] = mapped_column(default=0, server_default="0")
    resend_asked_at: Mapped[datetime | None]
    resend_told_at: Mapped[datetime | None]
    storage: Mapped[str] = mapped_column(String(4), default="", server_default="")
    lasting: Mapped[bool | None]

    kiosk: Mapped[Kiosk] = relationship(back_populates="installations")


class PairingCode(Base):
    """A code that pairs one screen, once, within 24 hours; kept as a SHA-256."""

    __tablename__ = "pairing_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    kiosk_id: Mapped[int | None] = mapped_column(ForeignKey("kiosk.id"))
    name: Mapped[str] = mapped_column(String(60), default="")
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class PairingCard(Base):
    """The code on a printed card, which pairs one screen again and again until it is ended."""

    __tablename__ = "pairing_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    kiosk_id: Mapped[int] = mapped_column(ForeignKey("kiosk.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ScreenDay(Base):
    """One day on which a screen was seen: it was paired, it spoke, or it took a visit."""

    __tablename__ = "screen_day"
    __table_args__ = ({"sqlite_with_rowid": False},)

    kiosk_id: Mapped[int] = mapped_column(ForeignKey("kiosk.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class StaffPin(Base):
    """The digits that open the staff corner of a site's screens.

    They keep visitors out of it and open nothing else, so managers can read them again.
    """

    __tablename__ = "staff_pin"
    __table_args__ = (CheckConstraint("length(pin) BETWEEN 4 AND 6", name="pin_4_to_6"),)

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    pin: Mapped[str] = mapped_column(String(6))
    made_at: Mapped[datetime]
