"""Filling an empty service with the demonstration year, all of it or nothing."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import exists, select

from admin.audit import record_audit
from admin.demonstration.period import demonstration
from admin.demonstration.place import Place, places
from admin.demonstration.published import SITES
from admin.demonstration.storing import store
from admin.demonstration.today import meet_today
from admin.demonstration.year import make_year
from kiosk import clock
from kiosk.database import Base, db, writing
from kiosk.models import (
    ClosedDay,
    Course,
    ElsewhereFigure,
    Enrolment,
    Evaluation,
    Headcount,
    HolidayChange,
    Import,
    Kiosk,
    OpenedDay,
    Visit,
)

# A service that holds any of these is in use, or was set up for it.
IN_USE: tuple[type[Base], ...] = (
    Visit,
    Headcount,
    Course,
    Evaluation,
    Enrolment,
    Import,
    Kiosk,
    ClosedDay,
    OpenedDay,
    HolidayChange,
    ElsewhereFigure,
)


class CannotFillError(RuntimeError):
    """The demonstration year cannot be put here; the text is a sentence that says why."""


def fill(now: datetime, begun: Callable[[], None]) -> None:
    """Put the year into an empty service; `begun` is called first. Raises CannotFillError."""
    here = _checked()
    begun()
    year = make_year(here, clock.local_day(now))
    with writing():
        store(now, here, year)
        meet_today(now)
        record_audit(now, "filled in the demonstration year")


def _checked() -> list[Place]:
    if demonstration() is not None:
        raise CannotFillError("The demonstration year is here already.")
    if any(db.session.scalar(select(exists(select(table)))) for table in IN_USE):
        raise CannotFillError(
            "This service holds records of its own, so it is left as it is. The demonstration "
            "year needs an empty one: name another folder in KIOSK_INSTANCE, or use make demo."
        )
    here = places()
    if [len(place.days) for place in here] != [published.open_days for published in SITES]:
        raise CannotFillError(
            "The sites or their opening hours are not as they were when the service was new, so "
            "the demonstration year does not fit. Name another folder in KIOSK_INSTANCE."
        )
    return here
