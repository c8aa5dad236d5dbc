"""A small world counted by hand, and the literal figures that were counted."""

from datetime import UTC, date, datetime

from admin.periods import Period
from kiosk import clock
from kiosk.database import writing
from kiosk.models import Enrolment, Headcount, Site, Strike
from tests import people

YEAR = Period(date(2018, 4, 1), date(2019, 3, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def a_headcount(
    first: date, ended: date, counted: int, slug: str = "walton", **about: object
) -> None:
    """People counted from the start of the first day to the start of the day it had ended."""
    people.add(
        Headcount(
            site_id=people.site(slug).id,
            counted_from_at=clock.at_local(first),
            counted_to_at=clock.at_local(ended),
            people=counted,
            received_on=first,
            **about,
        )
    )


def an_enrolment(slug: str, course_id: int, day: date, new: bool, run: int | None = None) -> None:
    people.add(
        Enrolment(
            site_id=people.site(slug).id,
            course_id=course_id,
            run_id=run,
            enrolled_on=day,
            new_to_life_rooms=new,
            received_on=day,
        )
    )


def the_small_world() -> None:
    """What the literal table below was counted from, on paper."""
    # Walton by screen: 1 + 3 + 1 + 2 people in four taps; four more taps do not count.
    people.a_visit(at=at("2018-03-31T23:30"), first_time=True)  # already 1 April, 00:30
    people.a_visit(at=at("2018-03-31T22:30"))  # still 31 March
    people.a_visit(at=at("2018-06-05T09:15"), people=3)
    people.a_visit(at=at("2018-06-05T09:20"), purpose="pathways", first_time=False)
    people.a_visit(at=at("2019-03-31T22:59"), purpose="not_recorded", people=2)
    people.a_visit(at=at("2019-03-31T23:00"))  # already 1 April
    people.a_visit(at=at("2018-06-05T09:30"), undone_at=people.NOW)
    strike = Strike(
        kiosk_id=people.a_kiosk().id,
        from_at=at("2018-06-06T09:00"),
        to_at=at("2018-06-06T10:00"),
        reason="A child played",
        struck_at=people.NOW,
    )
    people.add(strike)
    people.a_visit(at=at("2018-06-06T09:30"), people=9, strike_id=strike.id)
    people.a_visit("southport", at("2018-12-03T10:00"), purpose="other", people=8)

    # Counted by hand: 40 + 7 add; one is only a check, one was undone, two straddle.
    a_headcount(date(2018, 6, 4), date(2018, 6, 9), 40)
    a_headcount(date(2019, 3, 31), date(2019, 4, 1), 7)
    a_headcount(date(2018, 7, 2), date(2018, 7, 3), 12, adds=False)
    a_headcount(date(2018, 7, 2), date(2018, 7, 3), 99, undone_at=people.NOW)
    a_headcount(date(2018, 3, 28), date(2018, 4, 4), 25)
    a_headcount(date(2018, 3, 1), date(2019, 5, 1), 11, slug="southport")
    a_headcount(date(2018, 3, 28), date(2018, 4, 4), 77, adds=False)

    # Mindfulness at both sites, Singing by its meeting alone; Cooking was cancelled.
    here = people.a_run(code="AAAAAA", days=(date(2018, 6, 5),))
    there = people.a_run(slug="southport", code="BBBBBB", days=(date(2018, 9, 4),))
    people.a_run("Singing", code="CCCCCC", days=(date(2018, 10, 1),))
    cancelled = people.a_run("Cooking", code="DDDDDD", days=(date(2018, 10, 1),))
    with writing():
        cancelled.meetings[0].cancelled_at = people.NOW
    walking = people.a_run("Walking", slug="bootle", code="EEEEEE", days=(date(2019, 5, 1),))
    people.an_evaluation(here, date(2018, 6, 5), covered_needs="yes", felt_valued="no")
    people.an_evaluation(here, date(2018, 6, 5), covered_needs="partly", felt_valued="yes")
    people.an_evaluation(here, date(2018, 3, 31), covered_needs="no")
    people.an_evaluation(there, date(2018, 9, 4), covered_needs="yes", felt_valued="not_applicable")
    waiting = people.an_evaluation(here, date(2018, 6, 6), felt_valued="yes")
    with writing():
        waiting.run_id = None
    an_enrolment("walton", here.course_id, date(2018, 6, 1), new=True, run=here.id)
    an_enrolment("walton", here.course_id, date(2018, 6, 1), new=False, run=here.id)
    an_enrolment("walton", here.course_id, date(2018, 3, 31), new=True, run=here.id)
    an_enrolment("southport", walking.course_id, date(2018, 6, 1), new=True)


def answers(
    yes: int, partly: int, no: int, unsure: int, blank: int, n: int, percent: float | None
) -> dict[str, object]:
    return {
        "yes": yes,
        "partly": partly,
        "no": no,
        "not_applicable": unsure,
        "blank": blank,
        "n": n,
        "percent": percent,
    }


WALTON = {
    "visits": 54,
    "taps": 4,
    "counted": 47,
    "open_days": 253,
    "visits_per_open_day": 0.2,
    "days_not_fully_counted": 0,
    "taps_on_screens": 4,
    "rows_from_file": 0,
    "first_visits": {"yes": 1, "no": 1, "not_recorded": 2},
    "purposes": {
        "learning": 4,
        "pathways": 1,
        "employment": 0,
        "community": 0,
        "other": 0,
        "not_recorded": 2,
    },
    "evaluations": 3,
    "enrolments": 2,
    "new_enrolments": 1,
    "learning_opportunities": 2,
    "questions": {
        "covered_needs": answers(1, 1, 0, 0, 1, n=2, percent=50.0),
        "environment_suitable": answers(0, 0, 0, 0, 3, n=0, percent=None),
        "tutor_met_expectations": answers(0, 0, 0, 0, 3, n=0, percent=None),
        "could_discuss_opportunities": answers(0, 0, 0, 0, 3, n=0, percent=None),
        "felt_valued": answers(2, 0, 1, 0, 0, n=3, percent=66.7),
    },
    "hours": {"tue": {"10": 4}, "sun": {"00": 1, "23": 2}},
}
SOUTHPORT = {
    "visits": 8,
    "taps": 1,
    "counted": 0,
    "open_days": 253,
    "visits_per_open_day": 0.0,
    "days_not_fully_counted": 0,
    "taps_on_screens": 1,
    "rows_from_file": 0,
    "first_visits": {"yes": 0, "no": 0, "not_recorded": 1},
    "purposes": {
        "learning": 0,
        "pathways": 0,
        "employment": 0,
        "community": 0,
        "other": 8,
        "not_recorded": 0,
    },
    "evaluations": 1,
    "enrolments": 1,
    "new_enrolments": 1,
    "learning_opportunities": 2,
    "questions": {
        "covered_needs": answers(1, 0, 0, 0, 0, n=1, percent=100.0),
        "environment_suitable": answers(0, 0, 0, 0, 1, n=0, percent=None),
        "tutor_met_expectations": answers(0, 0, 0, 0, 1, n=0, percent=None),
        "could_discuss_opportunities": answers(0, 0, 0, 0, 1, n=0, percent=None),
        "felt_valued": answers(0, 0, 0, 1, 0, n=0, percent=None),
    },
    "hours": {"mon": {"10": 8}},
}
TOTAL = {
    "visits": 62,
    "taps": 5,
    "counted": 47,
    "open_days": 506,
    "visits_per_open_day": 0.1,
    "days_not_fully_counted": 0,
    "taps_on_screens": 5,
    "rows_from_file": 0,
    "first_visits": {"yes": 1, "no": 1, "not_recorded": 3},
    "purposes": {
        "learning": 4,
        "pathways": 1,
        "employment": 0,
        "community": 0,
        "other": 8,
        "not_recorded": 2,
    },
    "evaluations": 4,
    "enrolments": 3,
    "new_enrolments": 2,
    "learning_opportunities": 3,
    "questions": {
        "covered_needs": answers(2, 1, 0, 0, 1, n=3, percent=66.7),
        "environment_suitable": answers(0, 0, 0, 0, 4, n=0, percent=None),
        "tutor_met_expectations": answers(0, 0, 0, 0, 4, n=0, percent=None),
        "could_discuss_opportunities": answers(0, 0, 0, 0, 4, n=0, percent=None),
        "felt_valued": answers(2, 0, 1, 1, 0, n=3, percent=66.7),
    },
    "hours": {"mon": {"10": 8}, "tue": {"10": 4}, "sun": {"00": 1, "23": 2}},
}
LEFT_OUT = [
    {
        "kind": "headcount",
        "site": "southport",
        "from": "2018-03-01",
        "to": "2019-04-30",
        "people": 11,
        "why": "straddles the period",
    },
    {
        "kind": "headcount",
        "site": "walton",
        "from": "2018-03-28",
        "to": "2018-04-03",
        "people": 25,
        "why": "straddles the period",
    },
]
SMALL_WORLD = {
    "from": "2018-04-01",
    "to": "2019-03-31",
    "sites": [
        {"slug": "walton", "opened_on": "2016-05-01", **WALTON},
        {"slug": "southport", "opened_on": "2017-05-01", **SOUTHPORT},
    ],
    "total": TOTAL,
    "left_out": LEFT_OUT,
}


def both_sites() -> list[Site]:
    return [people.site("walton"), people.site("southport")]
