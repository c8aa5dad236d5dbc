"""The evaluation form: on a learner's own phone, and one question a screen on the kiosk."""

from kiosk.feedback import (  # noqa: F401  # importing them adds their pages
    after,
    choosing,
    form,
    kiosk_questions,
)
from kiosk.feedback.room import blueprint

__all__ = ["blueprint"]
