"""The charts of the overview: their numbers, what they leave missing, where each part stands."""

from collections import Counter
from datetime import date

import pytest

from admin.opening import closures_of
from admin.periods import Period
from admin.summaries.charts.columns import columns
from admin.summaries.charts.over_time import over_time
from admin.summaries.charts.purposes import purpose_bars, purposes_gist
from admin.summaries.charts.rows import rows
from admin.summaries.figures import Figures
from admin.summaries.hours import Cell, Hours, hours_table
from tests import people
from tests.admin.small_world import a_headcount, at


def steps_of(first: date, last: date, *slugs: str):
    sites = [people.site(slug) for slug in slugs or ("walton",)]
    return over_time(Period(first, last), sites, people.TODAY, closures_of(sites))


def told(times):
    return [(step.period.first.isoformat(), step.people, step.missing) for step in times.steps]


def test_a_day_without_a_number_is_missing_and_never_zero(app):
    people.a_visit(at=at("2026-11-20T10:00"), people=3)
    a_headcount(date(2026, 11, 23), date(2026, 11, 24), 0)

    times = steps_of(date(2026, 11, 19), date(2026, 11, 25))

    assert told(times) == [
        ("2026-11-19", None, "nothing recorded"),
        ("2026-11-20", 3, ""),
        ("2026-11-21", None, "closed"),
        ("2026-11-22", None, "closed"),
        ("2026-11-23", 0, ""),
        ("2026-11-24", None, "nothing recorded"),
        ("2026-11-25", None, "not come yet"),
    ]


def test_taps_undone_leave_their_day_missing(app):
    people.a_visit(at=at("2026-11-20T10:00"), undone_at=people.NOW)

    assert told(steps_of(date(2026, 11, 20), date(2026, 11, 20))) == [
        ("2026-11-20", None, "nothing recorded")
    ]


@pytest.mark.parametrize(
    ("first", "last", "unit", "begins"),
    [
        (date(2018, 5, 1), date(2018, 5, 31), "today", 31),
        (date(2018, 5, 1), date(2018, 6, 1), "week", 5),
        (date(2018, 4, 1), date(2018, 9, 29), "week", 27),
        (date(2018, 4, 1), date(2018, 9, 30), "month", 6),
        (date(2018, 4, 1), date(2019, 3, 31), "month", 12),
        (date(2018, 4, 1), date(2021, 3, 31), "year", 3),
    ],
)
def test_the_unit_follows_the_length_of_the_period(app, first, last, unit, begins):
    times = steps_of(first, last)

    assert (times.unit, len(times.steps)) == (unit, begins)
    assert times.steps[0].period.first == first
    assert times.steps[-1].period.last == last


def test_a_count_by_hand_over_several_months_stands_beside_and_one_month_takes_its_own(app):
    people.a_visit(at=at("2018-06-05T09:15"), people=2)
    a_headcount(date(2018, 6, 4), date(2018, 6, 9), 40)
    a_headcount(date(2018, 6, 25), date(2018, 7, 3), 25)
    a_headcount(date(2018, 6, 4), date(2018, 6, 5), 99, adds=False)

    times = steps_of(date(2018, 4, 1), date(2019, 3, 31))

    assert (times.beside, times.counts_beside) == (25, 1)
    assert [step.people for step in times.steps if step.people is not None] == [42]
    assert times.people + times.beside == 67


def test_the_night_of_a_tap_falls_in_its_own_month(app):
    people.a_visit(at=at("2018-04-30T23:30"))  # already 1 May, 00:30

    times = steps_of(date(2018, 4, 1), date(2019, 3, 31))

    assert [step.people for step in times.steps[:3]] == [None, 1, None]


def test_columns_stand_as_high_as_their_numbers(app):
    people.a_visit(at=at("2026-11-20T10:00"), people=20)
    people.a_visit(at=at("2026-11-23T10:00"), people=5)

    chart = columns(steps_of(date(2026, 11, 19), date(2026, 11, 23)))

    assert chart
    assert (chart.width, chart.height, chart.base) == (440, 264, 210)
    assert [(one.x, one.y, one.width, one.height, one.value) for one in chart.columns] == [
        (14, 210, 60, 0, "–"),
        (102, 30, 60, 180, "20"),
        (190, 210, 60, 0, "–"),
        (278, 210, 60, 0, "–"),
        (366, 165, 60, 45, "5"),
    ]
    assert [(one.label, one.beneath) for one in chart.columns] == [
        ("19", "Nov"),
        ("20", ""),
        ("21", ""),
        ("22", ""),
        ("23", ""),
    ]
    assert chart.description == (
        "Most: 20 (Friday 20 November 2026). Fewest: 5 (Monday 23 November 2026)."
        " Without a number: 3. Every number stands in the table beneath."
    )


def test_nothing_is_drawn_of_one_step_or_of_no_number(app):
    assert columns(steps_of(date(2018, 4, 1), date(2019, 3, 31))) is None
    people.a_visit()
    assert columns(steps_of(people.TODAY, people.TODAY)) is None


