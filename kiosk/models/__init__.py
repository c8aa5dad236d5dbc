"""The tables and the rules that must always hold, as named constraints; nothing here queries."""

from kiosk.models.learning import Course, CourseRun, Enrolment, Evaluation, Meeting
from kiosk.models.places import ClosedDay, OpeningHours, Site
from kiosk.models.screens import Installation, Kiosk, PairingCode
from kiosk.models.staff import (
    AuditEntry,
    Import,
    OneTimeLink,
    Person,
    PersonSite,
    ServiceLine,
    SignInFailures,
)
from kiosk.models.visits import Headcount, Strike, Visit

__all__ = [
    "AuditEntry",
    "ClosedDay",
    "Course",
    "CourseRun",
    "Enrolment",
    "Evaluation",
    "Headcount",
    "Import",
    "Installation",
    "Kiosk",
    "Meeting",
    "OneTimeLink",
    "OpeningHours",
    "PairingCode",
    "Person",
    "PersonSite",
    "ServiceLine",
    "SignInFailures",
    "Site",
    "Strike",
    "Visit",
]
