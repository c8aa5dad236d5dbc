"""The hours of the week and the courses beside earlier periods, as a coordinator reads them."""

from datetime import date

from tests import people
from tests.admin.compared_world import came, forms
from tests.admin.figures_that_open import follow_every_figure

OCTOBER = "/admin/compare?from=2026-10-01&to=2026-10-31&site=southport"
HEADS = ["October 2026", "September 2026", "October 2025"]


def test_weekdays_and_hours_stand_beside_both_earlier_ones(manager):
    came("southport", "2025-08-29", 1)
    came("southport", "2025-10-06", 9)  # a Monday
    came("southport", "2026-09-07", 12, visited_hour=15)  # a Monday
    came("southport", "2026-10-05", 20)  # a Monday
    came("southport", "2026-10-06", 8, visited_hour=15)

    page = manager.get(OCTOBER)

    assert page.rows("People by weekday and by hour: Southport") == [
        ["When", *HEADS],
        ["By weekday"],
        ["Monday", "20", "12", "9"],
        ["Tuesday", "8", "0", "0"],
        ["By the hour that began"],
        ["10:00", "20", "0", "9"],
        ["15:00", "8", "12", "0"],
    ]
    assert page.rows("Each hour of each weekday: Southport") == [
        ["When", *HEADS],
        ["By weekday and hour"],
        ["Monday at 10:00", "20", "0", "9"],
        ["Monday at 15:00", "0", "12", "0"],
        ["Tuesday at 15:00", "8", "0", "0"],
    ]
    assert "people" in follow_every_figure(manager, page)


def test_courses_stand_beside_what_was_said_of_them_from_five_forms_on(manager):
    came("southport", "2025-08-29", 1)
    days = (date(2026, 10, 6), date(2026, 9, 8), date(2025, 10, 7))
    singing = people.a_run("Singing", "southport", "AAAAAA", days)
    forms(singing, "2026-10-06", yes=9, no=1)
    forms(singing, "2026-09-08", yes=4)
    forms(singing, "2025-10-07", yes=3, no=3)
    pottery = people.a_run("Pottery", "southport", "BBBBBB", days)
    forms(pottery, "2026-10-06", yes=4)
    forms(people.a_run("Knitting", "southport", "CCCCCC", days), "2026-09-08", yes=9)
    forms(people.a_run("Singing", "walton", "DDDDDD", days), "2026-10-06", yes=50)

    page = manager.get(OCTOBER)

    assert [row[:3] for row in page.rows("Answers by course, compared")[1:]] == [
        ["Pottery"],
        ["October 2026", "fewer than 5 forms"],
        ["September 2026", "no forms"],
        ["October 2025", "no forms"],
        ["Singing"],
        ["October 2026", "10", "90% n = 10 , 0 partly"],
        ["September 2026", "fewer than 5 forms"],
        ["October 2025", "6", "50% n = 6 , 0 partly"],
    ]
    assert "evaluations" in follow_every_figure(manager, page)


def test_of_many_courses_those_with_the_most_forms_are_compared(manager):
    for number in range(21):
        run = people.a_run(f"Course {number:02}", "southport", f"AAAA{number + 10}")
        forms(run, "2026-10-06", yes=5 + (number > 0))
    forms(run, "2026-09-08", yes=1)

    page = manager.get(OCTOBER)

    titles = [row[0] for row in page.rows("Answers by course, compared") if len(row) == 1]
    assert titles == [f"Course {number:02}" for number in range(1, 21)]
    assert "The courses and groups with the most forms" in page.text


def test_where_nobody_came_there_is_no_table_of_hours(manager):
    run = people.a_run(slug="southport")
    forms(run, "2026-10-06", yes=6)
    forms(run, "2026-09-08", yes=1)

    page = manager.get(OCTOBER)

    assert "When people came, compared" not in page.text
    assert "What learners said, by course, compared" in page.text
