"""The service's own lines, which managers word: the Trust's PALS, the owner, the contact."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import ServiceLine

LINE_NAMES = ("pals", "owner", "contact")
# What stands where nobody has worded a line of their own.
PALS = _l(
    "To complain, or to talk to someone outside the team, contact PALS, the advice team of "
    "Mersey Care NHS Foundation Trust. The desk can tell you how."
)


_LINES = select(ServiceLine.name, ServiceLine.text).order_by(ServiceLine.name)


def service_lines() -> dict[str, str]:
    """Every line by its name; empty where it is not set."""
    kept = {line.name: line.text for line in db.session.execute(_LINES)}
    return {name: kept.get(name, "") for name in LINE_NAMES}


def pals_line() -> str:
    """Whom to complain to, for the foot of the form."""
    return service_lines()["pals"] or str(PALS)
