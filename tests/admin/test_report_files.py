"""The report in its room and as files: a web page, a Word document, text; all say the same."""

import re
from datetime import date

import html5lib
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from kiosk.database import db, writing
from kiosk.models import AuditEntry
from tests import people
from tests.elsewhere import a_figure
from tests.reports import (
    counted,
    forms,
    said_in_page,
    said_in_text,
    said_in_word,
    the_published_counts,
)
from tests.staff import sign_in

ADDRESS = "from=2018-04-01&to=2019-03-31"
SAID = [
    "Over 40,000 visits have been made to The Life Rooms between April 2018 and March 2019. "
    "This comprises:",
    "The Life Rooms, Walton: 23,949 visits between April 2018 and March 2019",
    "94.7 visits per open day, on 253 open days",
    "The Life Rooms, Southport: 14,901 visits between April 2018 and March 2019",
    "58.9 visits per open day, on 253 open days",
    "The Life Rooms, Bootle: 2,350 visits between April 2018 and March 2019",
    "39.2 visits per open day, on 60 open days",
    "3 enrolments to learning provision",
    "2 of these enrolments were new to The Life Rooms",
    "1 learning opportunity on offer",
    "1,130 evaluation forms were completed",
    "98 percent stated the course they attended covered what they need",
    "n = 1,125; partly: 2 percent",
    "98 percent stated that the learning environment was suitable for the course they attended",
    "n = 1,125; partly: 2 percent",
    "98 percent stated that the tutor facilitated the course they attended to their expectations",
    "n = 1,125; partly: 2 percent",
    "98 percent stated that they were able to discuss further opportunities during the course "
    "they attended",
    "n = 1,125; partly: 2 percent",
    "98 percent stated that they felt valued in the course they attended",
    "n = 1,125; partly: 2 percent",
]


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["report", *words])


@pytest.fixture
def fetch(manager):
    def _fetch(ending, address=ADDRESS):
        return manager.open(f"/admin/report.{ending}?{address}", "GET").get_data()

    return _fetch


def test_room_web_page_word_and_text_say_the_same_sentences(manager, fetch):
    the_published_counts()

    assert said_in_page(manager.get(f"/admin/report?{ADDRESS}").soup) == SAID
    assert said_in_page(BeautifulSoup(fetch("html"), "html5lib")) == SAID
    assert said_in_word(fetch("docx")) == SAID
    assert said_in_text(fetch("txt").decode()) == SAID


def test_a_footnote_is_numbered_and_linked_from_its_sentence(manager):
    the_published_counts()

    page = manager.get(f"/admin/report?{ADDRESS}")

    bootle = next(item for item in page.soup.select(".document__text") if "Bootle" in item.text)
    assert bootle.sup.a["href"] == "#footnote-1"
    assert page.find("#footnote-1").get_text() == "The Life Rooms, Bootle opened in January 2019"


def test_a_changed_form_has_one_footnote_for_all_its_percentages(manager, fetch):
    forms(60, "yes")
    forms(60, "yes", wording=2)

    page = manager.get(f"/admin/report?{ADDRESS}&site=walton")
    text = fetch("txt", f"{ADDRESS}&site=walton").decode()

    changed = (
        "The form changed within these days: the answers to its different wordings are added "
        "together"
    )
    assert [item.get_text() for item in page.soup.select(".document__footnotes li")] == [changed]
    assert [mark.get_text() for mark in page.soup.select(".document sup")] == ["1"] * 5
    assert text.count(f"(footnote: {changed})") == 1
    assert text.count("(footnote as above)") == 4


