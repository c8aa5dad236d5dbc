"""Days on which a site is open although it usually is not, and how its open days are counted."""

from datetime import date, time, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from admin.bank_holidays import BankHolidays
from admin.opening import Closures, days_between
from kiosk.database import db
from kiosk.models import AuditEntry, ClosedDay, HolidayChange, OpenedDay
from tests import people
from tests.client import Client, Page
from tests.conftest import Clock
from tests.opening import is_open, open_days
from tests.staff import sign_in

SATURDAY, BOXING_DAY = date(2026, 11, 28), date(2026, 12, 28)
YEAR = (date(2018, 4, 1), date(2019, 3, 31))


@pytest.fixture
def walton(client: Client) -> Client:
    """A coordinator of Walton, signed in."""
    return sign_in(client, people.a_person("anna@example.org", sites=("walton",)))


def open_on(day: date, reason: str = "", slug: str = "walton") -> None:
    people.add(OpenedDay(site_id=people.site(slug).id, day=day, reason=reason))


def mark_open(page: Page, day: str, reason: str = "") -> Page:
    return page.submit("Mark it as open", **{"opened-day": day, "opened-reason": reason})


def test_an_opened_saturday_and_an_opened_bank_holiday_are_open_days(app: Flask) -> None:
    open_on(date(2018, 6, 2))
    open_on(date(2018, 5, 7))  # the early May bank holiday
    assert is_open(people.site(), date(2018, 6, 2))
    assert is_open(people.site(), date(2018, 5, 7))
    assert open_days(people.site(), *YEAR) == 255
    assert open_days(people.site("southport"), *YEAR) == 253


def test_an_opened_day_outside_the_life_of_a_site_is_no_open_day(app: Flask) -> None:
    open_on(date(2018, 12, 29), slug="bootle")  # it opened on 7 January 2019
    assert open_days(people.site("bootle"), *YEAR) == 60


def test_a_saturday_is_marked_as_open_and_taken_back(walton: Client) -> None:
    page = mark_open(walton.get("upkeep.site", slug="walton"), "2026-11-28", "Winter fair")
    assert "Walton is open on Saturday 28 November." in page.text
    assert page.rows("Open although usually closed")[1][:2] == [
        "Saturday 28 November 2026",
        "Winter fair",
    ]
    assert is_open(people.site(), SATURDAY)
    page = page.submit("Take away 28 November 2026")
    assert "Saturday 28 November is not marked as open any more." in page.text
    assert not is_open(people.site(), SATURDAY)
    entries = select(AuditEntry).order_by(AuditEntry.id)
    actions = [entry.action for entry in db.session.scalars(entries)]
    assert actions == ["opened a day", "took back an opened day"]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Choose the day it is open."),
        ("2026-11-30", "Walton opens on that day anyway."),
        ("2016-04-30", "Walton opened on 1 May 2016. Choose that day or a later one."),
        ("2036-11-29", "That is more than three years away. Check the year."),
    ],
)
def test_a_day_that_cannot_be_opened_is_refused_with_a_sentence(
    walton: Client, day: str, sentence: str
) -> None:
    page = mark_open(walton.get("upkeep.site", slug="walton"), day, "Fair")
    assert page.errors == [sentence]
    assert page.find("#opened-reason")["value"] == "Fair"
    assert db.session.scalars(select(OpenedDay)).all() == []


def test_a_day_is_never_open_and_closed(walton: Client) -> None:
    people.add(ClosedDay(site_id=people.site().id, day=SATURDAY))
    page = mark_open(walton.get("upkeep.site", slug="walton"), "2026-11-28")
    assert page.errors == [
        "Walton is marked as closed on that day. Open it again in the list first."
    ]
    mark_open(walton.get("upkeep.site", slug="walton"), "2026-12-28")
    page = walton.get("upkeep.site", slug="walton").submit("Add this day", day="2026-12-28")
    assert page.errors == [
        "Walton is marked as open on that day. Take that away in the list first."
    ]
    assert db.session.scalars(select(ClosedDay.day)).all() == [SATURDAY]


def test_a_weekly_course_meets_on_a_bank_holiday_that_is_an_open_day(walton: Client) -> None:
    open_on(BOXING_DAY)
    walton.get("upkeep.add_run").submit(
        "Add this run",
        title="Choir",
        repeats="until",
        first_on="2026-12-21",
        last_on="2027-01-04",
        starts="10:00",
    )
    page = walton.get("upkeep.courses").follow("Choir")
    assert "28 December" in page.text


def test_the_travelling_service_opens_a_bank_holiday_but_no_other_day(client: Client) -> None:
    sign_in(client, people.a_person("mo@example.org", "manager"))
    page = client.get("upkeep.site", slug="central-and-south-liverpool")
    page = mark_open(page, "2026-11-28")
    assert page.errors == ["Central and South Liverpool opens on that day anyway."]
    page = mark_open(page, "2026-12-28")
    assert "Central and South Liverpool is open on Monday 28 December." in page.text


def test_a_screen_is_not_asked_for_on_a_saturday_whose_hours_nobody_noted(
    client: Client, clock: Clock
) -> None:
    open_on(SATURDAY)
    people.an_installation(people.a_kiosk())
    clock.set("2026-11-28T15:00:00")
    with client.flask.session_transaction("/admin/", base_url=client.base_url) as session:
        now, person = clock().timestamp(), people.a_person("mo@example.org", "manager")
        session.update(person_id=person.id, number=1, began_at=now, seen_at=now)
    text = client.get("/admin/").text
    assert "Walton: Front door has not been heard from since Tuesday 24 November." in text


days = st.dates(date(2018, 3, 1), date(2020, 4, 30))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    weekdays=st.frozensets(st.integers(0, 6)),
    closed=st.frozensets(days, max_size=9),
    opened=st.frozensets(days, max_size=9),
    added=st.frozensets(days, max_size=5),
    taken_away=st.frozensets(
        st.sampled_from([date(2018, 5, 7), date(2018, 12, 25), date(2019, 4, 19)])
    ),
    life=st.tuples(days, st.none() | days),
    period=st.tuples(days, days),
)
def test_the_open_days_of_a_period_are_its_open_days_one_by_one(
    weekdays: frozenset[int],
    closed: frozenset[date],
    opened: frozenset[date],
    added: frozenset[date],
    taken_away: frozenset[date],
    life: tuple[date, date | None],
    period: tuple[date, date],
) -> None:
    closures = Closures(
        site_id=1,
        weekdays=dict.fromkeys(weekdays, time(9)),
        closed=dict.fromkeys(closed, ""),
        first=life[0],
        last=life[1],
        opened=dict.fromkeys(opened - closed, ""),
        holidays=BankHolidays(dict.fromkeys(added - taken_away, "One"), taken_away),
    )
    one_by_one = sum(closures.opens(day) for day in days_between(*period))
    assert closures.open_days(*period) == one_by_one


def test_every_way_of_asking_agrees_on_the_days_that_differ(app: Flask) -> None:
    open_on(date(2018, 6, 2))
    people.add(ClosedDay(site_id=people.site().id, day=date(2018, 6, 4)))
    people.add(HolidayChange(day=date(2018, 5, 7), is_holiday=False))
    people.add(HolidayChange(day=date(2018, 6, 5), name="A royal wedding", is_holiday=True))
    days = [date(2018, 5, 7) + timedelta(days=number) for number in range(35)]
    found = [day for day in days if is_open(people.site(), day)]
    assert len(found) == open_days(people.site(), days[0], days[-1]) == 23
