"""Enrolments of a run: numbers by the day, one row each, taken back by the day."""

from datetime import date

import pytest
from sqlalchemy import func, select

from kiosk.database import db
from kiosk.models import AuditEntry, Enrolment, Import
from tests import people
from tests.client import Client, Page
from tests.staff import sign_in

CODE = "7Q2M4X"


@pytest.fixture
def walton(client: Client) -> Client:
    """A coordinator of Walton, signed in, where one course runs today."""
    people.a_run(code=CODE)
    return sign_in(client, people.a_person("anna@example.org", sites=("walton",)))


def add(client: Client, **typed: object) -> Page:
    fields = {"day": "2026-11-20", "total": "12", "new": "9"} | typed
    return client.get("upkeep.enrolments", code=CODE).submit("Add", **fields)


def count(*where: object) -> int | None:
    return db.session.scalar(select(func.count()).select_from(Enrolment).where(*where))  # type: ignore[arg-type]


def test_enrolments_are_stored_as_one_row_each_and_shown_by_day(walton: Client) -> None:
    add(walton)
    page = add(walton, day="2026-11-23", total="3", new="0")
    assert "3 enrolments added." in page.text
    assert page.rows("Enrolments by day") == [
        ["Day", "Enrolled", "New", "Change"],
        ["20 November 2026", "12", "9", "Take back 20 November 2026"],
        ["23 November 2026", "3", "0", "Take back 23 November 2026"],
        ["All", "15", "9", ""],
    ]
    assert count() == 15
    assert count(Enrolment.new_to_life_rooms) == 9


def test_a_row_keeps_its_site_its_course_and_the_day_it_arrived(walton: Client) -> None:
    add(walton, total="1", new="1")
    row = db.session.scalars(select(Enrolment)).one()
    assert (row.site_id, row.enrolled_on, row.received_on) == (
        people.site().id,
        date(2026, 11, 20),
        date(2026, 11, 24),
    )


def test_two_entries_of_one_day_add_up(walton: Client) -> None:
    add(walton)
    page = add(walton, total="2", new="1")
    assert page.rows("Enrolments by day")[1][1:3] == ["14", "10"]


def test_the_same_sending_twice_is_counted_once(walton: Client) -> None:
    page = walton.get("upkeep.enrolments", code=CODE)
    first = page.submit("Add", day="2026-11-20", total="12", new="9")
    second = page.submit("Add", day="2026-11-20", total="12", new="9")
    assert count() == 12
    assert "12 enrolments added." in first.text
    assert "12 enrolments added." not in second.text
    assert "Those 12 enrolments are there already. They are counted once." in second.text


@pytest.mark.parametrize(
    ("changed", "stored"),
    [({"day": "2026-11-23"}, 24), ({"total": "13"}, 25), ({"total": "11"}, 23), ({"new": "8"}, 24)],
)
def test_the_same_sending_with_other_numbers_is_another_entry(
    walton: Client, changed: dict[str, str], stored: int
) -> None:
    page = walton.get("upkeep.enrolments", code=CODE)
    typed = {"day": "2026-11-20", "total": "12", "new": "9"}
    page.submit("Add", **typed)

    second = page.submit("Add", **(typed | changed))
    repeat = page.submit("Add", **(typed | changed))

    assert "enrolments added." in second.text
    assert "are there already. They are counted once." in repeat.text
    assert count() == stored


def test_the_same_sending_for_another_run_is_another_entry(walton: Client) -> None:
    people.a_run("Baking", code="AAAAAA")
    pages = [walton.get("upkeep.enrolments", code=code) for code in (CODE, "AAAAAA")]
    same = {"id": pages[0].find("input[name=id]")["value"]}
    for page in pages:
        page.submit("Add", day="2026-11-20", total="12", new="9", **same)
    assert count() == 24


def test_the_page_of_the_run_shows_the_totals(walton: Client) -> None:
    add(walton)
    assert "9 of them new to The Life Rooms" in walton.get("upkeep.run", code=CODE).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"new": "13"}, "More were new than enrolled. Check both numbers."),
        ({"total": "501"}, "Give a number from 1 to 500."),
        ({"total": "0", "new": "0"}, "Give a number from 1 to 500."),
        ({"new": "-1"}, "Give a number from 0 to 500."),
        ({"total": "a dozen"}, "Write a whole number, such as 12."),
        ({"total": ""}, "Say how many enrolled."),
        ({"new": ""}, "Say how many were new. If none were, write 0."),
        ({"day": "2026-11-25"}, "That day is still to come. Choose today or an earlier day."),
        ({"day": "2016-04-30"}, "Walton opened on 1 May 2016. Choose that day or a later one."),
        ({"day": ""}, "Choose the day."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_kept(
    walton: Client, typed: dict[str, str], sentence: str
) -> None:
    page = add(walton, **typed)
    assert page.errors == [sentence]
    kept = {"total": "12"} | typed
    assert page.find("input[name=total]")["value"] == kept["total"]
    assert count() == 0


def test_five_hundred_at_once_are_stored(walton: Client) -> None:
    add(walton, total="500", new="500")
    assert count(Enrolment.new_to_life_rooms) == 500


def test_a_day_is_taken_back_after_a_question(walton: Client) -> None:
    add(walton)
    page = add(walton, day="2026-11-23").follow("Take back 20 November 2026")
    assert page.h1 == "Take back 12 enrolments?"
    assert count() == 24
    page = page.submit("Yes, take them back")
    assert "12 enrolments taken back." in page.text
    assert page.rows("Enrolments by day")[1][0] == "23 November 2026"
    assert count() == 12


def test_imported_rows_stay_when_a_day_is_taken_back(walton: Client) -> None:
    page = add(walton)
    row = db.session.scalars(select(Enrolment).limit(1)).one()
    brought = Import(
        kind="enrolments", digest="0" * 64, rows_read=1, rows_added=1, imported_at=people.NOW
    )
    people.add(brought)
    people.add(
        Enrolment(
            site_id=row.site_id,
            course_id=row.course_id,
            run_id=row.run_id,
            enrolled_on=row.enrolled_on,
            new_to_life_rooms=True,
            received_on=people.TODAY,
            import_id=brought.id,
        )
    )
    page = page.follow("Take back 20 November 2026").submit("Yes, take them back")
    assert page.rows("Enrolments by day")[1:] == [
        ["20 November 2026", "1", "1", ""],
        ["All", "1", "1", ""],
    ]


def test_a_day_without_entries_has_nothing_to_take_back(walton: Client) -> None:
    walton.get("upkeep.take_back_enrolments", code=CODE, day="2026-11-20", status=404)
    walton.get("upkeep.take_back_enrolments", code=CODE, day="yesterday", status=404)


def test_adding_and_taking_back_are_in_the_audit_log(walton: Client) -> None:
    add(walton).follow("Take back 20 November 2026").submit("Yes, take them back")
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(entry.action, entry.details["enrolments"]) for entry in entries] == [
        ("added enrolments", 12),
        ("took back enrolments", 12),
    ]


def test_a_run_with_enrolments_cannot_be_removed(walton: Client) -> None:
    add(walton)
    assert walton.get("upkeep.remove_run", code=CODE).h1 == "This run cannot be removed"
