"""The annual report in its own sentences: in the report room, as a file, on the command line."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select

from admin.sentences import cut_down
from kiosk.database import db, writing
from kiosk.models import AuditEntry, Enrolment, Evaluation, Headcount
from kiosk.questions import QUESTION_NAMES
from tests import people
from tests.staff import sign_in

YEAR = ["report", "--from", "2018-04-01", "--to", "2019-03-31", "--format", "text"]
ADDRESS = "from=2018-04-01&to=2019-03-31"
NOTES = [
    "Visits are people who came in. Somebody who comes twice is two visits.",
    "The percentages are of the forms that answered Yes, Partly or No (n). “Not sure, or doesn’t "
    "apply” and blanks are left out.",
]


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=[*words])


@pytest.fixture
def manager(client):
    return sign_in(client, people.a_person("mo@example.org", "manager"))


def counted(slug, visits, day=date(2019, 2, 4)):
    """People counted by hand on one day."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    people.add(
        Headcount(
            site_id=people.site(slug).id,
            counted_from_at=at,
            counted_to_at=at + timedelta(days=1),
            people=visits,
            received_on=people.TODAY,
        )
    )


def forms(count, answer, day=date(2018, 5, 14)):
    """Forms at Walton that answer every question alike."""
    row = {"site_id": people.site().id, "held_on": day, "received_on": day, "wording": 1}
    rows = [{**row, "id": uuid4(), **dict.fromkeys(QUESTION_NAMES, answer)} for _ in range(count)]
    with writing():
        db.session.execute(insert(Evaluation), rows)


def the_published_counts():
    counted("walton", 23_949)
    counted("southport", 14_901)
    counted("bootle", 2_350)
    run = people.a_run("Walking", days=(date(2018, 5, 14),))
    for new in (True, True, False):
        about = {"enrolled_on": date(2018, 5, 1), "received_on": date(2018, 5, 1)}
        people.add(
            Enrolment(site_id=run.site_id, course_id=run.course_id, new_to_life_rooms=new, **about)
        )
    forms(1_102, "yes")
    forms(20, "partly")
    forms(3, "no")
    forms(5, "not_applicable")


WHOLE_REPORT = [
    "The Life Rooms, April 2018 to March 2019",
    "",
    "Over 40,000 visits have been made to The Life Rooms between April 2018 and March 2019. "
    "This comprises:",
    "The Life Rooms, Walton: 23,949 visits between April 2018 and March 2019",
    "The Life Rooms, Southport: 14,901 visits between April 2018 and March 2019",
    "The Life Rooms, Bootle: 2,350 visits between April 2018 and March 2019 "
    "(footnote: The Life Rooms, Bootle opened in January 2019)",
    "",
    "3 enrolments to learning provision",
    "2 of these enrolments were new to The Life Rooms",
    "1 learning opportunity on offer",
    "1,130 evaluation forms were completed",
    "",
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
    *NOTES,
]


def test_the_report_has_the_published_sentences(run):
    the_published_counts()

    done = run(*YEAR)

    assert done.exit_code == 0
    assert done.output.splitlines() == WHOLE_REPORT


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

    assert run(*YEAR, "--site", "walton").output.splitlines()[2:4] == [
        "300 visits have been made to The Life Rooms, Walton between April 2018 and March 2019. "
        "This comprises:",
        "The Life Rooms, Walton: 300 visits between April 2018 and March 2019",
    ]


def test_some_of_the_sites_are_named(run):
    lines = run(*YEAR, "--site", "walton", "--site", "bootle").output.splitlines()

    assert lines[0] == (
        "The Life Rooms, Walton and The Life Rooms, Bootle, April 2018 to March 2019"
    )


def test_a_site_that_closed_has_a_footnote_and_one_that_was_never_open_no_line(run):
    southport = people.site("southport")
    with writing():
        southport.closed_on = date(2018, 12, 21)
        db.session.add(southport)

    text = run(*YEAR).output

    assert "2019 (footnote: The Life Rooms, Southport closed in December 2018)" in text
    assert "Central and South Liverpool" not in text
    assert "0 visits have been made to The Life Rooms between" in text


