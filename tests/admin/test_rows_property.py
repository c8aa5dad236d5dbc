"""Random worlds: every figure of the overview opens to rows, and a file, that come to it."""

import io
from datetime import date, datetime, timedelta
from uuid import uuid4

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from kiosk.database import db, writing
from kiosk.models import Enrolment, Evaluation
from kiosk.questions import ANSWER_VALUES, QUESTION_NAMES
from tests import people
from tests.admin.figures_that_open import Reader, figures, file_rows, follow_every_figure
from tests.admin.test_figures_property import store, worlds
from tests.client import Client
from tests.examples import examples
from tests.staff import sign_in

DAYS = st.integers(0, 9).map(lambda day: date(2018, 3, 24) + timedelta(days=day))
RUNS = (
    ("Mindfulness", "walton", "AAAAAA"),
    ("Mindfulness", "southport", "BBBBBB"),
    ("Singing", "walton", "CCCCCC"),
)
# A run, a day and an answer at a time come often, so that many runs have five forms of it.
forms = st.lists(
    st.tuples(st.integers(0, 2), DAYS, st.sampled_from((*ANSWER_VALUES, None)), st.integers(1, 6)),
    max_size=6,
)
enrolments = st.lists(st.tuples(st.integers(0, 2), DAYS, st.booleans()), max_size=5)
# Whole and part months, of all sites and of some: every address has hundreds of figures.
asked = st.sampled_from(
    (
        "from=2018-03-25&to=2018-03-31&site=walton&site=southport",
        "from=2018-03-01&to=2018-04-30&site=walton",
        "from=2018-03-26&to=2018-03-27",
    )
)


def store_learning(given_forms, places):
    runs = [
        people.a_run(title, slug, code, days=(date(2018, 3, 26),)) for title, slug, code in RUNS
    ]
    rows = [
        {
            "id": uuid4(),
            "site_id": runs[run].site_id,
            "run_id": runs[run].id,
            "held_on": day,
            "received_on": day,
            "wording": 1,
            **dict.fromkeys(QUESTION_NAMES, answer),
        }
        for run, day, answer, times in given_forms
        for _time in range(times)
    ]
    taken = [
        {
            "id": uuid4(),
            "site_id": runs[run].site_id,
            "course_id": runs[run].course_id,
            "run_id": None,
            "enrolled_on": day,
            "new_to_life_rooms": new,
            "received_on": day,
        }
        for run, day, new in places
    ]
    with writing():
        for table, records in ((Evaluation, rows), (Enrolment, taken)):
            if records:
                db.session.execute(insert(table), records)


@examples(3)
@given(records=worlds, given_forms=forms, places=enrolments, query=asked)
def test_every_figure_is_what_its_rows_and_its_file_come_to(
    world, app, records, given_forms, places, query
):
    world.put_back()
    db.session.remove()
    store(records)
    store_learning(given_forms, places)
    client = sign_in(Client(app), people.a_person("mo@example.org", "manager"))

    page = client.get(f"/admin/?{query}")

    by_course, compared = (
        client.get(f"/admin/{each}?{query}") for each in ("by-course", "compare")
    )
    follow_every_figure(client, page, by_course, compared)
    for address in one_of_each_kind(page):
        assert workbook_rows(client, address) == file_rows(Reader(client), address), address


def one_of_each_kind(page):
    """The last address of each kind of figure: the kinds of rows are a dozen, figures hundreds."""
    addresses = [address for _number, address, _name in figures(page)]
    return {address.partition("?")[0]: address for address in addresses}.values()


def workbook_rows(client, address):
    """The rows of the workbook that the page at this address offers, as the other file has them."""
    path, _, query = address.partition("?")
    content = client.open(f"{path}.xlsx?{query}", "GET").get_data()
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    header, *rows = sheets[1].iter_rows(values_only=True)
    return [
        {name: as_text(name, value) for name, value in zip(header, row, strict=True)}
        for row in rows
    ]


def as_text(name, value):
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" if name.startswith("counted_") else str(value.date())
    return "" if value is None else str(value)
