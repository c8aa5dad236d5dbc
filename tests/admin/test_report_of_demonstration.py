"""The report of the demonstration year: the published sentences, word for word, in every format."""

import csv
import io
import json
from collections.abc import Iterator

import docx
import openpyxl
import pytest
from bs4 import BeautifulSoup
from flask import Flask

from admin.documents.files import write_all
from admin.documents.making import make_report
from admin.summaries.every_site import every_site
from kiosk.database import db
from tests import people
from tests.client import Client
from tests.conftest import World
from tests.reports import YEAR, said_in_page, said_in_text, said_in_word
from tests.staff import sign_in

PUBLISHED = """\
Over 40,000 visits have been made to The Life Rooms between April 2018 and March 2019. \
This comprises:
The Life Rooms, Walton: 23,949 visits between April 2018 and March 2019
The Life Rooms, Southport: 14,901 visits between April 2018 and March 2019
The Life Rooms, Bootle: 2,350 visits between April 2018 and March 2019
1,693 enrolments to learning provision
1,221 of these enrolments were new to The Life Rooms
159 different learning opportunities on offer
1,887 evaluation forms were completed
98 percent stated the course they attended covered what they need
98 percent stated that the learning environment was suitable for the course they attended
99 percent stated that the tutor facilitated the course they attended to their expectations
96 percent stated that they were able to discuss further opportunities during the course they \
attended
99 percent stated that they felt valued in the course they attended
""".splitlines()
FOOTNOTE = "(footnote: The Life Rooms, Bootle opened in January 2019)"
ADDRESS = "from=2018-04-01&to=2019-03-31"
VISITS = {"walton": 23_949, "southport": 14_901, "bootle": 2_350, "total": 41_200}
PERCENTS = {
    "covered_needs": 98,
    "environment_suitable": 98,
    "tutor_met_expectations": 99,
    "could_discuss_opportunities": 96,
    "felt_valued": 99,
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A service of its own, filled once; only read here."""
    world = World("sqlite", tmp_path_factory.mktemp("report-of-demonstration"), "")
    with world.app.app_context():
        assert world.app.test_cli_runner().invoke(args=["demo"]).exit_code == 0
        yield world.app
        db.engine.dispose()


@pytest.fixture(scope="module")
def manager(app: Flask) -> Client:
    return sign_in(Client(app), people.a_person("mo@example.org", "manager"))


@pytest.fixture(scope="module")
def files(app: Flask) -> dict[str, bytes]:
    return write_all(make_report(YEAR, every_site(), people.TODAY).report)


def published(lines: list[str]) -> list[str]:
    return [line for line in lines if line in PUBLISHED]


def test_every_format_has_the_published_sentences(files, manager):
    assert published(said_in_text(files["text"].decode())) == PUBLISHED
    assert published(said_in_page(BeautifulSoup(files["html"], "html5lib"))) == PUBLISHED
    assert published(said_in_word(files["docx"])) == PUBLISHED
    assert published(said_in_page(manager.get(f"/admin/report?{ADDRESS}").soup)) == PUBLISHED


def test_bootle_has_its_footnote_in_every_format(files, manager):
    opened = "The Life Rooms, Bootle opened in January 2019"

    assert f"{PUBLISHED[3]} {FOOTNOTE}" in files["text"].decode().splitlines()
    assert opened in files["html"].decode()
    assert f"1 {opened}" in [
        one.text for one in docx.Document(io.BytesIO(files["docx"])).paragraphs
    ]
    assert manager.get(f"/admin/report?{ADDRESS}").find("#footnote-1").get_text() == opened


def test_each_percentage_has_its_n_beside_it(files):
    lines = files["text"].decode().splitlines()

    beside = [lines[lines.index(sentence) + 1].strip() for sentence in PUBLISHED[8:]]
    assert beside == [
        "n = 1,864; partly: 2 percent",
        "n = 1,867; partly: 2 percent",
        "n = 1,867; partly: 1 percent",
        "n = 1,748; partly: 3 percent",
        "n = 1,869; partly: 1 percent",
    ]


def test_what_other_systems_counted_stands_in_every_format(files, manager):
    expected = [
        "Registrations: 1,057",
        "Of those registered, use Mersey Care’s services: 44%",
        "Contacts: 1,891",
        "Signposts: 2,676",
    ]
    for said in (
        said_in_text(files["text"].decode()),
        said_in_page(BeautifulSoup(files["html"], "html5lib")),
        said_in_word(files["docx"]),
        said_in_page(manager.get(f"/admin/report?{ADDRESS}").soup),
    ):
        assert [line for line in said if line in expected] == expected
        assert any("The parts add up to 2,653: 23 fewer than the 2,676" in one for one in said)
        assert any("The parts add up to 61: 2 more than the 59 stated." in one for one in said)


def test_the_files_of_figures_have_the_same_numbers(app, manager):
    text = manager.open(f"/admin/export/summary.csv?{ADDRESS}&view=shared", "GET").get_data()
    in_csv = {row["site"]: row for row in csv.DictReader(io.StringIO(text.decode("utf-8-sig")))}
    file = manager.open(f"/admin/export/summary.xlsx?{ADDRESS}&view=shared", "GET").get_data()
    header, *rows = openpyxl.load_workbook(io.BytesIO(file)).worksheets[1].values
    in_xlsx = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    words = ["summary", "--from", "2018-04-01", "--to", "2019-03-31", "--json"]
    in_json = json.loads(app.test_cli_runner().invoke(args=words).stdout)

    assert {site: int(in_csv[site]["visits"]) for site in VISITS} == VISITS
    assert {site: in_xlsx[site]["visits"] for site in VISITS} == VISITS
    by_slug = {each["slug"]: each for each in in_json["sites"]} | {"total": in_json["total"]}
    assert {site: by_slug[site]["visits"] for site in VISITS} == VISITS
    for question, percent in PERCENTS.items():
        assert in_csv["total"][f"{question}_percent"] == str(percent)
        assert in_xlsx["total"][f"{question}_percent"] == percent
    for key, count in (
        ("enrolments", 1_693),
        ("new_enrolments", 1_221),
        ("learning_opportunities", 159),
        ("evaluations", 1_887),
    ):
        assert in_json["total"][key] == in_xlsx["total"][key] == int(in_csv["total"][key]) == count


def test_every_file_says_that_it_is_a_demonstration(files):
    said = "This is a demonstration: its records were made by rule, April 2018 to March 2019."

    for kind in ("text", "html"):
        assert said in files[kind].decode()
    assert said in "".join(one.text for one in docx.Document(io.BytesIO(files["docx"])).paragraphs)
