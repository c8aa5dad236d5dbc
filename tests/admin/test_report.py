"""The annual report in its own sentences."""

from datetime import date

import pytest

from admin.documents.visits import cut_down
from kiosk.database import db, writing
from tests import people
from tests.reports import counted, forms, the_published_counts

YEAR = ["report", "--from", "2018-04-01", "--to", "2019-03-31", "--format", "text"]
NOTES = [
    "Visits are people who came in. Somebody who comes twice is two visits.",
    "The percentages are of the forms that answered Yes, Partly or No (n). “Not sure, or doesn’t "
    "apply” and blanks are left out.",
]


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=[*words])


MONTHS = [
    *("April 2018", "May 2018", "June 2018", "July 2018", "August 2018", "September 2018"),
    *("October 2018", "November 2018", "December 2018", "January 2019"),
]
WHOLE_REPORT = [
    "The Life Rooms, April 2018 to March 2019",
    "",
    "Visits",
    "Over 40,000 visits have been made to The Life Rooms between April 2018 and March 2019. "
    "This comprises:",
    "The Life Rooms, Walton: 23,949 visits between April 2018 and March 2019",
    "    94.7 visits per open day, on 253 open days",
    "The Life Rooms, Southport: 14,901 visits between April 2018 and March 2019",
    "    58.9 visits per open day, on 253 open days",
    "The Life Rooms, Bootle: 2,350 visits between April 2018 and March 2019 "
    "(footnote: The Life Rooms, Bootle opened in January 2019)",
    "    39.2 visits per open day, on 60 open days",
    "",
    "Visits by month",
    *[f"    {month}: nothing recorded" for month in MONTHS],
    "    February 2019: 41,200",
    "    March 2019: nothing recorded",
    "",
    "Learning",
    "3 enrolments to learning provision",
    "2 of these enrolments were new to The Life Rooms",
    "1 learning opportunity on offer",
    "1,130 evaluation forms were completed",
    "",
    "What learners said",
    "98 percent stated the course they attended covered what they need",
    "    n = 1,125; partly: 2 percent",
    "98 percent stated that the learning environment was suitable for the course they attended",
    "    n = 1,125; partly: 2 percent",
    "98 percent stated that the tutor facilitated the course they attended to their expectations",
    "    n = 1,125; partly: 2 percent",
    "98 percent stated that they were able to discuss further opportunities during the course "
    "they attended",
    "    n = 1,125; partly: 2 percent",
    "98 percent stated that they felt valued in the course they attended",
    "    n = 1,125; partly: 2 percent",
    "",
    "Notes",
    *NOTES,
]


def test_the_report_has_the_published_sentences(run):
    the_published_counts()

    done = run(*YEAR)

    assert done.exit_code == 0
    assert done.stdout.splitlines() == WHOLE_REPORT


@pytest.mark.parametrize(
    ("visits", "cut", "is_over"),
    [
        (41_200, 40_000, True),
        (40_000, 40_000, False),
        (40_001, 40_000, True),
        (39_999, 30_000, True),
        (950, 900, True),
        (10, 10, False),
        (9, 9, False),
        (0, 0, False),
    ],
)
def test_over_is_said_where_one_figure_is_less_than_the_total(visits, cut, is_over):
    assert cut_down(visits) == (cut, is_over)


def test_an_exact_multiple_drops_over(run):
    counted("walton", 300)

    assert run(*YEAR, "--site", "walton").stdout.splitlines()[3:5] == [
        "300 visits have been made to The Life Rooms, Walton between April 2018 and March 2019. "
        "This comprises:",
        "The Life Rooms, Walton: 300 visits between April 2018 and March 2019",
    ]


def test_some_of_the_sites_are_named(run):
    lines = run(*YEAR, "--site", "walton", "--site", "bootle").stdout.splitlines()

    assert lines[0] == (
        "The Life Rooms, Walton and The Life Rooms, Bootle, April 2018 to March 2019"
    )


