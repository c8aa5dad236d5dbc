"""Sites and courses: everything that staff keep up, one module for each thing."""

from admin.upkeep import (  # noqa: F401  # importing them adds their pages to the room
    courses,
    days_in_doubt,
    desk,
    elsewhere,
    enrolments,
    headcounts,
    holidays,
    imports,
    lines,
    meetings,
    merging,
    own_days,
    paper,
    posters,
    runs,
    sites,
    strikes,
    waiting,
)
from admin.upkeep.room import blueprint

__all__ = ["blueprint"]
