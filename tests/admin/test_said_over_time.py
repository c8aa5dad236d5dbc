"""The five questions over time: what is drawn, what is named few, where the wording changed."""

from datetime import date

import pytest

from admin.periods import Period
from admin.summaries.charts.said_over_time import said_chart
from admin.summaries.charts.said_rows import said_rows
from admin.summaries.said_over_time import said_over_time
from tests import people
from tests.admin.compared_world import forms

TABLE = "The five questions over time"


@pytest.fixture
def run(app):
    return people.a_run(days=(date(2026, 10, 6),))


def over_time(first, last, *slugs):
    sites = [people.site(slug) for slug in slugs or ("walton",)]
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    return said_over_time(period, sites, people.TODAY)


def told(times, name="felt_valued"):
    return [
        (str(step.period.first), step.questions[name].share.whole_percent, step.questions[name].n)
        for step in times.steps
    ]


def test_one_month_is_shown_at_the_end_of_twelve(run):
    forms(run, "2025-11-03", yes=10)
    forms(run, "2025-10-31", yes=99)  # a month too early
    forms(run, "2026-10-06", yes=9, no=1)

    times = over_time("2026-10-01", "2026-10-31")

    assert times.unit == "month"
    assert [str(step.period.first)[:7] for step in times.steps] == [
        *("2025-11", "2025-12"),
        *(f"2026-{month:02}" for month in range(1, 11)),
    ]
    assert told(times)[0] == ("2025-11-01", 100, 10)
    assert told(times)[1] == ("2025-12-01", None, 0)
    assert told(times)[-1] == ("2026-10-01", 90, 10)


def test_there_is_no_year_of_nothing_before_the_first_form(run):
    forms(run, "2026-08-04", yes=10)

    times = over_time("2026-10-01", "2026-10-31")

    assert [str(step.period.first) for step in times.steps] == [
        "2026-08-01",
        "2026-09-01",
        "2026-10-01",
    ]


def test_months_that_have_not_come_are_not_shown_and_this_one_is_so_far(run):
    forms(run, "2026-04-07", yes=10)

    times = over_time("2026-04-01", "2027-03-31")

    assert str(times.steps[-1].period.first) == "2026-11-01"
    assert [step.is_part for step in times.steps] == [False] * 7 + [True]


@pytest.mark.parametrize(
    ("first", "last", "unit", "steps", "begins"),
    [
        ("2018-04-01", "2019-03-31", "month", 12, "2018-04-01"),
        ("2018-04-01", "2020-03-31", "month", 24, "2018-04-01"),
        ("2018-04-02", "2020-05-31", "quarter", 9, "2018-04-01"),
        ("2018-04-01", "2026-03-31", "year", 8, "2018-04-01"),
    ],
)
def test_the_unit_follows_the_length_of_the_period(run, first, last, unit, steps, begins):
    forms(run, "2018-04-03", yes=1)

    times = over_time(first, last)

    assert (times.unit, len(times.steps), str(times.steps[0].period.first)) == (
        unit,
        steps,
        begins,
    )


def test_only_the_sites_asked_for_are_in_it(run):
    elsewhere = people.a_run(slug="bootle", code="BBBBBB", days=(date(2026, 10, 6),))
    forms(run, "2026-10-06", yes=10)
    forms(elsewhere, "2026-10-06", yes=0, no=10)

    assert told(over_time("2026-10-01", "2026-10-31"))[-1] == ("2026-10-01", 100, 10)
    both = over_time("2026-10-01", "2026-10-31", "walton", "bootle")
    assert told(both)[-1] == ("2026-10-01", 50, 20)


def test_points_stand_as_high_as_their_percentages(run):
    forms(run, "2026-07-07", yes=20)
    forms(run, "2026-08-04", yes=17, no=3)
    forms(run, "2026-09-08", yes=9)  # too few for a point
    forms(run, "2026-10-06", yes=19, no=1)

    chart = said_chart(over_time("2026-10-01", "2026-10-31"))

    assert chart
    assert (chart.width, chart.height, chart.floor) == (198, 224, 75)
    question = chart.questions[4]
    assert question.name == "felt_valued"
    assert [(one.x, one.y, one.value_y, one.value, one.n) for one in question.points] == [
        (51, 46, 35, "100%", "20"),
        (93, 108, 129, "85%", "20"),  # beneath, where the line comes from above
        (135, None, 139, "few", "9"),
        (177, 67, 56, "95%", "20"),
    ]
    # No line is drawn across the month of few.
    assert question.lines == ("51,46 93,108",)
    assert question.gist == "Lowest: 85%, August 2026. Highest: 100%, July 2026."
    lying = said_rows(chart)["felt_valued"]
    assert [(row.x, row.text_y) for row in lying.rows] == [
        (192, 19),
        (130, 49),
        (None, 79),
        (171, 109),
    ]


@pytest.mark.parametrize(("no", "floor"), [(5, 75), (6, 50), (11, 25), (16, 0)])
def test_the_scale_begins_where_no_point_lies_below(run, no, floor):
    forms(run, "2026-10-06", yes=20 - no, no=no)

    chart = said_chart(over_time("2026-10-01", "2026-10-31"))

    assert chart
    assert chart.floor == floor


