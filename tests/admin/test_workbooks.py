"""XLSX files: they say what they hold, and the same numbers as the CSV, as numbers and dates."""

import csv
import io
import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from admin import workbooks
from admin.file_words import NAMES
from admin.tables import READ_AT_ONCE, RECORDS, SHARED_KINDS
from admin.workbooks import Sheet, write_workbook
from kiosk.database import db, writing
from kiosk.models import AuditEntry, ClosedDay, Enrolment, Evaluation
from tests import elsewhere, people
from tests.admin.looked_after import a_day_of_looking_after
from tests.admin.test_overview import count_by_hand, send_forms
from tests.reports import forms
from tests.staff import sign_in
from tests.worries import a_worrying_comment

TODAY = "from=2026-11-24&to=2026-11-24"
NOVEMBER = "from=2026-11-01&to=2026-11-30"
SEPTEMBER = "from=2026-09-01&to=2026-09-30"
# The log grows with each file taken: one is compared with another in its own tests.
KINDS = [kind for kind in NAMES if kind != "log"]


def workbook(client, kind, query=TODAY):
    """A downloaded workbook, as a spreadsheet opens it."""
    response = client.open(f"/admin/export/{kind}.xlsx?{query}", "GET")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content_type == (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    return openpyxl.load_workbook(io.BytesIO(response.get_data()))


def rows(book, place=1):
    return [[cell.value for cell in row] for row in book.worksheets[place].iter_rows()]


def about(book):
    return [(name, value) for name, value in rows(book, 0) if name != "What it means"]


def a_day_of_everything():
    run = people.a_run("=HYPERLINK(1)")
    people.a_visit(at=people.NOW + timedelta(minutes=37), first_time=True, people=2)
    count_by_hand(40)
    send_forms(run, yes=5)
    form = db.session.scalars(select(Evaluation).order_by(Evaluation.id)).first()
    with writing():
        form.good = "@SUM(A1) was kind"
        form.held_on = date(2026, 11, 20)
        db.session.add(form)
    people.add(
        Enrolment(
            site_id=run.site_id,
            course_id=run.course_id,
            enrolled_on=people.TODAY,
            new_to_life_rooms=True,
            received_on=people.TODAY,
        )
    )
    bo = people.a_person("bo@example.org", sites=("walton",))
    a_worrying_comment(run, bo)
    a_day_of_looking_after(bo)
    people.add(ClosedDay(site_id=run.site_id, day=people.TODAY, reason="+Flood"))
    elsewhere.a_figure(days=(people.TODAY, people.TODAY))


def test_the_first_sheet_says_what_the_file_holds(manager):
    book = workbook(manager, "visits", f"{TODAY}&site=walton&site=bootle")

    assert about(book) == [
        ("File", "Visits"),
        ("Period", "24 November 2026"),
        ("First day", datetime(2026, 11, 24)),
        ("Last day", datetime(2026, 11, 24)),
        ("Sites", "The Life Rooms, Walton\nThe Life Rooms, Bootle"),
        ("Filter", "Every tap but those taken back or struck out"),
        ("Made", datetime(2026, 11, 24, 10, 0)),
        ("View", "Working: for the team only."),
    ]
    assert ("What it means", "hour: the hour that began, by the clock on the wall. Minutes are "
            "shown to nobody.") in [tuple(row) for row in rows(book, 0)]  # fmt: skip


def test_days_are_days_and_numbers_are_numbers(manager):
    a_day_of_everything()

    assert rows(workbook(manager, "visits"))[1:] == [
        ["walton", datetime(2026, 11, 24), 10, "learning", "yes", 2]
    ]
    assert rows(workbook(manager, "headcounts"))[1][1:4] == [
        datetime(2026, 11, 24),
        datetime(2026, 11, 25),
        40,
    ]


def test_nothing_in_a_workbook_is_a_formula_or_a_link(manager):
    a_day_of_everything()

    for kind in NAMES:
        book = workbook(manager, kind, NOVEMBER)
        assert len(rows(book)) > 1, kind
        for page in book.worksheets:
            for row in page.iter_rows():
                for cell in row:
                    assert cell.data_type in ("s", "n", "d"), (kind, cell.value)
                    assert cell.hyperlink is None
    enrolled = rows(workbook(manager, "enrolments"))[1]
    assert enrolled == ["walton", "=HYPERLINK(1)", datetime(2026, 11, 24), "yes"]


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "https://example.org", "{=1}", "-5", "a\x07b"])
def test_text_is_written_as_text(app, text):
    with write_workbook([("File", "x")], [Sheet("Rows", ["words"], [[text]])]) as file:
        cell = openpyxl.load_workbook(file).worksheets[1]["A2"]

    assert cell.data_type == "s"
    assert openpyxl.utils.escape.unescape(cell.value) == text


def test_more_rows_than_a_sheet_takes_go_on_to_the_next(app, monkeypatch):
    monkeypatch.setattr(workbooks, "ROWS_A_SHEET", 2)

    numbers = Sheet("Rows", ["n"], ([n] for n in range(5)))
    with write_workbook([], [numbers]) as file:
        book = openpyxl.load_workbook(file)

    assert book.sheetnames == ["About", "Rows", "Rows 2", "Rows 3"]
    assert [rows(book, place)[1:] for place in (1, 2, 3)] == [[[0], [1]], [[2], [3]], [[4]]]


