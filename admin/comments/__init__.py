"""The comments room: what learners wrote, read, worried about, answered; one module for each."""

from admin.comments import (  # noqa: F401  # importing them adds their pages to the room
    concerns,
    cover,
    notes,
    reading,
)
from admin.comments.room import blueprint

__all__ = ["blueprint"]
