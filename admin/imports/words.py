"""Values and shared columns in words: for previews, refusals and the help page."""

from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.imports.kind import Column
from kiosk.clock import LONDON
from kiosk.pages import clock_time, day_and_year, number

SITE_COLUMN = Column(
    "site", True, _l("The site’s name or short name. Capitals do not matter."), "Walton"
)
COURSE_COLUMN = Column(
    "course",
    True,
    _l("The title of the course. One that we do not have yet is added."),
    "Mindfulness for beginners",
)
ID_COLUMN = Column(
    "id",
    False,
    _l("Your own number or name for the row, another in each. Then no row can count twice."),
    "A-0001",
)
_LONGEST = 40


def in_words(value: object) -> str:
    """What a cell means, in words: “3 April 2018, 09:15”, “yes”, “1,954”."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{day_and_year(value.astimezone(LONDON).date())}, {clock_time(value)}"
    if isinstance(value, date):
        return day_and_year(value)
    if isinstance(value, int):
        return number(value)
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
