"""The rows behind a figure: named, explained, sorted, in pages, to be taken away."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry, Enrolment
from tests import people
from tests.admin.figures_that_open import figures, file_rows, follow_every_figure
from tests.admin.small_world import a_headcount, the_small_world
from tests.admin.test_overview import count_by_hand, send_forms
from tests.client import words
from tests.staff import sign_in

TODAY = "from=2026-11-24&to=2026-11-24"
YEAR = "from=2018-04-01&to=2019-03-31"
ROWS = "The rows behind this figure"


@pytest.fixture
def manager(client):
    return sign_in(client, people.a_person("mo@example.org", "manager"))


@pytest.fixture
def coordinator(client):
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


def how(page):
    """The line that says how a figure is counted."""
    return words(page.find(".rows__about .muted"))


def test_the_visits_of_a_site_open_to_taps_and_counts_by_hand(manager):
    people.a_visit(people=3, first_time=True)
    people.a_visit("bootle")
    count_by_hand(40)

    page = manager.get(f"/admin/?{TODAY}").follow("43")

    assert page.h1 == "43 visits"
    assert words(page.find(".lead")) == "People who came in at Walton on 24 November 2026."
    assert [row[-2:] for row in page.rows(ROWS)[1:]] == [["3", "By screen"], ["40", "By hand"]]


def test_a_figure_says_what_it_counts_where_and_when_and_how(manager):
    people.a_visit("southport", people.NOW - timedelta(days=30), people=2)
    october = "from=2026-10-01&to=2026-10-31&site=southport"

    page = manager.get(f"/admin/rows/people?{october}&purpose=learning&weekday=sun&hour=10")

    assert page.h1 == "2 people by screen"
    assert words(page.find(".lead")) == (
        "People who came in by screen at Southport between 1 and 31 October 2026,"
        " for “A course or group”, on a Sunday, from 10:00 to 10:59."
    )
    assert how(page).startswith("How this is counted: Each tap on a screen")
    assert "1 tap, 2 people" in page.text
    assert page.rows(ROWS) == [
        ["Site", "Day", "Hour", "What brought them in", "First time here?", "People"],
        ["Southport", "Sun 25 Oct 2026", "10:00", "A course or group", "Not said", "2"],
    ]


def test_everybody_who_came_stands_in_one_list_by_day(manager):
    a_headcount(date(2018, 6, 4), date(2018, 6, 9), 40)
    people.a_visit(at=people.NOW.replace(year=2018, month=6, day=3), first_time=False)
    people.a_visit(at=people.NOW.replace(year=2018, month=6, day=4), people=2)

    page = manager.get(f"/admin/rows/visits?{YEAR}")

    assert page.h1 == "43 visits"
    assert "43 = 3 by screen + 40 counted by hand" in page.text
    assert [row[1:3] + row[5:] for row in page.rows(ROWS)[1:]] == [
        ["Sun 3 Jun 2018", "11:00", "1", "By screen"],
        ["Mon 4 Jun 2018 to Fri 8 Jun 2018", "–", "40", "By hand"],
        ["Mon 4 Jun 2018", "11:00", "2", "By screen"],
    ]


def test_every_figure_of_the_small_world_opens_to_its_rows(manager):
    the_small_world()

    page = manager.get(f"/admin/?{YEAR}")

    assert follow_every_figure(manager, page) == {
        "visits",
        "people",
        "taps",
        "headcounts",
        "open-days",
        "per-open-day",
        "evaluations",
        "enrolments",
        "courses",
    }


def test_the_rows_show_a_visits_hour_and_nothing_that_could_identify(manager):
    people.a_visit(at=people.NOW + timedelta(minutes=37), kiosk_id=people.a_kiosk().id)

    for address in (f"/admin/rows/{kind}?{TODAY}" for kind in ("visits", "people", "taps")):
        page = manager.get(address)
        assert "10:37" not in str(page.soup)
        assert "Front door" not in page.text
        assert not {"id", "kiosk", "tapped_at", "seq"} & set(file_rows(manager, address)[0])


def test_what_a_period_leaves_out_opens_to_the_counts_left_out(manager):
    count_by_hand(40, first=date(2026, 11, 30), days=3)
    count_by_hand(7)

    page = manager.get("/admin/?period=month").follow("What is left out at Walton")

    assert page.h1 == "40 people counted by hand"
    assert "in counts that reach beyond these days" in page.text
    assert page.rows(ROWS)[1] == [
        "Walton",
        "Mon 30 Nov 2026, 00:00",
        "Thu 3 Dec 2026, 00:00",
        "40",
        "By hand",
    ]


def test_a_count_over_several_columns_opens_from_beside_them(manager):
    count_by_hand(9, first=date(2026, 11, 5), days=2)
    people.a_visit()

    page = manager.get("/admin/?period=month")
    beside = [one for one in figures(page) if "which=beside" in one[1]]

    assert [number for number, _address, _name in beside] == [9]
    assert manager.get(beside[0][1]).h1 == "9 people counted by hand"


def test_the_visits_for_each_open_day_open_to_the_days_they_are_divided_by(manager):
    people.a_visit(people=3)

    page = manager.get("/admin/rows/per-open-day?from=2026-11-20&to=2026-11-30&site=walton")

    assert page.h1 == "1.0 visits for each open day"
    assert "3 visits ÷ 3 open days = 1.0" in page.text
    assert [row[1:] for row in page.rows(ROWS)[1:]] == [
        ["Fri 20 Nov 2026", "0"],
        ["Mon 23 Nov 2026", "0"],
        ["Tue 24 Nov 2026", "3"],
    ]


def test_the_open_days_of_a_site_without_a_week_are_those_it_was_used_on(manager):
    people.a_run(slug="central-and-south-liverpool", days=(date(2026, 11, 20),))
    people.a_visit("central-and-south-liverpool", people=2)

    page = manager.get("/admin/rows/open-days?period=month&site=central-and-south-liverpool")

    assert page.h1 == "2 open days"
    assert [row[1:] for row in page.rows(ROWS)[1:]] == [
        ["Fri 20 Nov 2026", "0"],
        ["Tue 24 Nov 2026", "2"],
    ]


def test_new_enrolments_open_to_those_of_people_who_were_new(manager):
    run = people.a_run()
    for new in (True, False, True):
        people.add(
            Enrolment(
                site_id=run.site_id,
                course_id=run.course_id,
                enrolled_on=people.TODAY,
                new_to_life_rooms=new,
                received_on=people.TODAY,
            )
        )

    page = manager.get(f"/admin/rows/enrolments?{TODAY}&new=yes")

    assert page.h1 == "2 enrolments new to The Life Rooms"
    assert (
        page.rows(ROWS)[1:]
        == [["Walton", "Mindfulness for beginners", "Tue 24 Nov 2026", "Yes"]] * 2
    )
    assert manager.get(f"/admin/rows/enrolments?{TODAY}").h1 == "3 enrolments"


def test_a_learning_opportunity_counts_once_however_many_sites_it_has(manager):
    send_forms(people.a_run(), yes=5)
    people.a_run(slug="bootle", code="BBBBBB")
    send_forms(people.a_run("Singing", code="CCCCCC"), yes=4)

    page = manager.get(f"/admin/rows/courses?{TODAY}")

    assert page.h1 == "2 learning opportunities"
    assert page.rows(ROWS)[1:] == [
        ["Mindfulness for beginners", "Bootle, Walton", "2", "0", "5"],
        ["Singing", "Walton", "1", "0", "fewer than 5 forms"],
    ]


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

    rows = file_rows(manager, f"/admin/rows/people?{TODAY}&purpose=other")
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

    for kind in ("visits", "people", "taps", "headcounts", "evaluations", "enrolments"):
        assert coordinator.get(f"/admin/rows/{kind}?{TODAY}").h1.startswith("0 ")
        coordinator.get(f"/admin/rows/{kind}?{TODAY}&site=bootle", 404)
        coordinator.get(f"/admin/rows/{kind}.csv?{TODAY}&site=bootle", 404)
    assert "Singing" not in coordinator.get(f"/admin/rows/courses?{TODAY}").text
    for which in (f"course={there.course_id}", "run=BBBBBB", "run=bbbbbb", "run=NOTHERE"):
        coordinator.get(f"/admin/rows/evaluations?{TODAY}&{which}", 404)
    coordinator.get(f"/admin/rows/evaluations?{TODAY}&course={here.course_id}")


def test_a_taken_back_tap_is_in_no_rows(manager):
    people.a_visit(undone_at=people.NOW)

    assert manager.get(f"/admin/rows/taps?{TODAY}").h1 == "0 taps"
    assert manager.get(f"/admin/rows/visits?{TODAY}").h1 == "0 visits"
