"""What the room “Sites and courses” counts of a run or a site: enrolments, forms, days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from kiosk.database import db
from kiosk.models import Enrolment, Evaluation, Visit


@dataclass(frozen=True)
class EnrolmentDay:
    """The enrolments of one run on one day; `typed` are those added by hand."""

    day: date
    total: int
    new: int
    typed: int


@dataclass(frozen=True)
class RunEnrolments:
    """The enrolments of one run, day by day, and together."""

    days: Sequence[EnrolmentDay]

    @property
    def total(self) -> int:
        """How many enrolled."""
        return sum(day.total for day in self.days)

    @property
    def new(self) -> int:
        """How many of them were new to The Life Rooms."""
        return sum(day.new for day in self.days)

    def typed_on(self, day: date) -> int:
        """How many were typed in by hand for a day."""
        return sum(counted.typed for counted in self.days if counted.day == day)


def enrolments_of(run_id: int) -> RunEnrolments:
    """A run's enrolments by day."""
    query = (
        select(
            Enrolment.enrolled_on,
            func.count(),
            func.sum(case((Enrolment.new_to_life_rooms, 1), else_=0)),
            func.sum(case((Enrolment.import_id.is_(None), 1), else_=0)),
        )
        .where(Enrolment.run_id == run_id)
        .group_by(Enrolment.enrolled_on)
        .order_by(Enrolment.enrolled_on)
    )
    return RunEnrolments([EnrolmentDay(*row) for row in db.session.execute(query)])


def forms_of(run_id: int) -> int:
    """How many evaluation forms a run has received."""
    query = select(func.count()).where(Evaluation.run_id == run_id)
    return db.session.scalars(query).one()


def recorded_days(site_id: int) -> tuple[date, date] | None:
    """The first and the last day of which a site has visits, forms or enrolments."""
    days: list[date] = []
    for record, day in (
        (Visit, Visit.visited_on),
        (Evaluation, Evaluation.held_on),
        (Enrolment, Enrolment.enrolled_on),
    ):
        query = select(func.min(day), func.max(day)).where(record.site_id == site_id)
        days += [found for found in db.session.execute(query).one() if found is not None]
    return (min(days), max(days)) if days else None
