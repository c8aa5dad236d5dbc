"""The tables and the rules that must always hold, as named constraints; nothing here queries."""

from kiosk.models.held import HeldEvaluation, HeldVisit
from kiosk.models.learning import Course, CourseAlias, CourseRun, Enrolment, Evaluation, Meeting
from kiosk.models.listening import CommentReading, Concern, Cover, FeedbackNote
from kiosk.models.places import ClosedDay, HolidayChange, OpenedDay, OpeningHours, Site
from kiosk.models.reporting import (
    ElsewhereFigure,
    ElsewherePart,
    KeptFile,
    KeptReport,
    RuleException,
)
from kiosk.models.screens import (
    Installation,
    Kiosk,
    PairingCard,
    PairingCode,
    ScreenDay,
    StaffPin,
)
from kiosk.models.staff import (
    AuditEntry,
    Demonstration,
    Import,
    OneTimeLink,
    Person,
    PersonSite,
    ServiceLine,
    SignInFailures,
)
from kiosk.models.tallies import EvaluationTally, VisitTally
from kiosk.models.triggers import TALLIES, Tally
from kiosk.models.visits import Headcount, Strike, Visit

__all__ = [
    "TALLIES",
    "AuditEntry",
    "ClosedDay",
    "CommentReading",
    "Concern",
    "Course",
    "CourseAlias",
    "CourseRun",
    "Cover",
    "Demonstration",
    "ElsewhereFigure",
    "ElsewherePart",
    "Enrolment",
    "Evaluation",
    "EvaluationTally",
    "FeedbackNote",
    "Headcount",
    "HeldEvaluation",
    "HeldVisit",
    "HolidayChange",
    "Import",
    "Installation",
    "KeptFile",
    "KeptReport",
    "Kiosk",
    "Meeting",
    "OneTimeLink",
    "OpenedDay",
    "OpeningHours",
    "PairingCard",
    "PairingCode",
    "Person",
    "PersonSite",
    "RuleException",
    "ScreenDay",
    "ServiceLine",
    "SignInFailures",
    "Site",
    "StaffPin",
    "Strike",
    "Tally",
    "Visit",
    "VisitTally",
]
