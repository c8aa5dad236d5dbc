"""The rows behind a figure: named, explained, sorted, in pages, to be taken away."""

from datetime import date, timedelta

from kiosk.models import Enrolment
from tests import people
from tests.admin.figures_that_open import Reader, figures, file_rows, follow_every_figure
from tests.admin.small_world import a_headcount, the_small_world
from tests.admin.test_checks import a_check, the_nine
from tests.admin.test_overview import count_by_hand, send_forms
from tests.client import words

TODAY = "from=2026-11-24&to=2026-11-24"
YEAR = "from=2018-04-01&to=2019-03-31"
ROWS = "The rows behind this figure"


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
    assert [row[-2:] for row in page.rows(ROWS)[1:]] == [["40", "By hand"], ["3", "By screen"]]


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
        assert not {"id", "kiosk", "tapped_at", "seq"} & set(file_rows(Reader(manager), address)[0])


def test_what_a_period_leaves_out_opens_to_the_counts_left_out(manager):
    count_by_hand(40, first=date(2026, 11, 30), days=3)
    count_by_hand(7)

    page = manager.get("/admin/?period=month").follow("40")

    assert page.h1 == "40 people counted by hand"
    assert "in counts that reach beyond these days" in page.text
    assert page.rows(ROWS)[1] == [
        "Walton",
        "Mon 30 Nov 2026",
        "Wed 2 Dec 2026",
        "40",
        "By hand",
    ]


def test_a_count_over_several_columns_opens_from_beside_them(manager):
    count_by_hand(9, first=date(2026, 11, 5), days=2)
    people.a_visit()

    page = manager.get("/admin/?period=month")
    beside = [one for one in figures(page) if "which=beside" in one[1]]

    assert [number for number, _address, _name in beside] == [9, 9]
    rows = manager.get(beside[0][1])
    assert rows.h1 == "9 people counted by hand"
    assert "in counts that stretch over more than one column of the chart of visits" in rows.text


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


def test_the_checks_open_to_what_was_counted_by_hand_and_what_the_screen_saw(manager):
    the_nine(people.a_kiosk())
    a_check("2026-07-20", "2026-07-30", 12)
    july = "from=2026-07-01&to=2026-07-31&site=walton"

    page = manager.get(f"/admin/rows/checks?{july}&of=seen")
    others = manager.get(f"/admin/rows/checks?{july}&which=not-compared")

    assert page.h1 == "73 people counted by the screens"
    assert "90 people counted by hand, 73 by the screens" in page.text
    assert page.rows(ROWS)[1] == ["Walton", "Wed 1 Jul 2026", "Wed 1 Jul 2026", "10", "8"]
    assert len(page.rows(ROWS)) == 1 + 9
    assert others.h1 == "1 check by hand"
    assert others.rows(ROWS)[1][3:] == ["12", "it covers more than a week"]
    about = manager.get(f"/admin/rows/checks?{july}&of=share")
    assert about.h1 == "The screen saw about 8 in 10, from 9 checks"
    assert words(about.find(".lead")) == (
        "Counts by hand that only check a screen, at Walton between 1 and 31 July 2026,"
        " that were compared with the screens."
    )


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


def test_a_taken_back_tap_is_in_no_rows(manager):
    people.a_visit(undone_at=people.NOW)

    assert manager.get(f"/admin/rows/taps?{TODAY}").h1 == "0 taps"
    assert manager.get(f"/admin/rows/visits?{TODAY}").h1 == "0 visits"
