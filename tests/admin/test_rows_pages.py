"""Pages of rows: their order, a hundred at a time, their files, and nothing of another site."""

import io
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry
from tests import people
from tests.admin.figures_that_open import Reader, file_rows
from tests.admin.test_overview import count_by_hand, send_forms
from tests.client import words
from tests.staff import sign_in

TODAY = "from=2026-11-24&to=2026-11-24"
ROWS = "The rows behind this figure"


@pytest.fixture
def coordinator(client):
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


def test_a_columns_head_sorts_and_says_so(manager):
    for count in (2, 9, 4):
        people.a_visit(people=count)

    page = manager.get(f"/admin/rows/taps?{TODAY}")
    assert words(page.find("[aria-sort=ascending]")) == "Day"
    most = page.follow("People")
    fewest = most.follow("People")

    assert [row[-1] for row in most.rows(ROWS)] == ["People", "9", "4", "2"]
    assert words(most.find("[aria-sort=descending]")) == "People"
    assert [row[-1] for row in fewest.rows(ROWS)] == ["People", "2", "4", "9"]


def test_purposes_are_sorted_by_their_words(manager):
    for purpose in ("other", "learning", "community", "not_recorded", "pathways"):
        people.a_visit(purpose=purpose)

    page = manager.get(f"/admin/rows/visits?{TODAY}&sort=purpose")

    assert [row[3] for row in page.rows(ROWS)[1:]] == [
        "A course or group",
        "Café, computers or space to be",
        "Just looking, or not sure",
        "Pathways Advice",
        "Not recorded",
    ]


def test_rows_come_a_hundred_at_a_time_in_one_order(manager):
    for count in range(205):
        people.a_visit(at=people.NOW - timedelta(minutes=count), people=count % 30 + 1)

    first = manager.get(f"/admin/rows/taps?{TODAY}&sort=-people")
    second = first.follow("Next rows")
    third = second.follow("Next rows")

    assert "Rows 101 to 200 of 205" in second.text
    shown = [int(row[-1]) for page in (first, second, third) for row in page.rows(ROWS)[1:]]
    assert len(shown) == 205
    assert shown == sorted(shown, reverse=True)
    assert "Next rows" not in third.text
    assert third.follow("Rows before").rows(ROWS) == second.rows(ROWS)
    assert "Rows 201 to 205" in manager.get(f"/admin/rows/taps?{TODAY}&page=900").text
    assert "Rows 1 to 100" in manager.get(f"/admin/rows/taps?{TODAY}&page=-4").text


def test_nothing_recorded_reads_kindly(manager):
    page = manager.get(f"/admin/rows/taps?{TODAY}&first=yes")

    assert page.h1 == "0 taps"
    assert "There is no such row in these days." in page.text


def test_an_unknown_sort_is_the_usual_one_and_an_unknown_filter_no_page(manager):
    people.a_visit()

    assert len(manager.get(f"/admin/rows/taps?{TODAY}&sort=id").rows(ROWS)) == 2
    for bad in ("purpose=lunch", "first=maybe", "weekday=0", "hour=24", "hour=x"):
        manager.get(f"/admin/rows/people?{TODAY}&{bad}", 404)
    for bad in ("question=name", "answer=yes", "question=felt_valued&answer=5", "course=x"):
        manager.get(f"/admin/rows/evaluations?{TODAY}&{bad}", 404)
    manager.get(f"/admin/rows/comments?{TODAY}", 404)
    page = manager.get("/admin/rows/taps?from=2019-04-01&to=2018-04-01")
    assert page.errors == ["The first date is after the last one. Enter the earlier date first."]
    manager.get("/admin/rows/taps.csv?from=2019-04-01&to=2018-04-01", 400)


def test_the_period_control_of_a_page_of_rows_keeps_its_filter(manager):
    people.a_visit(at=people.NOW - timedelta(days=30), purpose="other")
    page = manager.get(f"/admin/rows/people?{TODAY}&purpose=other")
    assert page.h1 == "0 people by screen"

    page = page.submit("Show these days", **{"from": "2026-10-01", "to": "2026-10-31"})

    assert page.h1 == "1 person by screen"
    assert "for “Just looking, or not sure”" in page.text


def test_the_rows_are_taken_away_with_the_same_filter_and_noted(manager):
    people.a_visit(purpose="other", people=4)
    people.a_visit(purpose="learning")
    page = manager.get(f"/admin/rows/people?{TODAY}&purpose=other")

    rows = file_rows(Reader(manager), f"/admin/rows/people?{TODAY}&purpose=other")
    book = manager.open(page.link("Workbook (XLSX)"), "GET")

    assert [(row["purpose"], row["people"]) for row in rows] == [("other", "4")]
    about, sheet = openpyxl.load_workbook(io.BytesIO(book.get_data())).worksheets
    said = {row[0].value: row[1].value for row in about.iter_rows()}
    assert said["Figure"] == "4 people by screen"
    assert said["Filter"].endswith("on 24 November 2026, for “Just looking, or not sure”.")
    assert [row[-1].value for row in sheet.iter_rows()] == ["people", 4]
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).all()[:2]
    assert {entry.action for entry in entries} == {"exported rows of people"}
    assert {entry.details["filter"] for entry in entries} == {"purpose other"}


def test_a_coordinator_meets_no_row_of_another_site_by_any_address(coordinator):
    people.a_visit("bootle")
    count_by_hand(9, "bootle")
    here, there = people.a_run(), people.a_run("Singing by the sea", "bootle", "BBBBBB")
    send_forms(there, yes=9)

    for kind in ("visits", "people", "taps", "headcounts", "checks", "evaluations", "enrolments"):
        assert coordinator.get(f"/admin/rows/{kind}?{TODAY}").h1.startswith("0 ")
        coordinator.get(f"/admin/rows/{kind}?{TODAY}&site=bootle", 404)
        coordinator.get(f"/admin/rows/{kind}.csv?{TODAY}&site=bootle", 404)
    assert "Singing" not in coordinator.get(f"/admin/rows/courses?{TODAY}").text
    for which in (f"course={there.course_id}", "run=BBBBBB", "run=bbbbbb", "run=NOTHERE"):
        coordinator.get(f"/admin/rows/evaluations?{TODAY}&{which}", 404)
    coordinator.get(f"/admin/rows/evaluations?{TODAY}&course={here.course_id}")