def test_fewer_than_10_forms_are_said_and_not_shown(run):
    forms(9, "yes")

    lines = run(*YEAR).output.splitlines()

    assert "The course covered what they need: fewer than 10 forms" in lines
    assert "9 evaluation forms were completed" in lines
    assert not any("percent stated" in line for line in lines)


def test_under_100_forms_n_is_about(run):
    forms(47, "yes")

    assert "    n = about 45, rounded to 5; partly: 0 percent" in run(*YEAR).output.splitlines()


def test_days_that_are_no_whole_months_say_why_answers_are_left_out(run):
    forms(200, "yes")
    dates = ["--from", "2018-04-02", "--to", "2019-03-31"]

    lines = run("report", *dates, "--format", "text").output.splitlines()

    assert lines[2] == (
        "0 visits have been made to The Life Rooms between 2 April 2018 and 31 March 2019. "
        "This comprises:"
    )
    assert (
        "What learners said is left out: answers are shown for whole calendar months only, "
        "so that nobody’s answers can be told apart." in lines
    )
    assert "200 evaluation forms were completed" in lines


def test_a_count_that_reaches_beyond_the_period_is_left_out_and_said(run):
    counted("walton", 40, day=date(2019, 3, 31))  # until 1 a.m. of 1 April by the wall clock

    assert run(*YEAR).output.splitlines()[-1] == (
        "Left out: 40 people counted at The Life Rooms, Walton from 31 March 2019 to "
        "1 April 2019. That count reaches beyond these days, so it is not shared out."
    )


def test_a_period_that_is_not_over_says_so(run):
    lines = run("report", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "text")

    assert "The period is not over: these are the figures of 24 November 2026." in lines.output
    assert "visits have been made to The Life Rooms in November 2026." in lines.output


def test_the_report_is_written_into_a_file(run, tmp_path):
    file = tmp_path / "report.txt"

    done = run(*YEAR, "--output", str(file))

    assert (done.exit_code, done.stdout) == (0, f"Written: {file}\n")
    assert file.read_text().startswith("The Life Rooms, April 2018 to March 2019\n")
    assert run(*YEAR, "--output", str(tmp_path)).stderr.endswith("Is a directory.\n")


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_what_is_not_made_yet_is_said_with_exit_2(run, kind):
    done = run(*YEAR[:-1], kind)

    assert done.exit_code == 2
    assert f"The report is not made as {kind} yet. Ask for --format text" in done.stderr


def test_the_room_shows_the_same_sentences(manager):
    the_published_counts()

    page = manager.get(f"/admin/report?{ADDRESS}")

    assert page.h1 == "Report"
    assert WHOLE_REPORT[2] in page.text
    assert "The Life Rooms, Bootle: 2,350 visits between April 2018 and March 2019 1" in page.text
    assert [item.get_text() for item in page.soup.select(".report__footnotes li")] == [
        "The Life Rooms, Bootle opened in January 2019"
    ]
    for sentence in WHOLE_REPORT[7:11] + [line.strip() for line in WHOLE_REPORT[12:22]]:
        assert sentence in page.text


def test_the_text_is_downloaded_and_noted(manager):
    the_published_counts()

    response = manager.get(f"/admin/report?{ADDRESS}").follow("Download as text").response

    assert response.get_data(as_text=True).splitlines() == WHOLE_REPORT
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=report-2018-04-01-to-2019-03-31.txt"
    )
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.subject) == ("exported report", "2018-04-01 to 2019-03-31")


def test_a_coordinators_report_names_the_sites_that_it_is_about(client):
    cora = sign_in(client, people.a_person("cora@example.org", sites=("walton",)))

    page = cora.get(f"/admin/report?{ADDRESS}")

    assert page.find("h2").get_text() == "The Life Rooms, Walton, April 2018 to March 2019"
    cora.get(f"/admin/report?{ADDRESS}&site=bootle", 404)
    cora.get("/admin/report.txt?from=x&to=y", 400)
