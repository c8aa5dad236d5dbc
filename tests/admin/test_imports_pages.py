"""Importing in the admin area: choose or paste, look, confirm, undo; for one's own sites only."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import AuditEntry, Import, Person, Visit
from tests import people
from tests.importing import a_file, imported
from tests.staff import sign_in

PATH, BAKING = "/admin/upkeep/imports", "Baking bread of all kinds"
PASTED = "site\ttapped_at\tpeople\tmood\nWalton\t03/04/2018 09:15\t3\tsunny\n"


@pytest.fixture
def staff(client):
    return sign_in(client, people.a_person("ann@example.org", sites=("walton",)))


@pytest.fixture
def folder(app) -> Path:
    """Where files wait, empty: it outlives a test."""
    folder = app.config["SETTINGS"].instance / "imports"
    for file in folder.glob("*"):
        file.unlink()
    return folder


def paste(staff, pasted=PASTED, kind="visits", status=200):
    return staff.get(PATH).submit("Look at it first", kind=kind, pasted=pasted, status=status)


def upload(staff, content: bytes, name: str = "visits.csv", kind: str = "visits"):
    page = staff.get(PATH)
    token = page.find("main input[name=csrf_token]")["value"]
    data = {"csrf_token": token, "kind": kind, "pasted": "", "file": (io.BytesIO(content), name)}
    return staff.post(PATH, data)


def people_id(email: str) -> int:
    return db.session.scalars(select(Person.id).where(Person.email == email)).one()


def visits() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Visit))


def test_pasted_rows_are_shown_before_they_are_added(staff):
    page = paste(staff)

    assert page.h1 == "Check before adding"
    assert "One row will be added" in page.text
    assert "These columns are not used: mood." in page.text
    assert page.rows("What will be added") == [
        ["Site", "Rows", "People", "Days"],
        ["Walton", "1", "3", "3 April 2018"],
    ]
    assert page.rows("The first rows") == [
        ["Line", "site", "tapped at", "purpose", "people"],
        ["2", "walton", "3 April 2018, 09:15", "not_recorded", "3"],
    ]
    assert visits() == 0

    done = page.submit("Add these rows")

    assert done.h1 == "Import of 24 November 2026"
    assert "One row was added." in done.text
    assert visits() == 1


def test_what_people_wrote_is_seen_first_and_answers_in_words(staff):
    row = "walton,Singing,05/06/2018,yes,partly,no,not_applicable,,The tea,,yes,"

    page = upload(staff, a_file("evaluations", row), kind="evaluations")

    assert page.rows("The first rows") == [
        ["Line", "site", "course", "held on", "good", "do not share"]
        + ["covered needs", "environment suitable"]
        + ["tutor met expectations", "could discuss opportunities"],
        ["2", "walton", "Singing", "5 June 2018", "The tea", "yes"]
        + ["Yes", "Partly", "No", "Not sure, or doesn’t apply"],
    ]


def test_a_file_that_was_refused_must_be_chosen_again_and_the_page_says_so(staff):
    sentence = "Then choose the file again below: the page does not keep it."

    assert sentence in upload(staff, a_file("visits", "nowhere,03/04/2018 09:00,,,,")).text
    assert sentence not in paste(staff, "site\ttapped_at\nnowhere\t03/04/2018 09:15\n").text


def test_an_import_is_undone_where_it_was_confirmed(staff):
    done = upload(staff, a_file("visits", "walton,03/04/2018 09:00,,,,")).submit("Add these rows")

    page = done.submit("Undo this import")

    assert "Undone. What this import added is gone again." in page.text
    assert visits() == 0
    assert staff.get(PATH).rows("Imports")[1] == [
        "visits.csv",
        "Visits",
        "1",
        "24 November 2026 Ann",
        "undone",
    ]
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == ["imported visits", "undid an import of visits"]
    assert {entry.person_id for entry in entries} == {people_id("ann@example.org")}


def test_after_thirty_days_there_is_no_undo(staff, clock):
    paste(staff).submit("Add these rows")
    clock.moment += timedelta(days=30, minutes=1)
    record = db.session.scalars(select(Import)).one()
    with staff.flask.session_transaction("/admin/", base_url=staff.base_url) as session:
        session["began_at"] = session["seen_at"] = clock.moment.timestamp()

    page = staff.get(f"{PATH}/{record.id}")

    assert "It can no longer be undone: 30 days have passed." in page.text
    assert visits() == 1


def test_refused_rows_are_told_with_what_was_pasted_still_there(staff):
    page = paste(staff, PASTED + "crosby\t03/04/2018\t1\tx\nwalton\t04/13/2018\t1\tx\n")

    assert "2 rows are refused" in page.text
    assert [row[0] for row in page.rows("Refused rows")] == ["Line", "3", "4"]
    assert page.find("textarea").get_text().strip().startswith("site\ttapped_at")
    assert visits() == 0


def test_a_coordinator_imports_for_their_own_sites_only(staff):
    page = upload(staff, a_file("visits", "bootle,03/04/2019 09:00,,,,"))

    assert page.rows("Refused rows")[1] == [
        "2",
        "site: You do not look after The Life Rooms, Bootle. Ask a manager to import it.",
    ]


def test_a_file_that_cannot_be_read_is_refused_beside_its_field(staff):
    page = upload(staff, b"PK\x03\x04", "visits.xlsx")

    assert page.errors == [
        "This is a workbook or a packed file. Save it as CSV first, then choose that file."
    ]


def test_neither_and_both_are_refused(staff):
    assert paste(staff, "").errors == ["Choose a file, or paste rows with their headings."]
    page = staff.get(PATH)
    token = page.find("main input[name=csrf_token]")["value"]
    both = {"csrf_token": token, "pasted": PASTED, "file": (io.BytesIO(b"x"), "x.csv")}
    assert staff.post(PATH, both).errors == [
        "Choose what the rows say.",
        "Choose a file or paste rows, not both. Clear one of the two.",
    ]


def test_a_large_file_comes_through_for_staff_and_for_nobody_else(staff, new_client):
    large = a_file("visits", *["walton,03/04/2018 09:15,,,,"] * 4_000)
    assert len(large) > 64 * 1024

    assert upload(staff, large).h1 == "Check before adding"
    refused = new_client().open(PATH, "POST", data={"file": (io.BytesIO(large), "x.csv")})
    assert refused.status_code == 413


def test_a_waiting_file_is_one_persons_own_and_goes_within_a_day(staff, folder, new_client, clock):
    page = paste(staff)
    (kept,) = folder.iterdir()
    other = sign_in(new_client(), people.a_person("m@example.org", "manager"))

    assert kept.stat().st_mode & 0o777 == 0o600
    assert other.get(page.path).h1 == "Import records"
    clock.moment += timedelta(hours=25)
    with other.flask.session_transaction("/admin/", base_url=other.base_url) as session:
        session["began_at"] = session["seen_at"] = clock.moment.timestamp()
    paste(other)
    assert kept not in list(folder.iterdir())


def test_a_file_goes_when_it_is_confirmed_or_left(staff, folder):
    paste(staff).submit("Leave it: add nothing")
    assert list(folder.iterdir()) == []

    paste(staff).submit("Add these rows")
    assert (list(folder.iterdir()), visits()) == ([], 1)


def test_confirmed_twice_it_is_added_once(staff):
    page = paste(staff)
    page.submit("Add these rows")

    again = page.submit("Add these rows")

    assert "That file does not wait any more." in again.text
    assert visits() == 1


def test_the_same_rows_again_are_not_offered(staff):
    paste(staff).submit("Add these rows")

    page = paste(staff)

    assert "These same rows were imported on 24 November 2026." in page.text
    assert "Add these rows" not in page.text


TWICE = "Would anybody be counted twice?"


def test_counts_whose_people_may_be_counted_already_are_named_first(staff):
    people.a_visit(people=4, at=people.NOW.replace(year=2018, month=4, day=3))
    imported("headcounts", "Walton,04/04/2018,06/04/2018,40,,yes,")
    imported("headcounts", "Bootle,08/04/2019,08/04/2019,40,,yes,")
    rows = [
        "Walton,03/04/2018,03/04/2018,12,,yes,",
        "Walton,06/04/2018,07/04/2018,13,,,",
        "Walton,07/04/2018,07/04/2018,14,,yes,",
        "Walton,08/04/2018,08/04/2018,15,,yes,",
        "Walton,03/04/2018,06/04/2018,16,,no,",
    ]

    page = upload(staff, a_file("headcounts", *rows), kind="headcounts")

    assert TWICE in page.text
    assert [each.get_text(strip=True) for each in page.soup.select(".notice--warning li")] == [
        "Line 2: 4 people are in the figures already for 3 April 2018, by screen or from a file.",
        "Line 3: It overlaps a count that is there already: 40 people, 4 to 6 April 2018.",
        "Line 4: It overlaps line 3: 13 people, 6 to 7 April 2018.",
    ]

    assert "5 rows were added." in page.submit("Add these rows all the same").text


def test_the_preview_of_a_count_names_its_last_day_and_the_hours_of_a_part_of_one(staff):
    rows = ["Walton,01/04/2018,30/04/2018,12,,,", "Walton,01/05/2018 18:00,01/05/2018,3,,,"]

    page = upload(staff, a_file("headcounts", *rows), kind="headcounts")

    assert [row[2:4] for row in page.rows("The first rows")[1:]] == [
        ["1 April 2018", "30 April 2018"],
        ["1 May 2018, 18:00", "1 May 2018, 24:00"],
    ]


def test_counts_of_days_on_which_nobody_was_counted_are_not_asked_about(staff):
    page = upload(
        staff, a_file("headcounts", "Walton,03/04/2018,04/04/2018,12,,,"), kind="headcounts"
    )

    assert TWICE not in page.text
    assert "One row was added." in page.submit("Add these rows").text


def test_a_new_course_that_is_nearly_one_of_ours_is_asked_about(staff):
    people.a_run("Mindfulness for beginners")
    people.a_run("Baking breads of all kinds", "bootle", "7Q2M4Y")  # nothing of theirs is told
    titles = ("Mindfullness for beginners", "Singing for all", "Singin for all", BAKING)
    rows = [f"Walton,{title},05/06/2018,yes,,,,,,,," for title in titles]

    page = upload(staff, a_file("evaluations", *rows), kind="evaluations")

    assert [each.get_text() for each in page.soup.select(".imports__courses li")] == [
        "Mindfullness for beginners Is it “Mindfulness for beginners”?",
        "Singing for all Is it “Singin for all”?",
        "Singin for all Is it “Singing for all”?",
        BAKING,
    ]


def test_a_coordinator_sees_no_import_of_anybody_else(staff, new_client):
    done = paste(staff).submit("Add these rows")
    other = sign_in(new_client(), people.a_person("bob@example.org", sites=("walton",)))

    other.get(done.path, status=404)
    assert "Nothing has been imported yet." in other.get(PATH).text


def test_the_columns_stand_on_a_page_with_files_to_fill_in(staff):
    page = staff.get(PATH).follow("Which columns does each need? With files to fill in")

    assert page.rows("Visits")[1] == [
        "site",
        "yes",
        "The site’s name or short name. Capitals do not matter.",
        "Walton",
    ]
    for kind in ("visits", "headcounts", "courses", "evaluations", "enrolments"):
        file = staff.open(page.link(f"File to fill in: {kind}.csv"), "GET")
        check = upload(staff, file.data, f"{kind}.csv", kind)
        assert "One row will be added" in check.text
