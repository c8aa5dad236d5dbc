"""Mistaken taps: shown as a number first, struck out with a reason, put back."""

from datetime import date

import pytest
from sqlalchemy import func, select

from admin.periods import Period
from admin.summaries import summarise
from kiosk.database import db
from kiosk.models import AuditEntry, Strike, Visit
from tests import people
from tests.screens import pair
from tests.staff import sign_in
from tests.syncing import a_visit, send

PATH = "/admin/upkeep/sites/walton/mistakes"


@pytest.fixture
def kiosk(app):
    return people.a_kiosk()


@pytest.fixture
def staff(client, kiosk):
    return sign_in(client, people.a_person("ann@example.org", sites=("walton",)))


def tap(kiosk, hour, minute, **about):
    at = people.NOW.replace(day=20, hour=hour, minute=minute)
    return people.a_visit(at=at, kiosk_id=kiosk.id, **about)


def look(staff, screen, status=200, **changes):
    given = {
        "kiosk": str(screen.id),
        "day": "2026-11-20",
        "from_time": "15:00",
        "to_time": "16:00",
        "reason": "A school party tried the screen",
    }
    return staff.get(PATH).submit("See how many taps", status=status, **(given | changes))


def struck():
    query = select(func.count()).select_from(Visit).where(Visit.strike_id.is_not(None))
    return db.session.scalar(query)


def test_the_number_is_shown_before_anything_is_struck_out(staff, kiosk):
    tap(kiosk, 15, 0)
    tap(kiosk, 15, 59)
    tap(kiosk, 16, 0)
    tap(kiosk, 14, 59)

    page = look(staff, kiosk)

    assert page.find("#confirm-heading").text == (
        "2 taps between 15:00 and 16:00 will be struck out."
    )
    assert "20 November 2026, 15:00 to 16:00 · A school party tried the screen" in page.text
    assert struck() == 0
    assert "15:59" not in page.text


def test_confirming_strikes_them_out_with_reason_and_person(staff, kiosk):
    tap(kiosk, 15, 0)
    tap(kiosk, 15, 59, people=4)
    outside = tap(kiosk, 16, 0)

    page = look(staff, kiosk).submit("Strike out")

    assert "Done. 2 taps are struck out and count nowhere now." in page.text
    assert page.rows("Taps struck out")[1] == [
        "20 November 2026, 15:00 to 16:00 Front door: A school party tried the screen",
        "2",
        "Ann",
        "Put back the taps of 20 November 2026, 15:00 to 16:00",
    ]
    assert struck() == 2
    assert db.session.get(Visit, outside.id).strike_id is None
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject, entry.details) == (
        "struck out mistaken taps",
        "Front door, 20 November 2026, 15:00 to 16:00",
        {"taps": 2},
    )


def test_undone_struck_imported_and_other_screens_taps_are_left_alone(staff, kiosk):
    tap(kiosk, 15, 10, undone_at=people.NOW)
    people.a_visit(at=people.NOW.replace(day=20, hour=15, minute=20))
    tap(people.a_kiosk(name="Garden door"), 15, 30)
    tap(kiosk, 15, 40)
    look(staff, kiosk).submit("Strike out")
    tap(kiosk, 15, 50)

    page = look(staff, kiosk, to_time="17:00")

    assert page.find("#confirm-heading").text == "1 tap between 15:00 and 17:00 will be struck out."
    assert struck() == 1


def test_pressed_twice_it_strikes_out_once_and_says_so_again(staff, kiosk):
    tap(kiosk, 15, 10)
    preview = look(staff, kiosk)
    preview.submit("Strike out")

    page = preview.submit("Strike out")

    assert "Done. 1 tap is struck out and counts nowhere now." in page.text
    assert db.session.scalar(select(func.count()).select_from(Strike)) == 1


def test_struck_taps_can_be_put_back(staff, kiosk):
    tap(kiosk, 15, 10)
    page = look(staff, kiosk).submit("Strike out")

    page = page.submit("Put back the taps of 20 November")

    assert "Put back: the taps of 20 November 2026, 15:00 to 16:00 count again." in page.text
    assert page.rows("Taps struck out")[1][1:] == ["", "Ann", "put back"]
    assert struck() == 0
    assert db.session.scalars(select(Strike)).one().restored_at == people.NOW
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["struck out mistaken taps", "put back struck taps"]


def test_taps_put_back_can_be_struck_out_again(staff, kiosk):
    tap(kiosk, 15, 10)
    page = look(staff, kiosk).submit("Strike out")
    page.submit("Put back the taps of 20 November")

    look(staff, kiosk).submit("Strike out")

    assert struck() == 1


