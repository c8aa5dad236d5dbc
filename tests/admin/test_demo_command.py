"""`flask demo`: refused where there are records; a way in each time; today's run topped up."""

import hashlib
import re
from datetime import date

import pytest
from sqlalchemy import select

from admin import passwords
from admin.demonstration.door import fresh_password, open_door
from admin.demonstration.place import places
from admin.demonstration.today import meet_today
from admin.demonstration.year import make_year
from kiosk import clock as clocks
from kiosk.database import db, writing
from kiosk.devices import pairing_code_hash
from kiosk.models import ClosedDay, CourseRun, Demonstration, Meeting, PairingCode, Person, Visit
from tests import people
from tests.staff import sign_in


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()

    def run_command(*words: str) -> tuple[int, str, str]:
        result = runner.invoke(args=["demo", *words])
        errors = [line for line in result.stderr.splitlines() if not line.startswith("{")]
        return result.exit_code, result.stdout, "\n".join(errors)

    return run_command


IN_USE = (
    "This service holds records of its own, so it is left as it is. The demonstration year "
    "needs an empty one: name another folder in KIOSK_INSTANCE, or use make demo."
)


@pytest.mark.parametrize("words", [(), ("--if-empty",)])
def test_a_service_with_a_visit_is_left_as_it_is(run, words):
    visit = people.a_visit()

    assert run(*words) == (1, "", IN_USE)
    assert db.session.scalars(select(Visit.id)).all() == [visit.id]
    assert db.session.scalars(select(CourseRun)).all() == []
    assert db.session.scalars(select(Person)).all() == []


def test_a_service_with_a_screen_or_a_course_is_in_use_too(run):
    people.a_kiosk()

    assert run() == (1, "", IN_USE)


def test_a_service_with_a_closed_day_of_its_own_is_in_use_too(run):
    people.add(ClosedDay(site_id=people.site().id, day=date(2018, 6, 5), reason="Flood"))

    assert run() == (1, "", IN_USE)


def test_sites_that_were_changed_do_not_fit(run):
    with writing():
        people.site("bootle").opened_on = date(2019, 2, 1)

    code, _said, sentence = run()

    assert code == 1
    assert sentence.startswith("The sites or their opening hours are not as they were")
    assert db.session.scalars(select(Visit.id)).all() == []


def test_the_year_is_not_put_in_twice(run):
    made = Demonstration(
        id=1, from_on=date(2018, 4, 1), to_on=date(2019, 3, 31), made_at=people.NOW
    )
    people.add(made)

    assert run() == (1, "", "The demonstration year is here already.")


def test_a_second_start_keeps_the_year_and_gives_a_fresh_way_in(run):
    people.add(
        Demonstration(id=1, from_on=date(2018, 4, 1), to_on=date(2019, 3, 31), made_at=people.NOW)
    )

    said = [run("--if-empty")[1] for _start in range(2)]

    first, second = (re.search(r"password: (\S+)", each)[1] for each in said)
    assert re.fullmatch(r"([a-z2-9]{5}-){3}[a-z2-9]{5}", first)
    assert first != second
    person = db.session.scalars(select(Person)).one()
    assert (person.email, person.role) == ("demo@example.org", "manager")
    assert passwords.matches(person.password_hash, second)
    assert not passwords.matches(person.password_hash, first)
    code = re.search(r"pairing code: (\S+)", said[1])[1].replace("-", "")
    kept = db.session.scalars(select(PairingCode.code_hash)).all()
    assert pairing_code_hash(code) in kept


def test_the_password_is_one_that_would_be_taken(app):
    password, kept = fresh_password()

    assert passwords.weakness(password, "Demonstration", "demo@example.org") is None
    assert passwords.matches(kept, password)


def test_the_code_pairs_the_screen_that_is_there(app):
    kiosk = people.a_kiosk("walton", "Front door")
    with writing():
        open_door(people.NOW, "a password", "its hash")

    assert db.session.scalars(select(PairingCode.kiosk_id)).all() == [kiosk.id]


def test_todays_runs_meet_again_on_another_day(app, clock):
    for moment in ("2026-11-24T10:00", "2026-11-24T15:00", "2026-11-28T08:00"):
        clock.set(moment)
        with writing():
            meet_today(clocks.now())

    query = (
        select(CourseRun.code, Meeting.meets_on)
        .join(Meeting)
        .order_by(CourseRun.code, Meeting.meets_on)
    )
    assert [tuple(row) for row in db.session.execute(query)] == [
        (code, date(2026, 11, day))
        for code in ("TRYBT1", "TRYCS1", "TRYST1", "TRYWN1")
        for day in (24, 28)
    ]


def test_a_real_service_opens_on_this_year_and_says_nothing_of_a_demonstration(client):
    manager = people.a_person("ann@example.org", "manager")

    page = sign_in(client, manager).get("overview.page")

    assert page.h1 == "April 2026 to March 2027"
    assert "demonstration" not in page.text


def test_the_files_of_sites_and_courses_are_of_the_days_of_the_demonstration(client):
    people.add(
        Demonstration(id=1, from_on=date(2018, 4, 1), to_on=date(2019, 3, 31), made_at=people.NOW)
    )
    page = sign_in(client, people.a_person("mia@example.org", "manager")).get("/admin/upkeep")

    assert "Everything of April 2018 to March 2019." in page.text
    assert page.link("XLSX Visits") == "/admin/export/visits.xlsx?from=2018-04-01&to=2019-03-31"


def test_the_same_seed_makes_the_same_records(app):
    first, again = (repr(make_year(places(), people.TODAY)) for _time in range(2))

    assert hashlib.sha256(first.encode()).digest() == hashlib.sha256(again.encode()).digest()
