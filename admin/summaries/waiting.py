"""Forms that wait for a course: how many, by date; never an answer or a comment of theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import Evaluation


@dataclass(frozen=True)
class WaitingForms:
    """How many forms of one date at a site have no course; `left` ones are to stay without."""

    held_on: date
    forms: int
    left: bool


def waiting_counts(site_ids: Sequence[int]) -> dict[int, int]:
    """How many forms wait for a course at each of these sites; sites with none have 0."""
    query = (
        select(Evaluation.site_id, func.count().label("forms"))
        .where(
            Evaluation.site_id.in_(site_ids),
            Evaluation.run_id.is_(None),
            Evaluation.left_without_course.is_(False),
        )
        .group_by(Evaluation.site_id)
        .order_by(Evaluation.site_id)
    )
    found = {row.site_id: row.forms for row in db.session.execute(query)}
    return {site_id: found.get(site_id, 0) for site_id in site_ids}


def without_course(site_id: int) -> list[WaitingForms]:
    """The forms of a site without a course, by date, the latest first."""
    query = (
        select(Evaluation.held_on, func.count(), Evaluation.left_without_course)
        .where(Evaluation.site_id == site_id, Evaluation.run_id.is_(None))
        .group_by(Evaluation.held_on, Evaluation.left_without_course)
        .order_by(Evaluation.held_on.desc(), Evaluation.left_without_course)
    )
    return [WaitingForms(*row) for row in db.session.execute(query)]


def waiting_on(site_id: int, held_on: date) -> int:
    """How many forms of one date at a site wait for a course."""
    waiting = (group for group in without_course(site_id) if not group.left)
    return sum(group.forms for group in waiting if group.held_on == held_on)
