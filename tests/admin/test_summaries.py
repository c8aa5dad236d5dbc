"""The figures of a small world counted by hand, of the empty world, and of the report's forms."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import event, insert, select

from admin.periods import Period
from admin.summaries import Share, as_json, summarise
from admin.summaries.by_course import said_by_course
from admin.summaries.shares import per_day
from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import Enrolment, Evaluation, Headcount, Site, Strike
from kiosk.questions import QUESTION_NAMES
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


def test_every_figure_of_the_small_world_is_as_counted_by_hand(app):
    the_small_world()

    assert as_json(summarise(YEAR, both_sites(), people.TODAY)) == SMALL_WORLD


def test_an_empty_world_has_noughts_and_no_percentages(app):
    figures = summarise(Period(date(2026, 11, 28), date(2026, 11, 29)), both_sites(), people.TODAY)

    assert figures.total.visits == 0
    assert figures.total.visits_per_open_day is None
    assert [each.share.percent for each in figures.total.questions.values()] == [None] * 5
    assert as_json(figures)["total"]["hours"] == {}
    assert figures.left_out == ()


def test_a_leap_day_is_counted(app):
    people.a_visit(at=at("2020-02-29T12:00"))

    february = Period(date(2020, 2, 1), date(2020, 2, 29))

    assert summarise(february, both_sites(), people.TODAY).total.visits == 1


def test_days_to_come_are_not_open_days(app):
    """The week from Monday 23 to Sunday 29 November 2026, seen on the Tuesday."""
    week = Period(date(2026, 11, 23), date(2026, 11, 29))
    next_week = Period(date(2026, 11, 30), date(2026, 12, 6))

    assert summarise(week, [people.site()], people.TODAY).total.open_days == 2
    assert summarise(next_week, [people.site()], people.TODAY).total.open_days == 0


def test_a_site_without_a_week_is_open_where_it_met_or_was_visited(app):
    slug = "central-and-south-liverpool"
    people.a_visit(slug, at("2026-11-16T10:00"))
    people.a_visit(slug, at("2026-11-16T11:00"))
    people.a_visit(slug, at("2026-11-17T11:00"), undone_at=people.NOW)
    people.a_run(slug=slug, days=(date(2026, 11, 16), date(2026, 11, 18)))

    week = Period(date(2026, 11, 16), date(2026, 11, 22))
    found = summarise(week, [people.site(slug)], people.TODAY)

    assert found.total.open_days == 2
    assert found.total.visits_per_open_day == Decimal("1.0")


@pytest.mark.parametrize(
    ("opened", "closed", "said"),
    [
        (date(2019, 1, 7), None, (date(2019, 1, 7), None, False, False)),
        (date(2018, 4, 1), None, (None, None, False, False)),
        (date(2019, 4, 1), None, (None, None, True, False)),
        (date(2016, 5, 1), date(2018, 9, 30), (None, date(2018, 9, 30), False, False)),
        (date(2016, 5, 1), date(2019, 3, 31), (None, None, False, False)),
        (date(2016, 5, 1), date(2018, 3, 31), (None, None, False, True)),
    ],
)
def test_a_site_that_was_not_open_for_the_whole_period_says_so(app, opened, closed, said):
    with writing():
        people.site("bootle").opened_on = opened
        people.site("bootle").closed_on = closed

    (one,) = summarise(YEAR, [people.site("bootle")], people.TODAY).sites

    assert (one.opened_within, one.closed_within, one.opens_later, one.closed_before) == said


def test_the_number_of_queries_does_not_grow_with_the_sites(app):
    sites = list(db.session.scalars(select(Site).order_by(Site.id)))
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    def count(some: list[Site]) -> int:
        asked.clear()
        summarise(YEAR, some, people.TODAY)
        return len(asked)

    assert count([sites[0], sites[3]]) == count(sites) <= 10


@pytest.mark.parametrize(
    ("count", "total", "whole", "tenth"),
    [
        (0, 0, None, None),
        (0, 3, 0, "0.0"),
        (3, 3, 100, "100.0"),
        (1, 8, 13, "12.5"),  # half up, where banker's rounding says 12
        (1, 2000, 0, "0.1"),  # 0.05 half up; the whole from the counts
        (1849, 1887, 98, "98.0"),
        (945, 1000, 95, "94.5"),
        (9445, 10000, 94, "94.5"),  # from the decimal it would be 95
    ],
)
def test_a_share_rounds_half_up_from_the_counts(count, total, whole, tenth):
    share = Share(count, total)

    assert share.whole_percent == whole
    assert share.percent == (None if tenth is None else Decimal(tenth))


def test_a_rate_rounds_half_up_and_needs_a_day():
    assert per_day(1, 20) == Decimal("0.1")
    assert per_day(23949, 253) == Decimal("94.7")
    assert per_day(5, 0) is None


def forms(run: object, yes: int, partly: int, no: int) -> list[dict[str, object]]:
    each = ["yes"] * yes + ["partly"] * partly + ["no"] * no
    return [
        {
            "id": uuid4(),
            "site_id": run.site_id,
            "run_id": run.id,
            "held_on": date(2018, 6, 5),
            "received_on": date(2018, 6, 5),
            "wording": 1,
            **dict.fromkeys(QUESTION_NAMES, answer),
        }
        for answer in each
    ]


def test_the_reports_1887_forms_give_98_percent_and_a_wrong_program_does_not(app):
    here = people.a_run(code="AAAAAA", days=(date(2018, 6, 5),))
    there = people.a_run(slug="southport", code="BBBBBB", days=(date(2018, 6, 5),))
    with writing():
        rows = forms(here, 1800, 20, 7) + forms(there, 40, 12, 8)
        db.session.execute(insert(Evaluation), rows)

    found = summarise(YEAR, both_sites(), people.TODAY)
    answers = found.total.questions["covered_needs"]

    assert (answers.n, answers.counts["yes"]) == (1887, 1840)
    assert answers.share.whole_percent == 98
    assert answers.share.percent == Decimal("97.5")
    truncated = 100 * 1840 // 1887
    partly_as_yes = Share(1840 + 32, 1887).whole_percent
    by_site = [each.figures.questions["covered_needs"].share for each in found.sites]
    averaged = sum(share.percent for share in by_site) / 2
    assert (truncated, partly_as_yes, round(averaged)) == (97, 99, 83)


def test_four_forms_of_a_run_are_too_few_and_five_are_enough(app):
    few = people.a_run("Singing", code="AAAAAA", days=(date(2018, 6, 5),))
    enough = people.a_run("Walking", code="BBBBBB", days=(date(2018, 6, 5),))
    with writing():
        db.session.execute(insert(Evaluation), forms(few, 4, 0, 0) + forms(enough, 4, 1, 0))

    singing, walking = said_by_course(YEAR, both_sites())

    assert (singing.title, singing.said.enough, singing.runs[0].said.enough) == (
        "Singing",
        False,
        False,
    )
    assert (walking.title, walking.said.enough, walking.runs[0].said.enough) == (
        "Walking",
        True,
        True,
    )
    assert walking.said.questions["felt_valued"].share.whole_percent == 80


def test_two_runs_of_few_forms_make_a_course_of_enough(app):
    one = people.a_run("Singing", code="AAAAAA", days=(date(2018, 6, 5),))
    other = people.a_run("Singing", "southport", code="BBBBBB", days=(date(2018, 6, 5),))
    with writing():
        db.session.execute(insert(Evaluation), forms(one, 3, 0, 0) + forms(other, 2, 0, 0))

    (singing,) = said_by_course(YEAR, both_sites())
    (here_only,) = said_by_course(YEAR, [people.site("walton")])

    assert singing.said.enough
    assert [run.said.enough for run in singing.runs] == [False, False]
    assert not here_only.said.enough