def test_charts_are_drawn_of_what_the_sentences_say_and_told_in_words(manager):
    the_published_counts()
    forms(9, "yes", day=date(2019, 5, 1))

    page = manager.get(f"/admin/report?{ADDRESS}")

    assert [one.desc.get_text() for one in page.soup.select(".document svg")] == [
        "41,200 in each.",
        "Most: 23,949 (The Life Rooms, Walton). Fewest: 2,350 (The Life Rooms, Bootle).",
        "98% in each.",
    ]
    assert page.rows("Visits by site")[1:] == [
        ["The Life Rooms, Walton", "23,949"],
        ["The Life Rooms, Southport", "14,901"],
        ["The Life Rooms, Bootle", "2,350"],
    ]
    assert page.rows("Visits by month")[11:] == [
        ["February 2019", "41,200"],
        ["March 2019", "nothing recorded"],
    ]


def test_no_chart_shows_what_a_sentence_hides(manager):
    forms(9, "yes")
    forms(20, None, covered_needs="yes")

    page = manager.get(f"/admin/report?{ADDRESS}")

    assert page.rows("Yes, of the forms that answered")[1:] == [
        ["The course covered what they need", "100%", "about 30"],
        ["The learning environment was suitable", "not shown", "–"],
        ["The tutor met their expectations", "not shown", "–"],
        ["They could discuss further opportunities", "not shown", "–"],
        ["They felt valued", "not shown", "–"],
    ]
    assert len(page.soup.select(".document__bar")) == 1


def test_the_web_page_is_valid_and_brings_nothing_from_elsewhere(fetch):
    the_published_counts()

    text = fetch("html").decode()

    html5lib.HTMLParser(strict=True).parse(text)
    assert "<script" not in text
    assert not re.findall(r'(?:src|href)="(?!#)', text)
    assert "url(" not in text
    assert '<html lang="en-GB"' in text
    assert "<title>The Life Rooms, April 2018 to March 2019</title>" in text
    assert text.count("<svg") == 3


def test_figures_from_elsewhere_stand_in_every_format_as_such(manager, fetch):
    ann = people.a_person("ann@example.org")
    a_figure(entered_by_id=ann.id)
    a_figure("Contacts", 1891, parts=(), days=(date(2018, 4, 1), date(2018, 9, 30)))
    a_figure("Registrations", 1057, parts=(), days=(date(2018, 4, 1), date(2019, 4, 30)))

    page = manager.get(f"/admin/report?{ADDRESS}")

    said = [
        "Counted by other systems than this one, and entered by staff.",
        "Signposts made: 2,676",
        "To The Life Rooms’ learning: 1,038",
        "To employment support: 224",
        "To volunteering: 60",
        "To others: 1,331",
        "The parts add up to 2,653: 23 fewer than the 2,676 stated. "
        "Source: The team’s own register; April 2018 to March 2019; entered by Ann.",
        "Contacts: 1,891",
        "Source: The team’s own register; April 2018 to September 2018.",
    ]
    for found in (
        said_in_page(page.soup),
        said_in_page(BeautifulSoup(fetch("html"), "html5lib")),
        said_in_word(fetch("docx")),
        [line for line in said_in_text(fetch("txt").decode()) if line != "Social prescribing"],
    ):
        assert found[-9:] == said
    left_out = (
        "Left out: Registrations, April 2018 to April 2019. Those days reach beyond these, so the "
        "figure is not shared out."
    )
    assert left_out in page.text
    assert "Social prescribing" in [heading.get_text() for heading in page.soup.find_all("h4")]


def test_figures_of_the_whole_service_stand_in_no_report_of_a_part_of_it(manager):
    a_figure()
    a_figure("Café lunches", 12, parts=(), slug="walton")

    page = manager.get(f"/admin/report?{ADDRESS}&site=walton")

    assert "2,676" not in page.text
    assert "Café lunches: 12" in page.text


