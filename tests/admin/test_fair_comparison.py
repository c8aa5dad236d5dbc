"""Whether a comparison is fair: sites that were not open then, or not on record."""

from datetime import date

import pytest

from kiosk.database import writing
from tests import people
from tests.admin.compared_world import came, forms, reasons, verdicts
from tests.admin.figures_that_open import follow_every_figure
from tests.admin.small_world import a_headcount, an_enrolment
from tests.staff import sign_in


def sentences(page, number=0):
    card = page.soup.select(".compared__whole")[number]
    return [each.get_text() for each in card.select(".compared__sentence")]


def of_quarter(manager, first, last):
    return manager.get(f"/admin/compare?from={first}&to={last}")


@pytest.fixture
def three_sites(app):
    """Walton and Southport over three quarters; Bootle from 7 January 2019."""
    for slug in ("walton", "southport"):
        for day in ("2018-09-03", "2018-10-01", "2019-01-02", "2019-04-01"):
            came(slug, day, 640)
    came("bootle", "2019-01-07", 99)
    came("bootle", "2019-04-01", 610)


def test_a_site_that_was_not_open_yet_is_left_out_and_named(three_sites, manager):
    page = of_quarter(manager, "2019-01-01", "2019-03-31")

    assert reasons(page) == [
        "Bootle was not open yet between October and December 2018: it opened on 7 January "
        "2019 and is left out."
    ]
    # 1,280 of two sites, not 1,379 of three.
    assert sentences(page) == [
        "Walton and Southport, January to March 2019: 1,280 visits, 126 open days of the "
        "sites together, 10.2 for each open day.",
        "October to December 2018: 1,280 visits, 128 open days of the sites together, 10.0 for "
        "each open day.",
    ]
    assert page.rows("Sites for each open day") == [
        [
            "Site",
            "Per open day",
            "Per open day, October to December 2018",
            "Per open day, January to March 2018",
            "Visits",
            "Open days",
            "How they were counted",
            "Open days not fully counted",
        ],
        ["Walton", "10.2", "10.0 0.2 more, 2%", "– no visit on record", "640", "63"]
        + ["640 by screen", "0"],
        ["Southport", "10.2", "10.0 0.2 more, 2%", "– no visit on record", "640", "63"]
        + ["640 by screen", "0"],
        ["Bootle from 7 January", "1.7", "– not open yet", "– not open yet", "99", "60"]
        + ["99 by screen", "0"],
        ["Central and South Liverpool opened 1 December 2019", "–", "–", "–", "0", "0", "–", "0"],
    ]


def test_a_site_that_opened_within_the_earlier_quarter_is_left_out_and_named(three_sites, manager):
    page = of_quarter(manager, "2019-04-01", "2019-06-30")

    assert reasons(page) == [
        "Bootle opened on 7 January 2019, so it was open for only part of the time between "
        "January and March 2019. It is left out."
    ]
    assert page.rows("Sites for each open day")[3][:4] == [
        "Bootle",
        "10.0",
        "1.7 open from 7 January 2019 only",
        "– not open yet",
    ]


def test_a_site_that_opened_then_but_counted_nobody_yet_has_no_visit_on_record(manager):
    came("bootle", "2019-04-01", 610)

    page = of_quarter(manager, "2019-04-01", "2019-06-30")

    assert page.rows("Sites for each open day")[3][:3] == [
        "Bootle",
        "10.0",
        "– no visit on record",
    ]


def test_a_site_that_closed_since_is_left_out_and_named(three_sites, manager):
    with writing():
        people.site("southport").closed_on = date(2019, 5, 10)

    within = of_quarter(manager, "2019-04-01", "2019-06-30")
    before = manager.get("/admin/compare?from=2019-07-01&to=2019-09-30&site=southport&site=walton")

    assert reasons(within)[0] == (
        "Southport closed on 10 May 2019, so it was open for only part of the time between April "
        "and June 2019. It is left out."
    )
    assert "Southport closed on 10 May 2019: it is left out." in reasons(before)


def test_in_the_first_year_of_the_service_nothing_is_made_of_a_year_before(three_sites, manager):
    page = of_quarter(manager, "2019-01-01", "2019-03-31")

    assert verdicts(page)[1] == "Visits cannot be compared."
    assert reasons(page, 1)[0] == (
        "Walton and Southport have no visit on record between January and March 2018: their "
        "visits are left out."
    )
    assert sentences(page, 1) == []
    heads = page.rows("Every figure compared")[0]
    assert heads == ["Figure", "January to March 2019", "October to December 2018"] + [
        "Change beside October to December 2018"
    ]


def test_records_that_begin_within_the_earlier_time_are_no_whole_time(three_sites, manager):
    page = of_quarter(manager, "2018-10-01", "2018-12-31")

    assert verdicts(page)[0] == "Visits cannot be compared."
    assert reasons(page) == [
        f"The records of {site} begin on 3 September 2018, so they cover only part of the time "
        "between July and September 2018. Its visits are left out."
        for site in ("Walton", "Southport")
    ]
    assert page.rows("Sites for each open day")[1][2] == (
        "10.0 on record from 3 September 2018 only"
    )


def test_records_that_begin_on_the_first_open_day_are_whole(manager):
    came("walton", "2018-09-03", 400)  # a Monday; the month began on a Saturday
    came("walton", "2018-10-01", 400)

    page = manager.get("/admin/compare?from=2018-10-01&to=2018-10-31&site=walton")

    assert verdicts(page)[0] == "Down: 2.6 fewer visits for each open day, 13% fewer."


