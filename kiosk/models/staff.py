"""People who sign in, what they may see, what was changed, and the service's own lines."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.database import Base
from kiosk.models.places import Site

MANAGER = "manager"
COORDINATOR = "coordinator"


class PersonSite(Base):
    """A site that a coordinator may see."""

    __tablename__ = "person_site"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)


class Person(Base):
    """Somebody who signs in. Managers see every site; coordinators see theirs.

    `session_number` is compared on every request: raising it ends all of a person's sessions.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("role IN ('manager', 'coordinator')", name="role_known"),
        CheckConstraint("email = lower(email)", name="email_lower_case"),
        CheckConstraint("length(name) > 0", name="name_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(12))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    session_number: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[datetime]
    switched_off_at: Mapped[datetime | None]
    signed_in_at: Mapped[datetime | None]
    previously_signed_in_at: Mapped[datetime | None]

    sites: Mapped[list[Site]] = relationship(secondary="person_site", order_by=Site.id)

    @property
    def is_manager(self) -> bool:
        """Whether this person sees every site and looks after people and screens."""
        return self.role == MANAGER


class OneTimeLink(Base):
    """A link that sets a password, once, within 24 hours; without a person, it is the set-up."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship()


class SignInFailures(Base):
    """How often signing in as one account lately failed, whether or not the account exists."""

    __tablename__ = "sign_in_failures"

    account_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]


class Import(Base):
    """One file brought in: known by the SHA-256 of its kind and parsed rows."""

    __tablename__ = "import"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('visits', 'headcounts', 'courses', 'evaluations', 'enrolments')",
            name="kind_known",
        ),
        CheckConstraint("rows_added BETWEEN 0 AND rows_read", name="added_among_read"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    file_name: Mapped[str] = mapped_column(String(200), default="")
    rows_read: Mapped[int]
    rows_added: Mapped[int]
    imported_at: Mapped[datetime]
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    undone_at: Mapped[datetime | None]


class AuditEntry(Base):
    """Who changed, exported or signed in to what, and when; never a comment or an answer."""

    __tablename__ = "audit_entry"
    __table_args__ = (CheckConstraint("length(action) > 0", name="action_given"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200), default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class ServiceLine(Base):
    """One line of the public pages that managers word: PALS, the owner, the contact."""

    __tablename__ = "service_line"
    __table_args__ = (CheckConstraint("name IN ('pals', 'owner', 'contact')", name="name_known"),)

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    text: Mapped[str] = mapped_column(String(300))


class Demonstration(Base):
    """Says that these records were made by rule, for which days; at most one row."""

    __tablename__ = "demonstration"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("to_on >= from_on", name="to_after_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    made_at: Mapped[datetime]
