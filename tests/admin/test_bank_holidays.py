"""England's bank holidays by the year: taken away, added, put back."""

from datetime import date

import pytest
from sqlalchemy import event, select

from admin.bank_holidays import BankHolidays
from admin.opening import Closures
from kiosk.database import db
from kiosk.models import AuditEntry, HolidayChange
from tests import people
from tests.client import Client, Page
from tests.opening import is_open
from tests.staff import sign_in


@pytest.fixture
def manager(client: Client) -> Client:
    """A manager, signed in."""
    return sign_in(client, people.a_person("maggie@example.org", "manager"))


def listed(page: Page, year: int = 2026) -> list[list[str]]:
    return [row[:2] for row in page.rows(f"Bank holidays {year}")[1:]]


def actions() -> list[tuple[str, str]]:
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(entry.action, entry.subject) for entry in entries]


def test_a_year_lists_its_bank_holidays_with_the_substitute_day(manager: Client) -> None:
    page = manager.get("upkeep.page").follow("Bank holidays")
    assert page.h1 == "Bank holidays 2026"
    assert listed(page) == [
        ["Thursday 1 January", "New Year’s Day"],
        ["Friday 3 April", "Good Friday"],
        ["Monday 6 April", "Easter Monday"],
        ["Monday 4 May", "Early May bank holiday"],
        ["Monday 25 May", "Spring bank holiday"],
        ["Monday 31 August", "Summer bank holiday"],
        ["Friday 25 December", "Christmas Day"],
        ["Saturday 26 December", "Boxing Day"],
        ["Monday 28 December", "Boxing Day (substitute day)"],
    ]
    assert page.follow("2027").h1 == "Bank holidays 2027"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
        (date(2023, 1, 2), "New Year’s Day (substitute day)"),
        (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
        (date(2028, 1, 3), "New Year’s Day (substitute day)"),
        (date(2026, 11, 24), None),
    ],
)
def test_a_bank_holiday_has_the_name_that_the_government_gives_it(
    day: date, name: str | None
) -> None:
    assert BankHolidays().name(day) == name


def test_a_bank_holiday_is_taken_away_and_put_back(manager: Client) -> None:
    page = manager.get("upkeep.bank_holidays", year=2026).submit("Take away 28 December 2026")
    assert "Monday 28 December is not a bank holiday here any more." in page.text
    assert listed(page)[-1] == ["Monday 28 December", "Boxing Day (substitute day) taken away"]
    assert is_open(people.site(), date(2026, 12, 28))
    assert is_open(people.site("southport"), date(2026, 12, 28))
    page = page.submit("Put back 28 December 2026")
    assert listed(page)[-1] == ["Monday 28 December", "Boxing Day (substitute day)"]
    assert not is_open(people.site(), date(2026, 12, 28))
    assert db.session.scalars(select(HolidayChange)).all() == []
    assert actions() == [
        ("took away a bank holiday", "Boxing Day (substitute day)"),
        ("put back a bank holiday", "Monday 28 December"),
    ]


def test_a_bank_holiday_is_added_and_taken_away_again(manager: Client) -> None:
    people.a_run(days=(date(2027, 5, 12),))
    page = manager.get("upkeep.bank_holidays", year=2026).submit(
        "Add this bank holiday", day="2027-05-12", name="A royal wedding"
    )
    assert page.h1 == "Bank holidays 2027"
    assert "Wednesday 12 May is a bank holiday now: A royal wedding." in page.text
    assert "1 course meets on that day." in page.text
    assert ["Wednesday 12 May", "A royal wedding added"] in listed(page, 2027)
    assert Closures.of(people.site()).reason(date(2027, 5, 12)) == "A royal wedding"
    assert not is_open(people.site(), date(2027, 5, 12))
    page = page.submit("Take away 12 May 2027")
    assert is_open(people.site(), date(2027, 5, 12))
    assert actions() == [
        ("added a bank holiday", "A royal wedding"),
        ("removed an added bank holiday", "A royal wedding"),
    ]


@pytest.mark.parametrize(
    ("sent", "sentences"),
    [
        ({}, ["Choose the day.", "Write what the bank holiday is called."]),
        (
            {"day": "2026-12-25", "name": "Christmas"},
            ["That day is a bank holiday already: Christmas Day."],
        ),
        (
            {"day": "2026-05-04", "name": "Early May bank holiday"},
            ["That day was taken away. Put it back in its year’s list."],
        ),
        ({"day": "1999-12-31", "name": "Party"}, ["Check the year: it must be from 2000 to 2100."]),
    ],
)
def test_a_day_that_cannot_be_added_is_refused_with_a_sentence(
    manager: Client, sent: dict[str, str], sentences: list[str]
) -> None:
    people.add(HolidayChange(day=date(2026, 5, 4), is_holiday=False))
    page = manager.get("upkeep.bank_holidays", year=2026).submit("Add this bank holiday", **sent)
    assert page.errors == sentences


def test_only_what_the_list_has_is_taken_away(manager: Client) -> None:
    page = manager.get("upkeep.bank_holidays", year=2026)
    sent = {"csrf_token": page.soup.select("input[name=csrf_token]")[0]["value"]}
    for day in ("2026-11-24", "nonsense"):
        manager.post("upkeep.take_away_holiday", sent, day=day, status=404)
    manager.get("upkeep.bank_holidays", year=1999, status=404)


def test_a_coordinator_reads_the_changed_list_and_changes_nothing(client: Client) -> None:
    people.add(HolidayChange(day=date(2026, 12, 28), is_holiday=False))
    sign_in(client, people.a_person("anna@example.org", sites=("walton",)))
    page = client.get("upkeep.site", slug="walton")
    assert "Saturday 26 December Boxing Day" in page.text
    assert "Monday 28 December" not in page.text
    assert "Change the bank holidays" not in page.text
    assert "Bank holidays" not in client.get("upkeep.page").text


def test_the_overview_asks_no_more_of_the_database_for_the_days_that_differ(
    manager: Client,
) -> None:
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    manager.get("/admin/")
    about_days = [text for text in asked if "holiday_change" in text or "closed_day" in text]
    assert len(about_days) == 1
