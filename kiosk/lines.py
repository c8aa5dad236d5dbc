"""The service's own lines, which managers word: the Trust's PALS, the owner, the contact."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import ServiceLine

LINE_NAMES = ("pals", "owner", "contact")
# What stands where nobody has worded a line of their own.
PALS = _l(
    "To complain, or to talk to someone outside the team, contact PALS, the advice team of "
    "Mersey Care NHS Foundation Trust. The desk can tell you how."
)


# To be read together with what else a page needs.
PALS_LINE = (
    select(func.coalesce(func.max(ServiceLine.text), ""))
    .where(ServiceLine.name == "pals")
    .scalar_subquery()
)
_LINES = select(ServiceLine.name, ServiceLine.text).order_by(ServiceLine.name)


def service_lines() -> dict[str, str]:
    """Every line by its name; empty where it is not set."""
    kept = {line.name: line.text for line in db.session.execute(_LINES)}
    return {name: kept.get(name, "") for name in LINE_NAMES}


def pals_line(own: str | None = None) -> str:
    """Whom to complain to, for the foot of the form; `own` where the line was read already."""
    return (service_lines()["pals"] if own is None else own) or str(PALS)