def test_a_site_that_closed_has_a_footnote_and_one_that_was_never_open_no_line(run):
    southport = people.site("southport")
    with writing():
        southport.closed_on = date(2018, 12, 21)
        db.session.add(southport)

    text = run(*YEAR).stdout

    assert "2019 (footnote: The Life Rooms, Southport closed in December 2018)" in text
    assert "Central and South Liverpool" not in text
    assert "0 visits have been made to The Life Rooms between" in text


@pytest.mark.parametrize(
    ("month", "slugs", "title", "lead"),
    [
        (
            "2018-04",
            ["bootle"],
            "The Life Rooms, Bootle, April 2018",
            "The doors of The Life Rooms, Bootle were not open in April 2018.",
        ),
        (
            "2010-04",  # nothing was open then: one site is not the whole service all the same
            ["walton", "bootle"],
            "The Life Rooms, Walton and The Life Rooms, Bootle, April 2010",
            "The doors of The Life Rooms, Walton and The Life Rooms, Bootle were not open in "
            "April 2010.",
        ),
        (
            "2010-04",
            [],
            "The Life Rooms, April 2010",
            "The doors of The Life Rooms were not open in April 2010.",
        ),
    ],
)
def test_sites_that_were_not_open_are_named_and_it_is_said(run, month, slugs, title, lead):
    sites = [word for slug in slugs for word in ("--site", slug)]
    dates = ["--from", f"{month}-01", "--to", f"{month}-30"]

    lines = run("report", *dates, *sites, "--format", "text").stdout.splitlines()

    assert lines[:5] == [title, "", "Visits", lead, ""]


def test_fewer_than_10_forms_are_said_and_not_shown(run):
    forms(9, "yes")

    lines = run(*YEAR).stdout.splitlines()

    assert "The course covered what they need: fewer than 10 forms" in lines
    assert "9 evaluation forms were completed" in lines
    assert not any("percent stated" in line for line in lines)


def test_under_100_forms_n_is_about(run):
    forms(47, "yes")

    assert "    n = about 45, rounded to 5; partly: 0 percent" in run(*YEAR).stdout.splitlines()


def test_days_that_are_no_whole_months_say_why_answers_are_left_out(run):
    forms(200, "yes")
    dates = ["--from", "2018-04-02", "--to", "2019-03-31"]

    lines = run("report", *dates, "--format", "text").stdout.splitlines()

    assert lines[3] == (
        "0 visits have been made to The Life Rooms between 2 April 2018 and 31 March 2019. "
        "This comprises:"
    )
    assert (
        "What learners said is left out, so that nobody’s answers can be told apart. Answers are "
        "shown for whole calendar months only." in lines
    )
    assert "200 evaluation forms were completed" in lines


def test_months_whose_last_forms_may_still_come_say_when_their_answers_show(run):
    forms(200, "yes", date(2026, 10, 5))
    dates = ["--from", "2026-10-01", "--to", "2026-10-31"]

    lines = run("report", *dates, "--format", "text").output.splitlines()

    assert (
        "What learners said is left out, so that nobody’s answers can be told apart. Answers of "
        "these months are shown from 15 January 2027 on, when the last forms are in." in lines
    )
    assert "200 evaluation forms were completed" in lines


def test_a_count_that_reaches_beyond_the_period_is_left_out_and_said(run):
    counted("walton", 40, day=date(2019, 3, 31))  # until 1 a.m. of 1 April by the wall clock

    assert run(*YEAR).stdout.splitlines()[-1] == (
        "Left out: 40 people counted at The Life Rooms, Walton from 31 March 2019 to "
        "1 April 2019. That count reaches beyond these days, so it is not shared out."
    )


def test_a_period_that_is_not_over_says_so(run):
    lines = run("report", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "text")

    assert "The period is not over: these are the figures of 24 November 2026." in lines.stdout
    assert "visits have been made to The Life Rooms in November 2026." in lines.stdout
