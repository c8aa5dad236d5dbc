"""What people wrote, compared without being shown: how many comments, and one digest of them."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Evaluation


class Words(NamedTuple):
    """How many comments there are, and the digest of them all in alphabetical order."""

    comments: int
    digest: str


def words_written(comments: Iterable[str]) -> Words:
    """The comments of a file; those of nothing but space are none."""
    said = sorted(tidied for comment in comments if (tidied := " ".join(comment.split())))
    return Words(len(said), hashlib.sha256("\n".join(said).encode()).hexdigest())


def words_kept(box: str) -> Words:
    """The comments of a box of the form, “good” or “better”, as the service keeps them."""
    column = getattr(Evaluation, box)
    return words_written(db.session.scalars(select(column).order_by(Evaluation.id)))
