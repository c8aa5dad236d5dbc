"""The taps of the demonstration year, and the days that were counted by hand instead."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from admin.demonstration.place import Place, Row
from admin.demonstration.rule import Draw, Rule, apportion
from admin.demonstration.seasons import busy
from admin.demonstration.timetable import Run
from admin.opening import days_between
from kiosk import clock

PURPOSES = {
    "walton": Draw(
        [
            ("learning", 0.45),
            ("pathways", 0.14),
            ("employment", 0.08),
            ("community", 0.26),
            ("other", 0.07),
        ]
    ),
    "southport": Draw(
        [
            ("learning", 0.41),
            ("pathways", 0.11),
            ("employment", 0.06),
            ("community", 0.35),
            ("other", 0.07),
        ]
    ),
    "bootle": Draw(
        [
            ("learning", 0.42),
            ("pathways", 0.21),
            ("employment", 0.13),
            ("community", 0.12),
            ("other", 0.12),
        ]
    ),
}
# What else people come for on a day without a course.
WITHOUT_COURSE = Draw([("community", 0.6), ("pathways", 0.2), ("learning", 0.1), ("other", 0.1)])
HOURS = Draw(
    [
        (9, 0.1),
        (10, 0.19),
        (11, 0.2),
        (12, 0.13),
        (13, 0.13),
        (14, 0.12),
        (15, 0.08),
        (16, 0.03),
    ]
)
ON_FRIDAY = Draw(
    [
        (9, 0.12),
        (10, 0.22),
        (11, 0.23),
        (12, 0.2),
        (13, 0.11),
        (14, 0.08),
        (15, 0.04),
        (16, 0.012),
    ]
)
EARLY = Draw([(2, 1.0), (5, 2.0), (9, 2.2), (14, 1.6), (20, 1.0), (26, 0.4), (-4, 0.8), (-9, 0.3)])
TOGETHER = Draw([(1, 0.93), (2, 0.048), (3, 0.014), (4, 0.005), (6, 0.002), (11, 0.001)])
OPENS, CLOSES = 9 * 60, 17 * 60
MISTAKEN = 0.008
NAMES_COURSE = 0.4


def visits(rule: Rule, place: Place, runs: Sequence[Run]) -> Iterator[Row]:
    """Every tap at a site; those undone at once come on top and count nowhere.

    A row's `run_id` is the number of the run until it is stored.
    """
    off = {
        day
        for count in place.published.by_hand
        if count.adds
        for day in days_between(count.first, count.last)
    }
    days = [day for day in place.days if day not in off]
    shares = apportion(place.published.by_screen, [busy(rule, place, day) for day in days])
    meeting = _meeting(place, runs)
    for day, people in zip(days, shares, strict=True):
        yield from _of_day(rule, place, day, people, meeting.get(day, []))


def _meeting(place: Place, runs: Sequence[Run]) -> Mapping[date, list[tuple[int, int]]]:
    """For each day the runs that met: their numbers and when they began."""
    found: dict[date, list[tuple[int, int]]] = {}
    for run in runs:
        if run.site_id == place.site_id:
            for met in run.met:
                found.setdefault(met.day, []).append((run.number, met.starts))
    return found


def _of_day(
    rule: Rule, place: Place, day: date, people: int, meeting: Sequence[tuple[int, int]]
) -> Iterator[Row]:
    midnight = clock.at_local(day)
    purposes = PURPOSES[place.slug] if meeting else WITHOUT_COURSE
    while people:
        purpose = purposes.by(rule)
        minute, run = _when(rule, day, purpose, meeting)
        together = min(people, TOGETHER.by(rule))
        people -= together
        seconds = minute * 60 + rule.whole(0, 59)
        row = _row(rule, place, day, midnight, seconds, purpose)
        yield row | {
            "people": together,
            "first_time": _first_time(rule, place, day, purpose),
            "run_id": run,
        }
        if rule.happens(MISTAKEN):
            undone_at = midnight + timedelta(seconds=seconds + 9)
            mistaken = _row(rule, place, day, midnight, seconds + 5, "other")
            yield mistaken | {"undone_at": undone_at}


def _when(
    rule: Rule, day: date, purpose: str, meeting: Sequence[tuple[int, int]]
) -> tuple[int, int | None]:
    """The minute somebody comes in, shortly before a course that they come for, and its run."""
    if purpose != "learning" or not meeting:
        hour = (ON_FRIDAY if day.weekday() == 4 else HOURS).by(rule)
        return hour * 60 + rule.whole(0, 58), None
    run, starts = rule.pick(meeting)
    minute = starts - EARLY.by(rule) + rule.whole(-2, 3)
    return max(OPENS, min(CLOSES - 1, minute)), run if rule.happens(NAMES_COURSE) else None


def _row(
    rule: Rule, place: Place, day: date, midnight: datetime, seconds: int, purpose: str
) -> Row:
    return {
        "id": rule.id(),
        "site_id": place.site_id,
        "tapped_at": midnight + timedelta(seconds=seconds),
        "visited_on": day,
        "visited_hour": seconds // 3600,
        "purpose": purpose,
        "people": 1,
        "first_time": None,
        "run_id": None,
        "marks": "",
        "received_on": day,
        "undone_at": None,
    }


def _first_time(rule: Rule, place: Place, day: date, purpose: str) -> bool | None:
    """The screen only ever learns that it was a first visit; what nobody said is not recorded."""
    chance = 0.16 if place.slug == "bootle" else 0.05
    if day.month in (9, 1):
        chance *= 1.5
    if purpose == "other":
        chance *= 3
    return True if rule.happens(min(chance, 0.6)) else None


def counts_by_hand(rule: Rule, place: Place) -> Iterator[Row]:
    """The days on which the screen was off, and a check of the screen here and there."""
    for count in place.published.by_hand:
        begins_at, ended_at = clock.bounds(count.first, count.last)
        yield {
            "id": rule.id(),
            "site_id": place.site_id,
            "counted_from_at": begins_at,
            "counted_to_at": ended_at,
            "people": count.people,
            "method": "by hand",
            "adds": count.adds,
            "received_on": count.last,
        }