@pytest.mark.parametrize(
    ("kind", "view"),
    [(kind, "") for kind in KINDS] + [(kind, "&view=shared") for kind in SHARED_KINDS],
)
def test_the_workbook_holds_what_the_csv_holds(manager, kind, view):
    a_day_of_everything()
    query = NOVEMBER + view
    text = manager.get(f"/admin/export/{kind}.csv?{query}").response.get_data().decode("utf-8-sig")

    in_csv = list(csv.reader(io.StringIO(text, newline="")))
    in_workbook = rows(workbook(manager, kind, query))

    assert in_workbook == [[as_cell(text) for text in row] for row in in_csv]


def as_cell(text):
    """What a text of the CSV is in the workbook: a number, a day, a moment or itself."""
    for read in (int, float, datetime.fromisoformat):
        with suppress(ValueError):
            return read(text)
    return text.removeprefix("'") or None


def test_the_list_in_the_docs_has_each_kind_with_its_columns():
    listed = (Path(__file__).parent.parent.parent / "docs" / "exports.md").read_text("utf-8")
    columns = {kind: names for kind, (names, _read) in {**RECORDS, **READ_AT_ONCE}.items()}

    assert [line.split("`")[1] for line in listed.splitlines() if line.startswith("| `")] == [
        *NAMES
    ]
    for kind, names in columns.items():
        assert re.search(rf"\| `{kind}` \|.*`{', '.join(names)}` \|", listed), kind


def test_the_summary_has_sheets_for_hours_and_for_what_is_left_out(manager):
    people.a_visit(people=3)
    count_by_hand(9, first=date(2026, 11, 23), days=2)

    book = workbook(manager, "summary", f"{TODAY}&site=walton")

    assert book.sheetnames == ["About", "Summary", "Hours", "Left out"]
    assert rows(book, 2)[1:] == [["walton", "tue", 10, 3], ["total", "tue", 10, 3]]
    assert rows(book, 3)[1:] == [
        ["walton", datetime(2026, 11, 23), datetime(2026, 11, 24), 9],
    ]


def test_the_shared_summary_counts_no_single_answer(manager):
    forms(14, "yes", date(2026, 9, 15))

    header, walton, *_others = rows(workbook(manager, "summary", f"{SEPTEMBER}&view=shared"))
    row = dict(zip(header, walton, strict=True))

    assert not [name for name in header if name.endswith(("_yes", "_partly", "_no", "_blank"))
                and not name.startswith("first_visits")]  # fmt: skip
    assert (row["felt_valued_percent"], row["felt_valued_n"]) == (100, 15)
    assert (row["felt_valued_note"], row["evaluations"]) == ("n rounded to 5", 14)


def test_the_shared_evaluations_have_no_row_of_one_form(manager):
    forms(9, "yes", date(2026, 9, 15))

    found = rows(workbook(manager, "evaluations", f"{SEPTEMBER}&view=shared&site=walton"))

    assert [row[:2] for row in found] == [["site", "evaluations"], ["walton", 9], ["total", 9]]
    assert found[1][2:6] == [None, None, None, "fewer than 10 forms"]


def test_the_first_sheet_of_comments_to_share_says_what_is_in_them(manager):
    book = workbook(manager, "comments", f"{TODAY}&site=walton&view=shared")

    told = dict(about(book))
    assert (told["Period"], told["First day"]) == ("November 2026", datetime(2026, 11, 1))
    assert told["Last day"] == datetime(2026, 11, 30)
    assert told["Filter"].startswith("Left out: what people asked us not to share,")
    meanings = [value for name, value in rows(book, 0) if name == "What it means"]
    assert meanings == ["One row a form with words: its site and month, never its day or course."]


def test_comments_for_the_team_say_that_few_are_listed_by_month(manager):
    told = dict(about(workbook(manager, "comments")))

    assert told["Filter"] == (
        "What was received before today. Where few forms were sent, whole months are listed"
    )


@pytest.mark.parametrize("kind", sorted(set(NAMES) - set(SHARED_KINDS)))
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rows_are_not_given_out_as_what_may_leave_the_team(manager, kind, ending):
    page = manager.get(f"/admin/export/{kind}.{ending}?{TODAY}&view=shared", 404)

    assert "Rows stay inside the team." in page.text
    is_summed = kind in ("visits", "headcounts", "days", "enrolments", "courses")
    assert ("The summary to share has the counts." in page.text) == is_summed


@pytest.mark.parametrize("kind", NAMES)
def test_a_workbook_leads_to_the_shared_view_where_there_is_one(manager, kind):
    view = dict(about(workbook(manager, kind)))["View"]

    shared = manager.open(f"/admin/export/{kind}.xlsx?{TODAY}&view=shared", "GET")
    assert ("Ask for the shared view" in view) == (shared.status_code == 200)


def test_an_unknown_view_gives_no_file(manager):
    manager.get(f"/admin/export/visits.xlsx?{TODAY}&view=everything", 400)


def test_every_workbook_is_noted_in_the_log(manager):
    workbook(manager, "comments", f"{TODAY}&view=shared")

    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.subject) == (
        "exported comments to share",
        "2026-11-24 to 2026-11-24",
    )


def test_a_coordinator_takes_no_workbook_of_another_site(client):
    cora = sign_in(client, people.a_person("cora@example.org", sites=("walton",)))

    cora.get(f"/admin/export/visits.xlsx?{TODAY}&site=bootle", 404)
