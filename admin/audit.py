"""Who changed, exported or signed in to what: the only writer of audit entries, and their log."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from kiosk.clock import local_day
from kiosk.database import db
from kiosk.devices import BY_SCREEN
from kiosk.models import AuditEntry, Person, Site
from kiosk.pages import day_and_year, number

PAGE_LENGTH = 50
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)
NOT_SAID = ("by", "worry", "note", "figure", "report")  # who is said elsewhere; the others are ids
# What is only yes or no, as a phrase for each: when it is not so, and when it is.
YES_OR_NO = {
    "adds": (_l("only a check"), _l("added to the visits")),
    "passed_on": (_l("passed to nobody yet"), _l("passed on")),
}
WORDS = {
    "refused_before": _l("tries that were refused before"),
    "runs_that_stay": _l("courses that stay"),
    "forms_that_stay": _l("forms that stay"),
    "merged": _l("with"),
    "before": _l("called before"),
    "days": _l("on days"),
}
COMMAND_LINE = "command line"
# Who is meant by `by` in the details of an entry that nobody made who was signed in.
OTHERS = {COMMAND_LINE: _l("Command line"), BY_SCREEN: _l("A screen")}


def record_audit(
    now: datetime,
    action: str,
    subject: str = "",
    *,
    person: Person | None = None,
    site: Site | None = None,
    **details: str | int | bool | None,
) -> None:
    """Note one change, sign-in or export, inside the write transaction that makes it.

    `action` is a short phrase in the past tense (“added a course run”); `person` is None on the
    command line. Never pass a comment, an answer, a token or a password.
    """
    if person is None:
        details["by"] = COMMAND_LINE
    entry = AuditEntry(
        at=now,
        person_id=person.id if person else None,
        site_id=site.id if site else None,
        action=action,
        subject=subject[:200],
        details=details,
    )
    db.session.add(entry)
    fields = {"person": entry.person_id, "site": entry.site_id, "subject": subject}
    current_app.logger.info(action, extra={"fields": fields | details})


@dataclass(frozen=True)
class LogLine:
    """One entry as it is shown; where nobody was signed in, `who` is what did it instead."""

    at: datetime
    who: str
    is_person: bool
    action: str
    subject: str
    site: str
    details: str


@dataclass(frozen=True)
class LogPage:
    """One page of the log, newest first, and whether older entries follow."""

    lines: tuple[LogLine, ...]
    number: int
    has_older: bool


def log_page(number: int, person_id: int | None, site_id: int | None, action: str) -> LogPage:
    """One page of the entries of a person, of a site and of one kind, or of all."""
    newest_first = (AuditEntry.at.desc(), AuditEntry.id.desc())
    query = (
        entries().order_by(*newest_first).offset((number - 1) * PAGE_LENGTH).limit(PAGE_LENGTH + 1)
    )
    if person_id is not None:
        query = query.where(AuditEntry.person_id == person_id)
    if site_id is not None:
        query = query.where(AuditEntry.site_id == site_id)
    if action:
        query = query.where(AuditEntry.action == action)
    rows = db.session.execute(query).all()
    return LogPage(tuple(map(_line, rows[:PAGE_LENGTH])), number, len(rows) > PAGE_LENGTH)


def entries() -> Select[*tuple[Any, ...]]:  # Any: six columns
    """Every entry, with the names of who made it and of its site."""
    return (
        select(
            AuditEntry.at,
            Person.name.label("who"),
            AuditEntry.action,
            AuditEntry.subject,
            Site.name.label("site"),
            AuditEntry.details,
        )
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .outerjoin(Site, Site.id == AuditEntry.site_id)
    )


def _line(row: Any) -> LogLine:  # Any: a row of `entries`
    return LogLine(
        at=row.at,
        who=row.who or str(OTHERS.get(row.details.get("by"), _("Nobody signed in"))),
        is_person=row.who is not None,
        action=row.action,
        subject=DAY.sub(_day_in_words, row.subject),
        site=row.site or "",
        details=_said(row.details),
    )


def first_entry_on() -> date | None:
    """The day of the oldest entry; None in an empty log."""
    at = db.session.scalar(select(AuditEntry.at).order_by(AuditEntry.at, AuditEntry.id).limit(1))
    return local_day(at) if at else None


def days_of_the_log(today: date) -> dict[str, date]:
    """From its oldest entry until today, for an address: whatever was ever done is in them."""
    return {"from": first_entry_on() or today, "to": today}


def kinds_of_entries() -> list[str]:
    """Every kind of thing that was ever done, in alphabetical order."""
    query = select(AuditEntry.action).distinct().order_by(AuditEntry.action)
    return list(db.session.scalars(query))


def _said(details: dict[str, object]) -> str:
    """Details as words: “role: manager, people: 40”; what is empty or only an id is left out."""
    said = [
        _detail(name, value)
        for name, value in details.items()
        if (value or name in YES_OR_NO) and value is not None and name not in NOT_SAID
    ]
    return ", ".join(said)


def _detail(name: str, value: object) -> str:
    """One detail: a yes or no as a phrase of its own, a day and a number as they are read."""
    if name in YES_OR_NO:
        return str(YES_OR_NO[name][bool(value)])
    label = str(WORDS.get(name) or name.replace("_", " "))
    if isinstance(value, int):
        return f"{label}: {number(value)}"
    text = str(value).replace(",", ", ") if name == "sites" else str(value)
    return f"{label}: {DAY.sub(_day_in_words, text)}"


def _day_in_words(found: re.Match[str]) -> str:
    try:
        return day_and_year(date.fromisoformat(found.group()))
    except ValueError:  # it only looks like a day
        return found.group()
