"""The only writer of where waiting forms belong: to a run, or to none for good.

A date's forms move all together: nobody can tell one from another, and nobody is to try.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select, update

from kiosk.database import db
from kiosk.models import CourseRun, Evaluation


@dataclass(frozen=True)
class FormsOfADay:
    """All forms of one date at a site that have no course; `left` ones are to stay without."""

    site_id: int
    held_on: date
    left: bool = False


def register_course(forms: FormsOfADay, run: CourseRun, expected: int) -> bool:
    """Give all of a date's forms to a run of their site; False where they are not as many."""
    return _change(forms, expected, run_id=run.id)


def leave_without_course(forms: FormsOfADay, expected: int) -> bool:
    """Let all of a date's forms stay without a course; False where they are not as many."""
    return _change(forms, expected, left_without_course=True)


def wait_again(forms: FormsOfADay) -> int:
    """Let forms that were left without a course wait for one again; returns how many."""
    left = FormsOfADay(forms.site_id, forms.held_on, left=True)
    count = _count(left)
    _change(left, count, left_without_course=False)
    return count


def _count(forms: FormsOfADay) -> int:
    query = select(func.count()).select_from(Evaluation).where(*_these(forms))
    return db.session.scalar(query) or 0


def _change(forms: FormsOfADay, expected: int, **values: int | bool) -> bool:
    # A form may have come in since the person looked: it is not theirs to give away unseen.
    if _count(forms) != expected:
        return False
    db.session.execute(
        update(Evaluation)
        .where(*_these(forms))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return True


def _these(forms: FormsOfADay) -> tuple[ColumnElement[bool], ...]:
    return (
        Evaluation.site_id == forms.site_id,
        Evaluation.held_on == forms.held_on,
        Evaluation.run_id.is_(None),
        Evaluation.left_without_course.is_(forms.left),
    )
