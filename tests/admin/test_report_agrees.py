"""Random worlds: page, web page, Word document and text say the same sentences and numbers."""

import io
from datetime import date

import docx
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from admin.documents.files import write_file
from admin.documents.making import Made, make_report
from admin.documents.report import Chart
from admin.periods import Period
from admin.summaries.every_site import every_site
from kiosk.database import db
from tests import people
from tests.client import Client
from tests.elsewhere import a_figure
from tests.examples import examples
from tests.reports import counted, forms, said_in_page, said_in_text, said_in_word
from tests.staff import sign_in

PERIOD = Period(date(2018, 12, 1), date(2019, 2, 28))
ADDRESS = "from=2018-12-01&to=2019-02-28"
days = st.dates(date(2018, 11, 28), date(2019, 3, 3))
answers = st.sampled_from(("yes", "yes", "yes", "partly", "no", "not_applicable", None))
worlds = st.fixed_dictionaries(
    {
        "counts": st.lists(
            st.tuples(
                st.sampled_from(("walton", "southport", "bootle")), st.integers(0, 4000), days
            ),
            max_size=4,
        ),
        "forms": st.lists(
            st.tuples(st.integers(1, 40), answers, days, st.sampled_from((1, 1, 1, 2))),
            max_size=5,
        ),
        "elsewhere": st.lists(st.integers(0, 3000), max_size=2),
    }
)


def store(world):
    for slug, count, day in world["counts"]:
        counted(slug, count, day)
    for count, answer, day, wording in world["forms"]:
        forms(count, answer, day, wording=wording)
    for place, value in enumerate(world["elsewhere"]):
        a_figure(f"Figure {place}", value, days=(PERIOD.first, PERIOD.last))


def check_charts(made: Made, page: BeautifulSoup, document: bytes) -> None:
    """The tables under the charts are the same, and their bars are the sentences’ numbers."""
    charts = [chart for section in made.report.sections for chart in section.charts]
    tables = [chart.rows for chart in charts]
    on_page = [_cells(table.tbody.find_all("tr")) for table in page.select(".document table")]
    in_word = [
        [tuple(cell.text for cell in row.cells) for row in table.rows][1:]
        for table in docx.Document(io.BytesIO(document)).tables
    ]
    assert on_page == tables
    assert in_word == tables
    for chart in charts:
        check_chart(chart, made)


def _cells(rows: list[BeautifulSoup]) -> list[tuple[str, ...]]:
    return [tuple(cell.get_text() for cell in row.find_all(["th", "td"])) for row in rows]


def check_chart(chart: Chart, made: Made) -> None:
    amounts = [bar.amount for bar in chart.bars]
    if chart.name == "by-site":
        assert sum(amounts) == made.summary.total.visits
    if chart.name == "over-time":
        assert sum(amount or 0 for amount in amounts) <= made.summary.total.visits
    if chart.name == "yes":
        said = [sentence for section in made.report.sections for sentence in section.sentences]
        for bar in filter(lambda one: one.amount is not None, chart.bars):
            begins, rests = f"{bar.amount} percent stated", f"n = {bar.n}"
            assert any(
                one.text.startswith(begins) and one.basis.startswith((f"{rests};", f"{rests}, "))
                for one in said
            )


@examples(20)
@given(records=worlds)
def test_every_format_says_the_same(world, app, records):
    world.put_back()
    db.session.remove()
    store(records)
    manager = sign_in(Client(app), people.a_person("mo@example.org", "manager"))
    made = make_report(PERIOD, every_site(), people.TODAY)
    said = [
        part
        for section in made.report.sections
        for part in (
            section.lead,
            *(words for one in section.sentences for words in (one.text, *one.parts, one.basis)),
        )
        if part
    ]

    page = manager.get(f"/admin/report?{ADDRESS}")
    document = write_file(made.report, "docx")
    web = BeautifulSoup(write_file(made.report, "html"), "html5lib")
    text = write_file(made.report, "text").decode()

    assert said_in_page(page.soup) == said
    assert said_in_page(web) == said
    assert said_in_word(document) == said
    headings = {group.heading for section in made.report.sections for group in section.groups}
    assert [line for line in said_in_text(text) if line not in headings] == said
    check_charts(made, page.soup, document)
    for note in made.report.notes:
        assert note in page.text
        assert note in text