def test_nothing_is_drawn_where_nobody_answered(run):
    assert said_chart(over_time("2026-10-01", "2026-10-31")) is None
    assert said_chart(over_time("2027-10-01", "2027-10-31")) is None


def test_a_new_wording_is_marked_where_its_first_forms_are(run, manager):
    forms(run, "2026-08-04", yes=10)
    forms(run, "2026-09-08", yes=10)
    forms(run, "2026-09-15", yes=10, wording=2)
    forms(run, "2026-10-06", yes=5, wording=1)  # paper forms that were left
    forms(run, "2026-10-06", yes=10, wording=2)

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31")

    notes = [
        note.get_text() for note in page.soup.select("[aria-labelledby=said-over-time] .notice")
    ]
    assert notes == [
        "The wording of the questions changed: version 2 is on the forms about 15 September 2026 "
        "and later. Before and after, the percentages are answers to different words."
    ]
    marks = [
        [mark["x1"] for mark in chart.select("line.chart__wording")]
        for chart in page.soup.select(".questions-over-time .chart-scroll svg")
    ]
    assert marks == [["72"]] * 5  # the left edge of September


def test_the_page_shows_the_same_numbers_on_the_marks_and_in_the_table(run, manager):
    forms(run, "2026-09-08", yes=9, no=3)
    forms(run, "2026-10-06", yes=3)

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")

    charts = page.soup.select(".questions-over-time .chart-scroll svg")
    assert [chart.find("title").get_text() for chart in charts] == [
        "The course covered what they need",
        "The learning environment was suitable",
        "The tutor met their expectations",
        "They could discuss further opportunities",
        "They felt valued",
    ]
    assert [mark.get_text() for mark in charts[0].select(".chart__value")] == ["75%", "few"]
    assert [mark.get_text() for mark in charts[0].select(".chart__n")] == ["12", "3"]
    assert page.rows(TABLE)[1:] == [
        ["September 2026", *["75% n = 12 , 0 partly"] * 5],
        ["October 2026", *["few n = 3 , 0 partly"] * 5],
    ]


def gist(*months):
    """What the first drawing of “They felt valued” says of months of forms, in October's year."""
    run = people.a_run(days=(date(2026, 10, 6),))
    for month, yes, no in months:
        forms(run, f"2026-{month:02}-07", yes=yes, no=no)
    chart = said_chart(over_time("2026-10-01", "2026-10-31"))
    assert chart
    return chart.questions[4].gist


def test_all_of_the_lowest_and_of_the_highest_are_named(app):
    assert gist((6, 9, 1), (7, 10, 0), (8, 9, 1), (9, 10, 0), (10, 10, 0)) == (
        "Lowest: 90%, June 2026 and August 2026. "
        "Highest: 100%, July 2026, September 2026 and October 2026."
    )


def test_of_more_than_three_of_the_lowest_or_the_highest_the_first_is_named(app):
    assert gist((5, 10, 0), (6, 9, 1), (7, 10, 0), (8, 10, 0), (9, 10, 0), (10, 4, 0)) == (
        "Lowest: 90%, June 2026. Highest: 100%, several times, first in May 2026."
    )


def test_one_percentage_alone_is_not_said_to_be_of_all_the_time(app):
    assert gist((6, 9, 1), (7, 4, 0)) == (
        "Yes: 90%, June 2026. At no other time were there 10 forms that answered."
    )


def test_equal_percentages_are_told_once(app):
    assert gist((6, 9, 1), (7, 4, 0), (8, 9, 1)) == (
        "Yes: 90% each time that at least 10 forms answered."
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (
            "2026-10-03",
            "2026-10-20",
            "Shown here are whole months, November 2025 to October 2026: more than the days "
            "chosen above, because it takes time to see a change.",
        ),
        ("2025-11-01", "2026-10-31", ""),
        (
            "2026-04-01",
            "2027-03-31",
            "Shown here are whole months, February 2026 to November 2026: more than the days "
            "chosen above, because it takes time to see a change.",
        ),
        (
            "2023-05-02",
            "2026-10-31",
            "Shown here are whole stretches of three months, April 2023 to December 2026: more "
            "than the days chosen above, because it takes time to see a change.",
        ),
        (
            "2015-05-02",
            "2026-10-31",
            "Shown here are whole years, April 2015 to March 2027: more than the days chosen "
            "above, because it takes time to see a change.",
        ),
    ],
)
def test_it_is_said_where_more_is_shown_than_the_chosen_days(run, manager, first, last, said):
    forms(run, "2015-05-05", yes=10)
    forms(run, "2025-11-04", yes=10)
    forms(run, "2026-02-03", yes=10)

    page = manager.get(f"/admin/compare?from={first}&to={last}&site=walton")

    found = page.soup.select("#said-over-time-shown")
    assert [each.get_text() for each in found] == ([said] if said else [])


def test_without_forms_the_page_says_how_to_get_some(manager):
    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31")

    assert "No forms about these days yet." in page.text
