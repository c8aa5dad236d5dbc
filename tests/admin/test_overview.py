"""The overview: what a coordinator reads of a period and of the sites they may see."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert

from admin.summaries import bars
from kiosk import clock, help
from kiosk.database import db, writing
from kiosk.models import Evaluation, Headcount
from kiosk.questions import QUESTION_NAMES
from tests import people
from tests.staff import sign_in


@pytest.fixture
def coordinator(client):
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


def send_forms(run, yes, partly=0, no=0, held_on=people.TODAY):
    rows = [
        {
            "id": uuid4(),
            "site_id": run.site_id,
            "run_id": run.id,
            "held_on": held_on,
            "received_on": held_on,
            "wording": 1,
            **dict.fromkeys(QUESTION_NAMES, answer),
        }
        for answer in ["yes"] * yes + ["partly"] * partly + ["no"] * no
    ]
    with writing():
        db.session.execute(insert(Evaluation), rows)


def count_by_hand(people_counted, slug="walton", first=people.TODAY, days=1):
    people.add(
        Headcount(
            site_id=people.site(slug).id,
            counted_from_at=clock.at_local(first),
            counted_to_at=clock.at_local(first + timedelta(days=days)),
            people=people_counted,
            received_on=first,
        )
    )


def test_an_empty_world_reads_kindly(manager):
    page = manager.get("/admin/")

    assert page.h1 == "April 2026 to March 2027"
    assert "Nothing was recorded in these days yet." in page.text
    assert "No forms about these days yet." in page.text


def test_three_taps_and_two_forms_are_what_the_page_says(manager):
    for minute in (0, 1, 2):
        people.a_visit(at=people.NOW + timedelta(minutes=minute))
    run = people.a_run()
    people.an_evaluation(run, covered_needs="yes")
    people.an_evaluation(run, covered_needs="partly")

    page = manager.get("/admin/?period=today")

    assert page.h1 == "24 November 2026"
    assert page.find(".figure-large").get_text() == "3"
    assert page.rows("Visits by site") == [
        ["Site", "Visits", "Open days", "Per open day", "Taps on screens", "By hand"],
        ["Walton", "3", "1", "3.0", "3", "0"],
        ["Southport", "0", "1", "–", "0", "0"],
        ["Bootle", "0", "1", "–", "0", "0"],
        ["Central and South Liverpool", "0", "0", "–", "0", "0"],
        ["All", "3", "3", "1.0", "3", "0"],
    ]
    assert page.rows("All the forms")[1] == [
        "The course covered what they need",
        "1",
        "1",
        "0",
        "2",
        "50%",
        "0",
        "0",
    ]
    assert "2 evaluation forms" in page.text


def test_taps_and_people_counted_by_hand_are_told_apart(manager):
    people.a_visit(people=3)
    count_by_hand(249)

    page = manager.get("/admin/?period=today&site=walton")

    assert page.find(".figure-large").get_text() == "252"
    assert "252 = 3 by screen + 249 counted by hand" in page.text
    assert page.rows("Visits by site")[1] == ["Walton", "252", "1", "252.0", "1", "249"]
    assert page.rows("People by purpose")[-1] == ["All by screen", "3"]
    assert "The 249 people counted by hand were not asked." in page.text


def test_a_count_that_reaches_beyond_the_period_is_left_out_and_said(manager):
    count_by_hand(40, first=date(2026, 11, 30), days=3)

    page = manager.get("/admin/?period=month")

    assert page.find(".figure-large").get_text() == "0"
    assert (
        "Left out: 40 people counted by hand at Walton from 30 November 2026 to 2 December 2026."
        in page.text
    )


def test_a_site_that_opened_within_the_period_wears_a_badge(manager):
    page = manager.get("/admin/?from=2018-04-01&to=2019-03-31")

    assert page.h1 == "April 2018 to March 2019"
    names = [row[0] for row in page.rows("Visits by site")]
    assert names == [
        "Site",
        "Walton",
        "Southport",
        "Bootle from 7 January 2019",
        "Central and South Liverpool opened 1 December 2019",
        "All",
    ]


def test_first_visits_and_hours_are_shown(manager):
    people.a_visit(first_time=True)
    people.a_visit(first_time=False)
    people.a_visit()

    page = manager.get("/admin/?period=today")

    assert page.rows("First time here?")[1] == ["1", "1", "1", "3"]
    assert page.rows("People by weekday and hour")[:3] == [
        ["Day", "10:00"],
        ["Monday", "0"],
        ["Tuesday", "3"],
    ]


def test_a_course_shows_its_answers_from_five_forms_on(manager):
    send_forms(people.a_run("Singing", code="AAAAAA"), yes=4)
    send_forms(people.a_run("Walking", code="BBBBBB"), yes=4, partly=1)

    rows = manager.get("/admin/?period=today").rows("Answers by course and run")

    assert rows[1] == ["Singing Walton, from 24 November 2026 (AAAAAA)", "fewer than 5 forms"]
    assert rows[2] == [
        "Walking Walton, from 24 November 2026 (BBBBBB)",
        "5",
        *["80% n = 5 , 1 partly"] * 5,
    ]
    assert len(rows) == 3


def test_the_runs_of_a_course_stand_beneath_it(manager):
    send_forms(people.a_run("Walking", code="AAAAAA"), yes=6)
    send_forms(people.a_run("Walking", "bootle", code="BBBBBB"), yes=3, no=1)

    rows = manager.get("/admin/?period=today").rows("Answers by course and run")

    assert rows[1] == ["Walking", "10", *["90% n = 10 , 0 partly"] * 5]
    assert rows[2][:3] == [
        "Walton, from 24 November 2026 (AAAAAA)",
        "6",
        "100% n = 6 , 0 partly",
    ]
    assert rows[3] == ["Bootle, from 24 November 2026 (BBBBBB)", "fewer than 5 forms"]


def test_of_many_runs_the_overview_shows_the_largest_courses_and_leads_to_all(manager):
    for place in range(41):
        run = people.a_run(f"Course {place:02}", code=f"AAAA{place:02}")
        send_forms(run, yes=5 + (place >= 30))

    page = manager.get("/admin/?period=today")
    some = page.rows("Answers by course and run")
    every = page.follow("All 41 courses and groups, run by run").rows("Answers by course and run")

    assert [row[0] for row in some[1:12]] == [f"Course {place:02}" for place in (*range(9), 30, 31)]
    assert len(some) == 1 + 20
    assert some[10][1:3] == ["6", "100% n = 6 , 0 partly"]
    assert len(every) == 1 + 41
    assert every[1][0] == "Course 00 Walton, from 24 November 2026 (AAAA00)"


def test_many_sites_share_one_table_and_each_has_its_own_on_its_page(manager, monkeypatch):
    monkeypatch.setattr(bars, "MOST_TABLES", 1)
    for place, slug in enumerate(("walton", "bootle")):
        send_forms(people.a_run(slug=slug, code=f"AAAAA{place}"), yes=5, partly=place)

    page = manager.get("/admin/?period=today")

    assert page.rows("All the forms")[1][1:4] == ["10", "1", "0"]
    assert len(page.soup.select("table.answers")) == 1
    assert [row[:3] for row in page.rows("Answers by site")[1:]] == [
        ["Walton", "5", "100% n = 5 , 0 partly"],
        ["Bootle", "6", "83% n = 6 , 1 partly"],
    ]
    assert page.soup.find(id="by-site-covered_needs") is None
    link = page.soup.find("a", {"aria-label": "83%, The course covered what they need, Bootle"})
    assert "5 of 6 forms said Yes; 1 Partly" in manager.get(link["href"]).text
    assert "Lowest: Bootle, 83% . Highest: Walton, 100% ." in page.text
    assert "Each site has this table on a page of its own" in page.text
    assert page.follow("Bootle").rows("All the forms")[1][1:4] == ["5", "1", "0"]


def test_forms_without_a_course_are_said_to_be_in_the_sites_figures_only(manager):
    waiting = people.an_evaluation(people.a_run())
    with writing():
        waiting.run_id = None

    page = manager.get("/admin/?period=today")

    assert "1 form has no course. It is in the figures of its site only." in page.text
    waiting_page = page.follow("1 form waits for a course, at Walton.")
    assert waiting_page.path == "/admin/upkeep/sites/walton/waiting"


def test_figures_of_two_wordings_carry_a_note(manager):
    run = people.a_run()
    people.an_evaluation(run)
    assert "The wording of the questions changed" not in manager.get("/admin/").text
    later = people.an_evaluation(run)
    with writing():
        later.wording = 2

    assert "The wording of the questions changed" in manager.get("/admin/").text


def test_bad_dates_get_a_sentence_and_this_year(manager):
    page = manager.get("/admin/?from=2019-04-01&to=2018-04-01")

    assert page.h1 == "April 2026 to March 2027"
    assert page.errors == ["The first date is after the last one. Enter the earlier date first."]


def test_an_unknown_period_gets_a_sentence_and_this_year(manager):
    page = manager.get("/admin/?period=fortnight")

    assert page.errors == ["There is no period of that name. This year is shown instead."]


def test_the_period_control_works_without_script_and_keeps_the_site(manager):
    page = manager.get("/admin/?period=month&site=walton")

    page = page.submit("Show these days", **{"from": "2018-04-01", "to": "2019-03-31"})

    assert page.h1 == "April 2018 to March 2019"
    assert len(page.rows("Visits by site")) == 2


def test_the_site_control_keeps_the_period(manager):
    page = manager.get("/admin/?period=month").submit("Show these sites", site=["bootle"])

    assert page.h1 == "November 2026"
    assert page.rows("Visits by site")[1][0] == "Bootle"


def test_earlier_leads_to_the_month_before(manager):
    page = manager.get("/admin/?period=month").follow("Earlier : October 2026")

    assert page.h1 == "October 2026"


def test_a_coordinator_meets_nothing_of_another_site(coordinator):
    people.a_visit("bootle", people=7)
    run = people.a_run("Singing by the sea", slug="bootle")
    send_forms(run, yes=6)

    page = coordinator.get("/admin/")

    assert page.find(".figure-large").get_text() == "0"
    assert "Bootle" not in page.text
    assert "Singing" not in page.text
    coordinator.get("/admin/?site=bootle", 404)
    coordinator.get("/admin/?site=walton&site=bootle", 404)
    coordinator.get("/admin/?site=nowhere", 404)


def test_nobody_reads_figures_without_signing_in(client):
    response = client.flask.get("/admin/", base_url=client.base_url)

    assert response.status_code == 303
    assert "/admin/sign-in" in response.location


def test_help_text_that_was_not_checked_for_six_months_is_said(manager, clock, monkeypatch):
    sentence = "Please try every number in the help text, and note the day."
    assert sentence not in manager.get("/admin/").text

    monkeypatch.setattr(help, "CHECKED_ON", date(2026, 5, 1))

    assert sentence in manager.get("/admin/").text
