"""How many paper forms have been typed in."""

from datetime import date

from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import Evaluation


def typed_in(site_id: int, run_id: int | None, held_on: date) -> int:
    """The paper forms of one meeting typed in so far; without a run, of one day at a site."""
    query = (
        select(func.count())
        .select_from(Evaluation)
        .where(
            Evaluation.site_id == site_id,
            Evaluation.run_id == run_id if run_id else Evaluation.run_id.is_(None),
            Evaluation.held_on == held_on,
            Evaluation.method == "paper",
        )
    )
    return db.session.scalar(query) or 0
