"""The privacy of few on pages of rows: forms are counted together, courses stand apart from 5."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.summaries.listings.evaluations import ALL_ANSWERS, FORMS
from kiosk.database import db, writing
from kiosk.questions import QUESTION_NAMES
from tests import people
from tests.admin.figures_that_open import Reader, file_rows
from tests.admin.test_overview import send_forms
from tests.client import Client
from tests.examples import examples
from tests.staff import sign_in

NOVEMBER = "from=2026-11-01&to=2026-11-30"
AUTUMN = "from=2026-10-01&to=2026-11-30"
ROWS = "The rows behind this figure"
VALUED = "question=felt_valued"


def told(manager, query):
    """Course, month and number of each row, without its site."""
    rows = manager.get(f"/admin/rows/evaluations?{query}").rows(ROWS)[1:]
    return [row[1:4] for row in rows]


@pytest.mark.parametrize("which", ["course={course}", "run=7Q2M4X"])
@pytest.mark.parametrize("question", ["", f"&{VALUED}", f"&{VALUED}&answer=no"])
def test_of_a_course_with_four_forms_nothing_is_told_and_of_five_their_number(
    manager, which, question
):
    run = people.a_run()
    send_forms(run, yes=3, no=1)
    address = f"/admin/rows/evaluations?{NOVEMBER}&{which.format(course=run.course_id)}{question}"

    page = manager.get(address)
    assert page.h1 == "Fewer than 5 forms"
    assert "Not shown" in page.text
    assert not page.soup.find("table")
    for ending in ("csv", "xlsx"):
        manager.get(address.replace("evaluations?", f"evaluations.{ending}?"), 404)

    send_forms(run, yes=1)
    headings = {
        "": "5 evaluation forms",
        f"&{VALUED}": "80% Yes",
        f"&{VALUED}&answer=no": "1 form: No",
    }
    assert manager.get(address).h1 == headings[question]


def test_one_day_with_four_forms_of_a_run_is_not_told(manager):
    run = people.a_run(days=(date(2026, 11, 17), people.TODAY))
    send_forms(run, yes=5, held_on=date(2026, 11, 17))
    send_forms(run, yes=4)

    page = manager.get(f"/admin/rows/evaluations?from=2026-11-24&to=2026-11-24&run=7Q2M4X&{VALUED}")

    assert page.h1 == "Fewer than 5 forms"


def test_courses_stand_apart_in_a_month_from_five_forms_and_the_rest_together(manager):
    send_forms(people.a_run(), yes=9, no=1)
    send_forms(people.a_run("Singing", code="SSSSSS"), yes=2)
    send_forms(people.a_run("Walking", code="WWWWWW"), yes=2, no=1)

    assert told(manager, NOVEMBER) == [
        ["Mindfulness for beginners", "November 2026", "10"],
        ["Other courses together", "November 2026", "5"],
    ]
    assert told(manager, f"{NOVEMBER}&{VALUED}&answer=no") == [
        ["Mindfulness for beginners", "November 2026", "1"],
        ["Other courses together", "November 2026", "1"],
    ]


def test_no_course_stands_apart_where_the_rest_would_be_fewer_than_five(manager):
    send_forms(people.a_run(), yes=10)
    send_forms(people.a_run("Singing", code="SSSSSS"), yes=3, no=1)

    assert told(manager, NOVEMBER) == [["All courses together", "November 2026", "14"]]
    assert told(manager, f"{NOVEMBER}&{VALUED}&answer=no") == [
        ["All courses together", "November 2026", "1"]
    ]


def test_a_run_with_a_month_of_few_forms_is_not_named_in_the_others(manager):
    run = people.a_run(days=(date(2026, 10, 27), people.TODAY))
    send_forms(run, yes=1, held_on=date(2026, 10, 27))
    send_forms(run, yes=5)

    assert told(manager, AUTUMN) == [
        ["All courses together", "October 2026", "1"],
        ["All courses together", "November 2026", "5"],
    ]


def test_a_course_with_a_month_of_few_forms_is_told_of_its_months_together(manager):
    run = people.a_run(days=(date(2026, 10, 27), people.TODAY))
    send_forms(run, no=1, yes=0, held_on=date(2026, 10, 27))
    send_forms(run, yes=5)

    page = manager.get(f"/admin/rows/evaluations?{AUTUMN}&course={run.course_id}&{VALUED}")

    assert page.h1 == "83% Yes"
    assert page.rows(ROWS)[1:] == [
        *[["Walton", "Mindfulness for beginners", "These days together", *"501600"]]
    ]


def test_in_a_part_of_a_month_a_course_needs_five_forms_on_each_of_its_days(manager):
    days = (date(2026, 11, 10), date(2026, 11, 17))
    some, many = people.a_run(days=days), people.a_run("Singing", code="SSSSSS", days=days)
    send_forms(some, yes=5, held_on=days[0])
    send_forms(some, yes=1, held_on=days[1])
    send_forms(many, yes=5, held_on=days[0])
    send_forms(many, yes=6, held_on=days[1])

    assert told(manager, "from=2026-11-01&to=2026-11-10") == [
        ["Singing", "November 2026", "5"],
        ["Other courses together", "November 2026", "5"],
    ]
    assert told(manager, "from=2026-11-01&to=2026-11-17&sort=course") == [
        ["Other courses together", "November 2026", "6"],
        ["Singing", "November 2026", "11"],
    ]
    assert told(manager, NOVEMBER) == [
        ["Mindfulness for beginners", "November 2026", "6"],
        ["Singing", "November 2026", "11"],
    ]


def test_forms_without_a_course_are_counted_and_their_few_answers_not_told(manager):
    waiting = people.an_evaluation(people.a_run(), felt_valued="no")
    with writing():
        waiting.run_id = None

    page = manager.get(f"/admin/?{NOVEMBER}").follow("1 form has no course.")

    assert page.h1 == "1 evaluation form"
    assert page.rows(ROWS)[1:] == [["Walton", "No course", "November 2026", "1"]]
    asked = manager.get(f"/admin/rows/evaluations?{NOVEMBER}&course=none&{VALUED}")
    assert asked.h1 == "Fewer than 5 forms"


def test_no_row_has_an_answer_to_another_question_or_a_word_of_a_comment():
    assert FORMS == ("site", "course", "month", "forms")
    assert ALL_ANSWERS[:3] == ("site", "course", "month")
    assert not set(QUESTION_NAMES) & {*FORMS, *ALL_ANSWERS}
    assert not {"good", "better", "held_on"} & {*FORMS, *ALL_ANSWERS}


RUNS = (("Mindfulness", "AAAAAA"), ("Mindfulness", "BBBBBB"), ("Singing", "CCCCCC"))
DAYS = (date(2026, 10, 6), date(2026, 11, 3), date(2026, 11, 17), date(2026, 11, 24))
PERIODS = (NOVEMBER, AUTUMN, "from=2026-11-03&to=2026-11-17", "from=2026-10-20&to=2026-11-30")
sent = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(DAYS), st.integers(1, 7)), max_size=8)


@examples(20)
@given(forms=sent)
def test_no_course_and_no_rest_of_a_month_has_fewer_than_five_forms(world, app, forms):
    world.put_back()
    db.session.remove()
    runs = [people.a_run(title, code=code, days=DAYS) for title, code in RUNS]
    for run, day, times in forms:
        send_forms(runs[run], yes=times - 1, no=1, held_on=day)
    client = sign_in(Client(app), people.a_person("mo@example.org", "manager"))

    for period in PERIODS:
        months = defaultdict(dict)
        for row in file_rows(Reader(client), f"/admin/rows/evaluations?{period}"):
            months[row["month"]][row["course"]] = int(row["forms"])
        for counts in months.values():
            assert list(counts) == ["all courses"] or min(counts.values()) >= 5, counts
        for question in QUESTION_NAMES:
            address = f"/admin/rows/evaluations?{period}&question={question}"
            asked = file_rows(Reader(client), address)
            alike = [(row["month"], row["course"]) for row in asked]
            assert alike == [(month, course) for month in months for course in months[month]]


def test_the_page_by_course_says_what_its_rule_does_not_do(manager):
    page = manager.get(f"/admin/by-course?{NOVEMBER}")

    assert "Answers show from 5 forms on. For the team only:" in page.text
