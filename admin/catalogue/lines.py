"""The writer of the service's own lines."""

from collections.abc import Mapping
from datetime import datetime

from admin.audit import record_audit
from kiosk.database import db
from kiosk.lines import service_lines
from kiosk.models import Person, ServiceLine


def change_service_lines(now: datetime, texts: Mapping[str, str], person: Person) -> list[str]:
    """Word the lines anew, each by its name; the names of those that changed."""
    kept = service_lines()
    changed = [name for name, text in texts.items() if text != kept[name]]
    for name in changed:
        db.session.merge(ServiceLine(name=name, text=texts[name]))
        record_audit(now, "changed a service line", name, person=person)
    db.session.flush()
    return changed