def test_a_site_without_a_visit_now_is_not_told_as_down(manager):
    came("walton", "2026-08-31", 1)
    came("walton", "2026-09-01", 400)

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")

    assert verdicts(page)[0] == "Visits cannot be compared."
    assert reasons(page) == [
        "Walton has no visit on record in October 2026: its visits are left out."
    ]


def test_of_fewer_than_thirty_visits_no_change_is_told(manager):
    came("walton", "2026-08-31", 1)
    came("walton", "2026-09-01", 29)
    came("walton", "2026-10-01", 60)

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")

    assert verdicts(page)[0] == "Too few to compare: fewer than 30 visits in one of the two."
    assert page.rows("Every figure compared")[4][3] == "too few to compare"

    came("walton", "2026-09-01", 1)
    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")
    assert verdicts(page)[0] == "Up: 1.3 more visits for each open day, 100% more."


def test_forms_are_compared_also_where_visits_cannot_be(manager):
    run = people.a_run(days=(date(2026, 10, 6),))
    forms(run, "2026-09-08", yes=30)
    forms(run, "2026-10-06", yes=27, no=3)

    page = manager.get("/admin/compare?from=2026-10-01&to=2026-10-31&site=walton")

    rows = page.rows("Every figure compared: Forms, courses and enrolments at Walton")
    assert rows[1:4] == [
        ["What learners said"],
        ["Evaluation forms", "30", "30", "the same"],
        ["The course covered what they need", "90% n = 30 , 0 partly", "100% n = 30 , 0 partly"]
        + ["10 percentage points less"],
    ]


def test_a_travelling_site_is_compared_by_the_days_it_was_used(manager):
    slug = "central-and-south-liverpool"
    for day, number in (("2026-09-01", 20), ("2026-09-08", 20), ("2026-10-06", 30)):
        came(slug, day, number)

    page = manager.get(f"/admin/compare?from=2026-10-01&to=2026-10-31&site={slug}")

    assert verdicts(page)[0] == "Up: 10.0 more visits for each open day, 50% more."


def test_somebody_of_one_site_sees_only_that_site(client):
    came("walton", "2026-10-01", 100)
    cora = sign_in(client, people.a_person("cora@example.org", sites=("southport",)))

    page = cora.get("/admin/compare?from=2026-10-01&to=2026-10-31")

    assert "Walton" not in page.text
    cora.get("/admin/compare?site=walton", status=404)


def test_every_number_compared_opens_to_rows_of_the_sites_compared_and_of_no_other(
    three_sites, manager
):
    for slug, code in (("walton", "AAAAAA"), ("bootle", "BBBBBB")):
        run = people.a_run(slug=slug, code=code, days=(date(2018, 11, 6),))
        forms(run, "2018-11-06", yes=30, no=1)
        forms(run, "2019-02-05", yes=30, no=4)
        an_enrolment(slug, run.course_id, date(2019, 2, 5), new=True)
    a_headcount(date(2019, 2, 4), date(2019, 2, 5), 8)

    page = of_quarter(manager, "2019-01-01", "2019-03-31")

    rows = page.rows("Every figure compared")
    assert rows[2] == ["Visits", "1,288", "1,280", ""]
    # Walton's forms alone: Bootle, with as many, was not open yet.
    assert ["Evaluation forms", "34", "31", "3 more"] in rows
    assert follow_every_figure(manager, page) == {
        "visits",
        "open-days",
        "per-open-day",
        "headcounts",
        "taps",
        "people",
        "evaluations",
        "enrolments",
        "courses",
    }


def answers(page):
    """What is answered to “Is that fair to say?” and “Why not?”, each with its question."""
    return [
        " ".join(each.get_text() for each in card.select("h3, h3 + p"))
        for card in page.soup.select(".compared__whole")
    ]


def test_where_a_site_is_left_out_the_answer_is_for_the_others(three_sites, manager):
    page = of_quarter(manager, "2019-01-01", "2019-03-31")

    assert answers(page) == [
        "Is that fair to say? Yes, for Walton and Southport, as far as the records tell. Not for "
        "all:",
        "Why not?",
    ]


def test_where_something_speaks_against_it_the_answer_is_only_with_care(three_sites, manager):
    a_headcount(date(2019, 2, 4), date(2019, 4, 5), 8)

    some = of_quarter(manager, "2019-01-01", "2019-03-31")
    one = manager.get("/admin/compare?from=2019-01-01&to=2019-03-31&site=walton")

    assert answers(some)[0] == (
        "Is that fair to say? Only with care, and only for Walton and Southport:"
    )
    assert answers(one)[0] == "Is that fair to say? Only with care:"


def test_the_overview_asks_whether_it_is_fair_only_where_something_is_compared(
    three_sites, manager
):
    every = "Every figure compared, sites side by side, the five questions over time"
    first_year = manager.get("/admin/?from=2018-04-01&to=2019-03-31")
    second = manager.get("/admin/?from=2019-01-01&to=2019-03-31")

    assert first_year.follow(every).h1 == "April 2018 to March 2019, compared"
    assert "Is that fair to say?" not in first_year.text
    assert second.link(f"Is that fair to say? {every}")


def test_what_is_compared_is_said_in_plain_english(three_sites, manager):
    page = of_quarter(manager, "2019-04-01", "2019-06-30")

    assert "Each change compares a site with itself." in page.text
    assert (
        "People and taps are compared for each open day. Where there are fewer than 30, no "
        "change is shown."
    ) in page.text
