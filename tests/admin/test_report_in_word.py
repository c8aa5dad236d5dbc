"""The report as a Word document: real styles, tables, captions and alternative text."""

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml.ns import qn

from tests import people
from tests.reports import the_published_counts
from tests.staff import sign_in

ADDRESS = "from=2018-04-01&to=2019-03-31"


@pytest.fixture
def fetch(client):
    manager = sign_in(client, people.a_person("mo@example.org", "manager"))
    return lambda ending: manager.open(f"/admin/report.{ending}?{ADDRESS}", "GET").get_data()


def test_the_word_document_is_built_of_words_own_styles(fetch):
    the_published_counts()

    document = docx.Document(io.BytesIO(fetch("docx")))

    headings = [
        (one.style.name, one.text)
        for one in document.paragraphs
        if one.style.name.startswith(("Title", "Heading", "Caption", "footnote"))
    ]
    assert headings == [
        ("Title", "The Life Rooms, April 2018 to March 2019"),
        ("Heading 1", "Visits"),
        ("Caption", "Figure . Visits by month. 41,200 in each."),
        ("Caption", "Table . Visits by month"),
        (
            "Caption",
            "Figure . Visits by site. Most: 23,949 (The Life Rooms, Walton). "
            "Fewest: 2,350 (The Life Rooms, Bootle).",
        ),
        ("Caption", "Table . Visits by site"),
        ("Heading 1", "Learning"),
        ("Heading 1", "What learners said"),
        ("Caption", "Figure . Yes, of the forms that answered. 98% in each."),
        ("Caption", "Table . Yes, of the forms that answered"),
        ("Heading 1", "Notes"),
        ("footnote text", "1 The Life Rooms, Bootle opened in January 2019"),
    ]
    numbers = document.element.body.iterfind(f".//{qn('w:fldSimple')}//{qn('w:t')}")
    assert [number.text for number in numbers] == ["1", "1", "2", "2", "3", "3"]


def test_the_word_document_has_tables_with_heading_rows_and_pictures_told_in_words(fetch):
    the_published_counts()

    document = docx.Document(io.BytesIO(fetch("docx")))

    by_site = document.tables[1]
    assert [[cell.text for cell in row.cells] for row in by_site.rows] == [
        ["Site", "Visits"],
        ["The Life Rooms, Walton", "23,949"],
        ["The Life Rooms, Southport", "14,901"],
        ["The Life Rooms, Bootle", "2,350"],
    ]
    said = document.tables[2]
    assert [[cell.text for cell in row.cells] for row in said.rows][:2] == [
        ["Question", "Yes", "n"],
        ["The course covered what they need", "98%", "1,125"],
    ]
    for table in document.tables:
        for row in table.rows:
            sides = [cell.paragraphs[0].alignment for cell in row.cells]
            assert sides == [None, *[WD_PARAGRAPH_ALIGNMENT.RIGHT] * (len(row.cells) - 1)]
        # Under a filled heading row Word let dark writing stand on a dark ground.
        assert (table.style.name, table.style.type) == ("Figures", WD_STYLE_TYPE.TABLE)
        assert list(document.styles["Figures"].element.iter(qn("w:shd"))) == []
        marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True] + [False] * (len(table.rows) - 1)
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert told == [
        "Visits by month. 41,200 in each.",
        "Visits by site. Most: 23,949 (The Life Rooms, Walton). "
        "Fewest: 2,350 (The Life Rooms, Bootle).",
        "Yes, of the forms that answered. 98% in each.",
    ]


def test_the_word_document_is_british_a4_and_names_nobody(fetch):
    document = docx.Document(io.BytesIO(fetch("docx")))

    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    page, about = document.sections[0], document.core_properties
    assert languages == {"en-GB"}
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert about.title == "The Life Rooms, April 2018 to March 2019"
    assert (about.author, about.last_modified_by, about.language) == ("The Life Rooms", "", "en-GB")


def test_every_page_of_the_word_document_says_what_it_is_and_its_number(fetch):
    document = docx.Document(io.BytesIO(fetch("docx")))

    foot = document.sections[0].footer.paragraphs[0]
    assert foot.text.strip() == "The Life Rooms, April 2018 to March 2019"
    fields = [each.get(qn("w:instr")).strip() for each in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]


def test_the_same_report_is_the_same_file(fetch, clock):
    the_published_counts()
    first = fetch("docx")
    clock.set("2026-11-24T10:00:30")

    assert fetch("docx") == first
    assert zipfile.ZipFile(io.BytesIO(first)).testzip() is None