def test_the_page_shows_the_same_numbers_on_the_marks_and_in_the_table(manager):
    people.a_visit(at=at("2018-06-05T09:15"), people=3)
    people.a_visit(at=at("2018-12-05T09:15"))
    a_headcount(date(2018, 6, 25), date(2018, 7, 3), 25)

    page = manager.get("/admin/?from=2018-04-01&to=2019-03-31&site=walton")

    marks = [mark.get_text() for mark in page.soup.select(".chart__value")]
    assert marks == ["–", "–", "3", "–", "–", "–", "–", "–", "1", "–", "–", "–"]
    rows = page.rows("Visits by month")
    assert rows[3] == ["June 2018", "3"]
    assert rows[4] == ["July 2018", "nothing recorded"]
    assert rows[-2:] == [["Counted by hand over several of these", "25"], ["All", "29"]]
    assert page.find(".figure-large").get_text() == "29"
    chart = page.find(".chart-scroll svg")
    assert chart["role"] == "group"
    assert chart.find("title").get_text() == "Visits by month"


def test_purposes_are_as_long_as_their_share_of_the_longest(app):
    figures = Figures(people=13, purposes=Counter(learning=8, other=4, pathways=1))
    rows = [("Learning", "learning"), ("Pathways", "pathways"), ("Other", "other"), ("No", "x")]

    bars = purpose_bars(figures, rows)

    assert [(bar.label, bar.length, bar.people, bar.percent) for bar in bars] == [
        ("Learning", 1000, "8", "62%"),
        ("Pathways", 125, "1", "8%"),
        ("Other", 500, "4", "31%"),
        ("No", 0, "0", "0%"),
    ]
    assert bars[0].description == "8 of the 13 people who came in by screen."
    assert purposes_gist(bars) == "Most: Learning, 62%. Fewest: No, 0%."
    assert purpose_bars(Figures(), rows) == ()
    assert purposes_gist(()) == ""
    assert purposes_gist(bars[3:]) == ""


def test_an_hour_is_as_deep_as_its_share_of_the_fullest():
    figures = Figures(hours=Counter({(0, 9): 1, (0, 10): 50, (1, 9): 21, (5, 10): 10}))

    table = hours_table(figures)

    empty = (Cell(0, 0), Cell(0, 0))
    assert table
    assert table.fullest == (0, 10, 50, None)
    assert table.next_fullest == [(1, 9, 21, None), (5, 10, 10, None)]
    assert table == Hours(
        (9, 10),
        (
            (0, (Cell(1, 1), Cell(50, 5))),
            (1, (Cell(21, 3), Cell(0, 0))),
            (2, empty),
            (3, empty),
            (4, empty),
            (5, (Cell(0, 0), Cell(10, 1))),
        ),
    )


def test_every_chart_has_a_title_a_description_and_its_table(manager):
    people.a_visit(at=at("2018-06-05T09:15"), people=3)
    people.a_visit(at=at("2018-07-05T09:15"))
    for slug, code, answer in (("walton", "AAAAAA", "yes"), ("southport", "BBBBBB", "no")):
        people.an_evaluation(
            people.a_run(slug=slug, code=code), date(2018, 6, 6), felt_valued=answer
        )

    page = manager.get("/admin/?from=2018-04-01&to=2019-03-31")

    charts = page.soup.select("main svg:not(.icon)")
    assert len(charts) > 15
    for chart in charts:
        # What can be reached inside it is no image.
        assert chart["role"] == ("group" if chart.select("a") else "img")
        assert chart.find("title").get_text()
        assert chart.find("desc").get_text()
    assert page.find("#said-gist").get_text() == "Yes: 50% in each."
    assert page.find("#by-site-felt_valued-gist").get_text() == (
        "Lowest: Southport, 0%. Highest: Walton, 100%."
    )
    assert page.find("#purposes-gist").get_text() == (
        "Most: A course or group, 100%. Fewest: Pathways Advice, 0%."
    )
    hours = " ".join(page.find("#hours-said").get_text().split())
    assert "all sites together: Tuesday at 10:00 (" in hours


def test_a_week_that_the_period_cuts_is_told_from_a_whole_one(manager):
    for day in ("2018-11-02", "2018-11-07", "2018-11-14"):
        people.a_visit(at=at(f"{day}T10:00"))
    people.a_visit(at=at("2018-11-14T11:00"))

    page = manager.get("/admin/?from=2018-11-01&to=2018-12-31&site=walton")

    assert len(page.soup.select(".chart-scroll .chart__column")) == 3
    assert len(page.soup.select(".chart-scroll .chart__column--part")) == 1
    assert "Pale with a dashed edge: part of a week." in page.text
    table = page.rows("Visits by week")
    assert table[1] == ["1 November 2018 to 4 November 2018 part of a week", "1"]
    assert table[2] == ["5 November 2018 to 11 November 2018", "1"]
    assert (
        "Fewest: 1 (5 November 2018 to 11 November 2018)"
        in page.find(".chart-scroll desc").get_text()
    )


def test_a_month_that_is_not_over_is_a_part_of_one(app):
    times = steps_of(date(2026, 4, 1), date(2027, 3, 31))

    assert [step.period.first.month for step in times.steps if step.is_part] == [11]


def test_on_a_phone_the_same_columns_lie_down(app):
    people.a_visit(at=at("2026-11-20T10:00"), people=20)
    people.a_visit(at=at("2026-11-23T10:00"), people=5)

    lying = rows(columns(steps_of(date(2026, 11, 19), date(2026, 11, 23))))

    assert lying
    assert (lying.width, lying.height, lying.begins) == (320, 150, 84)
    assert [(one.label, one.y, one.length, one.value_x, one.value) for one in lying.rows] == [
        ("19 Nov", 5, 0, 92, "–"),
        ("20", 35, 176, 268, "20"),
        ("21", 65, 0, 92, "–"),
        ("22", 95, 0, 92, "–"),
        ("23", 125, 44, 136, "5"),
    ]
    assert rows(None) is None
