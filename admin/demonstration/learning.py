"""The enrolments of the demonstration year, each shortly before its course begins."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from admin.demonstration.place import Place, Row
from admin.demonstration.rule import Draw, Rule
from admin.demonstration.timetable import WEEKLY, Run

AHEAD = timedelta(days=24)
MOST = 15  # places on one course


def enrolments(rule: Rule, place: Place, runs: Sequence[Run]) -> Iterator[Row]:
    """As many as were published, and as many of them new; `run_id` is a number until stored."""
    here = [run for run in runs if run.site_id == place.site_id]
    draw = Draw([(run, _wanted(rule, run)) for run in here])
    total, new = place.published.enrolments, place.published.new_enrolments
    taken: dict[int, int] = {}
    for is_new in rule.shuffled([True] * new + [False] * (total - new)):
        run = draw.by(rule)
        while taken.get(run.number, 0) >= MOST and run.course.kind == "course":
            run = draw.by(rule)
        taken[run.number] = taken.get(run.number, 0) + 1
        day = _day(rule, place, run)
        yield {
            "id": rule.id(),
            "site_id": place.site_id,
            "run_id": run.number,
            "enrolled_on": day,
            "new_to_life_rooms": is_new,
            "received_on": day,
        }


def _wanted(rule: Rule, run: Run) -> float:
    popular = 0.35 + rule.share() * 1.3
    return popular * (1.6 if run.course.meetings == WEEKLY else 1.0)


def _day(rule: Rule, place: Place, run: Run) -> date:
    """A day the doors were open: before a course begins, or while a group goes on."""
    begins = run.met[0].day
    ends = run.met[-1].day if run.course.kind == "group" else begins
    return rule.pick([day for day in place.days if begins - AHEAD <= day <= ends])
