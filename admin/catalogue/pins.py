"""The only writer of the PINs of staff corners."""

from datetime import datetime

from kiosk.database import db
from kiosk.models import Site, StaffPin
from kiosk.pins import new_pin


def change_staff_pin(site: Site, now: datetime) -> None:
    """Give the screens of a site another PIN."""
    kept = db.session.get(StaffPin, site.id)
    if kept is None:
        db.session.add(StaffPin(site_id=site.id, pin=new_pin(), made_at=now))
    else:
        kept.pin, kept.made_at = new_pin(), now
