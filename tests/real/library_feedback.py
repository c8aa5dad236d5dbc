"""Newcastle's paper forms about library sessions, five kinds of them, typed in by hand."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.real import counting

CRAFTS = "newcastle_feedback_art_and_craft_activities_branch_libraries.csv"
CHILDREN = "newcastle_feedback_children_s_event_long_branch_libraries.csv"
CHILDREN_SHORT = "newcastle_feedback_children_s_event_short_branch_libraries.csv"
INTERNET = "newcastle_feedback_internet_taster_session_branch_libraries.csv"
WORK_CLUB = "newcastle_feedback_work_club_branch_libraries.csv"
SITES = {
    "fenham": "Fenham Library",
    "gosforth": "Gosforth Library",
    "jesmond": "Jesmond Library",
    "kenton": "Kenton Library",
    "moorside": "Moorside Library",
    "newbiggin-hall": "Newbiggin Hall Library",
    "west-end": "West End Library",
    "some-library": "A library not named",
}
OPENED_ON = "2011-04-01"
UNDATED = "31/03/2012"  # the last day of the library year in which they were given out
_TITLE = re.compile(r"(?P<event>.+?) (?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d\d)")


def evaluations(data: Path) -> Iterator[dict[str, str]]:
    """One row a form, of all five files. The second line of each is a heading, too."""
    for form in counting.rows(data / CRAFTS)[2:]:
        yield _form(form[22], "Art and craft", form[3], form[12], form[0], better=form[13])
    for form in counting.rows(data / CHILDREN)[2:]:
        yield _dated(form[0], form[4], form[2], good=form[3], better=form[6])
    for form in counting.rows(data / CHILDREN_SHORT)[2:]:
        yield _form("some-library", "Half term crafts", form[2], "", form[1], better=form[4])
    for form in counting.rows(data / INTERNET)[2:]:
        yield _form(form[8], "Internet taster", form[3], "", form[1], form[4], form[7])
    for form in counting.rows(data / WORK_CLUB)[2:]:
        yield _form(form[19], "Work Club", "", form[18], "", better=form[17])


def _dated(title: str, learnt: str, enjoyed: str, good: str, better: str) -> dict[str, str]:
    """A form whose event, library and day were typed into one cell, some without a day."""
    match = _TITLE.fullmatch(title)
    event = match["event"] if match else title
    library = next(name for name in SITES.values() if name.removesuffix(" Library") in event)
    course = event.replace(library.removesuffix(" Library"), "")
    form = _form(library, " ".join(course.split()), learnt, "", enjoyed, good, better)
    if match:
        form["held_on"] = f"{match['day']}/{match['month']}/20{match['year']}"
    return form


def _form(
    library: str,
    course: str,
    learnt: str,
    comes_again: str,
    enjoyed: str,
    good: str = "",
    better: str = "",
) -> dict[str, str]:
    """“Did you learn something new?”, “will you come again?” and “did you enjoy it?” are ours."""
    return {
        "site": library,
        "course": course,
        "held_on": UNDATED,
        "covered_needs": learnt,
        "environment_suitable": "",
        "tutor_met_expectations": "",
        "could_discuss_opportunities": comes_again,
        "felt_valued": enjoyed,
        "good": good,
        "better": better,
    }
