"""The figures of a small world counted by hand, of the empty world, and of the report's forms."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import event, insert, select

from admin.periods import Period
from admin.summaries import Share, as_json, summarise, summarise_periods
from admin.summaries.by_course import said_by_course
from admin.summaries.shares import per_day
from kiosk.database import db, writing
from kiosk.models import Evaluation, Site
from kiosk.questions import QUESTION_NAMES
from tests import people
from tests.admin.small_world import (
    SMALL_WORLD,
    YEAR,
    a_headcount,
    at,
    both_sites,
    the_small_world,
)


def test_every_figure_of_the_small_world_is_as_counted_by_hand(app):
    the_small_world()

    assert as_json(summarise(YEAR, both_sites(), people.TODAY)) == SMALL_WORLD


def test_an_empty_world_has_noughts_and_no_percentages(app):
    figures = summarise(Period(date(2026, 11, 28), date(2026, 11, 29)), both_sites(), people.TODAY)

    assert figures.total.visits == 0
    assert figures.total.visits_per_open_day is None
    assert [each.share.percent for each in figures.total.questions.values()] == [None] * 5
    assert as_json(figures)["total"]["hours"] == {}
    assert as_json(figures)["total"]["visits_per_open_day"] is None  # a Saturday and a Sunday
    assert figures.left_out == ()


def test_open_days_without_visits_are_a_dash_on_pages_and_nought_to_programs(app):
    monday = summarise(
        Period(date(2026, 11, 23), date(2026, 11, 23)), [people.site()], people.TODAY
    )

    assert (monday.total.open_days, monday.total.visits_per_open_day) == (1, None)
    found = as_json(monday)
    assert found["sites"][0]["visits_per_open_day"] == found["total"]["visits_per_open_day"] == 0.0


@pytest.mark.parametrize(
    ("day", "taps", "hours"),
    [
        (
            date(2018, 3, 25),  # the clocks go forward: there is no hour from one
            ("03-24T23:59", "03-25T00:30", "03-25T01:30", "03-25T22:59", "03-25T23:00"),
            {"00": 1, "02": 1, "23": 1},
        ),
        (
            date(2018, 10, 28),  # the clocks go back: the hour from one comes twice
            (
                "10-27T22:59",
                "10-27T23:30",
                "10-28T00:30",
                "10-28T01:30",
                "10-28T23:59",
                "10-29T00:00",
            ),
            {"00": 1, "01": 2, "23": 1},
        ),
    ],
)
def test_on_a_day_of_a_clock_change_hours_are_those_of_the_clock_on_the_wall(app, day, taps, hours):
    for tap in taps:
        people.a_visit(at=at(f"2018-{tap}"))

    total = as_json(summarise(Period(day, day), both_sites(), people.TODAY))["total"]

    assert total["visits"] == total["taps"] == len(taps) - 2  # neither the first nor the last
    assert total["hours"] == {"sun": hours}


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


def test_a_site_without_a_week_is_open_on_a_day_counted_by_hand(app):
    slug = "central-and-south-liverpool"
    sunday, monday, tuesday = (date(2026, 11, day) for day in (15, 16, 17))
    a_headcount(sunday, monday, 60, slug)
    a_headcount(sunday, monday, 30, slug)
    a_headcount(monday, tuesday, 0, slug)
    a_headcount(monday, tuesday, 12, slug, adds=False)
    a_headcount(monday, tuesday, 13, slug, undone_at=people.NOW)
    a_headcount(date(2026, 11, 18), date(2026, 11, 20), 10, slug)  # of which day, nobody knows

    weeks = [Period(date(2026, 11, 9), sunday), Period(monday, date(2026, 11, 22))]
    last, this = summarise_periods(weeks, [people.site(slug)], people.TODAY)

    assert (last.total.visits, last.total.open_days) == (90, 1)
    assert last.total.visits_per_open_day == Decimal("90.0")
    assert (this.total.visits, this.total.open_days) == (10, 0)


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

    assert count([sites[0], sites[3]]) == count(sites) <= 12


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

    singing, walking = said_by_course(YEAR, both_sites()).courses

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

    (singing,) = said_by_course(YEAR, both_sites()).courses
    (here_only,) = said_by_course(YEAR, [people.site("walton")]).courses

    assert singing.said.enough
    assert [run.said.enough for run in singing.runs] == [False, False]
    assert not here_only.said.enough