def test_a_site_that_closed_and_one_counted_both_ways_are_said_beside_the_sentence(manager):
    bootle = people.site("bootle")
    with writing():
        bootle.closed_on = date(2019, 2, 28)
        db.session.add(bootle)
    counted("bootle", 8)
    people.a_visit("bootle", at=people.NOW.replace(year=2019, month=2, day=5), people=2)

    page = manager.get(f"/admin/report?{ADDRESS}&site=bootle")

    assert "0.3 visits per open day, on 39 open days; 2 by screen, 8 counted by hand" in page.text
    assert [item.get_text() for item in page.soup.select(".document__footnotes li")] == [
        "The Life Rooms, Bootle opened in January 2019",
        "The Life Rooms, Bootle closed in February 2019",
    ]


@pytest.mark.parametrize(
    ("link", "ending", "kind"),
    [
        ("Download as text", "txt", "text/plain; charset=utf-8"),
        ("Download as web page", "html", "text/html; charset=utf-8"),
        (
            "Download for Word",
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_a_file_is_downloaded_and_noted(manager, link, ending, kind):
    page = manager.get(f"/admin/report?{ADDRESS}")
    address = page.soup.find("a", string=link)["href"]

    response = manager.open(address, "GET")

    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"] == (
        f"attachment; filename=report-2018-04-01-to-2019-03-31.{ending}"
    )
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.subject) == ("exported report", "2018-04-01 to 2019-03-31")


@pytest.mark.parametrize(
    ("kind", "begins"), [("text", b"The Life Rooms,"), ("html", b"<!doctype"), ("docx", b"PK")]
)
def test_the_command_writes_each_format_into_a_file(run, tmp_path, kind, begins):
    file = tmp_path / "report"
    words = ("--from", "2018-04-01", "--to", "2019-03-31", "--format", kind, "--output")

    done = run(*words, str(file))

    assert (done.exit_code, done.stdout) == (0, f"Written: {file}\n")
    assert file.read_bytes().startswith(begins)
    assert run(*words, str(tmp_path)).stderr.endswith("Is a directory.\n")


def test_a_report_that_the_command_prints_is_noted_as_one_that_it_writes(run, tmp_path):
    days = ("--from", "2018-04-01", "--to", "2019-03-31", "--format", "text")

    assert run(*days).exit_code == run(*days, "--output", str(tmp_path / "report")).exit_code == 0

    entries = db.session.scalars(select(AuditEntry)).all()
    noted = ("exported report", "2018-04-01 to 2019-03-31", {"by": "command line"})
    assert [(entry.action, entry.subject, entry.details) for entry in entries] == [noted, noted]


def test_a_coordinators_report_names_the_sites_that_it_is_about(client):
    cora = sign_in(client, people.a_person("cora@example.org", sites=("walton",)))

    page = cora.get(f"/admin/report?{ADDRESS}")

    assert page.find("#report-title").get_text() == (
        "The Life Rooms, Walton, April 2018 to March 2019"
    )
    cora.get(f"/admin/report?{ADDRESS}&site=bootle", 404)
    cora.get(f"/admin/report.docx?{ADDRESS}&site=bootle", 404)
    cora.get("/admin/report.txt?from=x&to=y", 400)


def test_a_part_of_a_month_is_drawn_and_told_as_one(manager):
    counted("walton", 5, date(2018, 5, 7))
    counted("walton", 9, date(2018, 6, 4))
    counted("walton", 7, date(2018, 7, 2))

    page = manager.get("/admin/report?from=2018-05-03&to=2018-07-31&site=walton")

    assert page.find(".document__bar--part")
    assert "Pale with an edge: part of a month." in page.text
    text = manager.open("/admin/report.txt?from=2018-05-03&to=2018-07-31&site=walton", "GET")
    assert "    3 May 2018 to 31 May 2018: 5" in text.get_data(as_text=True).splitlines()
    assert "Pale" not in text.get_data(as_text=True)  # nothing is drawn there
    assert page.find(".document svg desc").get_text() == (
        "Most: 9 (June 2018). Fewest: 7 (July 2018)."
    )
    assert page.rows("Visits by month")[1] == ["3 May 2018 to 31 May 2018", "5"]