SENT_LATE = [
    a_visit(tapped_at=f"2026-11-20T{time}Z")
    for time in ("14:59:59", "15:00:00", "15:59:59", "16:00:00")
]


def test_mistaken_taps_that_come_when_the_network_is_back_are_struck_out_too(
    staff, kiosk, new_client
):
    door, garden = new_client(), new_client()
    pair(door, kiosk)
    pair(garden, people.a_kiosk(name="Garden door"))
    tap(kiosk, 15, 10)
    look(staff, kiosk).submit("Strike out")

    send(garden, visits=[a_visit(tapped_at="2026-11-20T15:30:00Z")])
    send(door, visits=SENT_LATE)

    assert struck() == 3
    assert staff.get(PATH).rows("Taps struck out")[1][1] == "3"
    day = Period(date(2026, 11, 20), date(2026, 11, 20))
    assert summarise(day, [people.site()], people.TODAY).total.visits == 3


def test_where_the_taps_were_put_back_late_ones_count_too(staff, kiosk, new_client):
    door = new_client()
    pair(door, kiosk)
    tap(kiosk, 15, 10)
    look(staff, kiosk).submit("Strike out").submit("Put back the taps of 20 November")

    send(door, visits=SENT_LATE)

    assert struck() == 0


def test_times_are_those_of_the_wall_in_summer_and_24_00_ends_the_day(staff, kiosk):
    people.a_visit(at=people.NOW.replace(month=7, day=1, hour=22, minute=59), kiosk_id=kiosk.id)
    people.a_visit(at=people.NOW.replace(month=7, day=1, hour=23, minute=0), kiosk_id=kiosk.id)

    page = look(staff, kiosk, day="2026-07-01", from_time="23:45", to_time="24:00")

    assert page.find("#confirm-heading").text == "1 tap between 23:45 and 24:00 will be struck out."


def test_with_no_taps_there_is_nothing_to_confirm(staff, kiosk):
    page = look(staff, kiosk)

    assert page.find("#confirm-heading").text == "There are no taps to strike out there."
    assert "Strike out" not in page.text
    assert page.find("#reason")["value"] == "A school party tried the screen"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": ""}, "Enter the day."),
        ({"day": "2026-11-25"}, "That day is still to come. Choose today or earlier."),
        ({"from_time": ""}, "Choose the time from which."),
        ({"to_time": ""}, "Choose the time to which."),
        ({"to_time": "15:00"}, "The second time must be later than the first."),
        ({"reason": "  "}, "Write a short reason, so that others understand it later."),
        ({"reason": "x" * 201}, "Use 200 characters or fewer for the reason."),
    ],
)
def test_what_is_missing_is_asked_for(staff, kiosk, changes, sentence):
    page = look(staff, kiosk, **changes)

    assert page.errors == [sentence]
    assert "will be struck out" not in page.text


def test_a_single_minute_cannot_be_asked_for(staff, kiosk):
    tap(kiosk, 15, 7)

    page = look(staff, kiosk, from_time="15:07", to_time="15:30")

    assert page.find("#from_time-error")
    assert "will be struck out" not in page.text


def test_a_screen_at_another_site_cannot_be_chosen(staff, kiosk):
    other = people.a_kiosk("bootle")
    people.a_visit("bootle", people.NOW.replace(day=20, hour=15, minute=5), kiosk_id=other.id)

    page = look(staff, kiosk, kiosk=str(other.id))

    assert page.find("#kiosk-error")
    assert "will be struck out" not in page.text


def test_another_sites_mistakes_do_not_exist_for_a_coordinator(staff, kiosk):
    tap(kiosk, 15, 10)
    look(staff, kiosk).submit("Strike out")
    strike = db.session.scalars(select(Strike)).one()
    token = staff.get(PATH).find("form.card [name=csrf_token]")["value"]
    sign_in(staff, people.a_person("bob@example.org", sites=("bootle",)))

    staff.get(PATH, 404)
    for slug in ("walton", "bootle"):
        path = f"/admin/upkeep/sites/{slug}/mistakes/{strike.id}/put-back"
        staff.post(path, {"csrf_token": token}, status=404)
    assert struck() == 1


def test_a_site_without_a_screen_says_so(staff):
    manager = people.a_person("mo@example.org", role="manager")
    page = sign_in(staff, manager).get("/admin/upkeep/sites/bootle/mistakes")

    assert "There is no screen at this site yet, so there are no taps." in page.text
