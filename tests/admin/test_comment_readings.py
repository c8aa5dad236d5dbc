"""Reading comments: marks, the promise of each site, the first lines of the overview."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from kiosk.database import db, writing
from kiosk.models import AuditEntry, ClosedDay, CommentReading, Concern
from tests import people
from tests.admin.comments_world import YESTERDAY, a_comment, read, said
from tests.client import words
from tests.staff import sign_in

SINCE = "Of the comments that came since 19 September 2026,"
A_YEAR_SINCE = "Of the comments that came since 23 November 2025,"

PATH = "/admin/comments"


@pytest.fixture
def cora(app):
    return people.a_person("cora@example.org", sites=("walton",))


@pytest.fixture
def staff(client, cora):
    return sign_in(client, cora)


def readings():
    return db.session.scalar(select(func.count()).select_from(CommentReading))


def standing(page):
    return [words(site) for site in page.soup.select(".standing__site > div")]


def first_lines(page):
    return [words(item) for item in page.soup.select(".overview__notices li")]


def test_one_comment_is_marked_as_read(staff, cora):
    form = a_comment(people.a_run(), "Kind people.")

    page = staff.get(PATH).submit("Mark as read")

    assert "1 comment is marked as read." in page.text
    assert "Mark as read" not in page.text
    reading = db.session.get(CommentReading, form.id)
    assert (reading.read_at, reading.read_by_id) == (people.NOW, cora.id)
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject, entry.details) == ("read comments", "", {"comments": 1})


def test_words_of_today_are_announced_for_tomorrow(staff):
    people.an_evaluation(people.a_run(), good="Kind people.")

    page = staff.get(PATH)

    assert standing(page) == ["Walton All read New words show tomorrow"]
    assert "Kind people." not in page.text


def test_looking_alone_marks_nothing(staff):
    a_comment(people.a_run(), "Kind people.")

    staff.get(PATH)

    assert readings() == 0


def test_all_on_the_page_are_marked_and_those_on_the_next_are_not(staff):
    run = people.a_run()
    for number in range(30):
        a_comment(run, f"Comment {number}")

    page = staff.get(f"{PATH}?show=unread").submit("Mark all on this page as read")

    assert "25 comments are marked as read." in page.text
    assert len(said(page)) == 5
    assert readings() == 25


def test_pressed_twice_it_is_marked_once(staff):
    a_comment(people.a_run(), "Kind people.")
    page = staff.get(PATH)
    page.submit("Mark as read")

    assert "They were marked as read already." in page.submit("Mark as read").text
    assert readings() == 1


def test_a_comment_can_be_unread_again(staff):
    read(a_comment(people.a_run(), "Kind people."))

    page = staff.get(PATH).submit("Unread again")

    assert "The comment is unread again." in page.text
    assert readings() == 0


def test_nobody_marks_what_they_may_not_read(staff):
    a_comment(people.a_run(), "Mine.")
    elsewhere = a_comment(people.a_run("Singing", slug="bootle", code="7Q2M4Z"), "Elsewhere.")
    too_early = a_comment(people.a_run(code="7Q2M4W"), "Today.", received_on=people.TODAY)
    without_words = people.an_evaluation(people.a_run(code="7Q2M4V"))
    ids = [str(form.id) for form in (elsewhere, too_early, without_words)]
    token = staff.get(PATH).find("form.rooms__leave [name=csrf_token]")["value"]

    staff.post(f"{PATH}/read", {"csrf_token": token, "comment": [*ids, "nonsense"]})

    assert readings() == 0
    for id in ids:
        staff.post(f"{PATH}/{id}/unread", {"csrf_token": token}, status=404)


LATE = "1 has waited longer than promised"
WAITED = "The oldest has waited {} of 3 working days."


@pytest.mark.parametrize(
    ("received_on", "told"),
    [
        (date(2026, 11, 17), f" {LATE} {WAITED.format(4)}"),
        # Today is Tuesday 24. Wednesday's: three working days are Thursday, Friday, Monday.
        (date(2026, 11, 18), f" {LATE} {WAITED.format(3)}"),
        # Thursday's may still be read today.
        (date(2026, 11, 19), f" {WAITED.format(2)}"),
        (date(2026, 11, 20), f" {WAITED.format(1)}"),
        # No working day is over since.
        (date(2026, 11, 23), ""),
    ],
)
def test_the_promise_counts_the_days_on_which_the_site_is_open(staff, received_on, told):
    a_comment(people.a_run(), "Kind people.", held_on=received_on, received_on=received_on)

    page = staff.get(PATH)

    assert standing(page) == [f"Walton 1 unread at Walton{told}"]
    assert "The promise: read within 3 working days." in page.text


def test_a_closed_day_gives_a_day_more(staff):
    people.add(ClosedDay(site_id=people.site().id, day=date(2026, 11, 20), reason="Painting"))
    day = date(2026, 11, 18)
    a_comment(people.a_run(), "Kind people.", held_on=day, received_on=day)

    assert standing(staff.get(PATH)) == [f"Walton 1 unread at Walton {WAITED.format(2)}"]


def test_the_longest_wait_that_is_counted_is_a_year(staff):
    long_ago = date(2020, 2, 3)
    a_comment(people.a_run(), "Kind people.", held_on=long_ago, received_on=long_ago)

    assert standing(staff.get(PATH)) == [f"Walton 1 unread at Walton {LATE} {WAITED.format(253)}"]


def test_a_site_that_travels_counts_working_days_as_offices_do(client):
    sign_in(client, people.a_person("mo@example.org", "manager"))
    slug = "central-and-south-liverpool"
    for day, code in ((date(2026, 11, 18), "AAAAAA"), (date(2026, 11, 19), "BBBBBB")):
        run = people.a_run(slug=slug, code=code)
        a_comment(run, "Kind people.", held_on=day, received_on=day)

    assert standing(client.get(PATH))[3].startswith(
        "Central and South Liverpool 2 unread at Central and South Liverpool"
        " 1 has waited longer than promised"
    )


def test_managers_change_the_promise_on_the_sites_own_form(client):
    sign_in(client, people.a_person("mo@example.org", "manager"))
    day = date(2026, 11, 18)
    a_comment(people.a_run(), "Kind people.", held_on=day, received_on=day)

    page = client.get("/admin/upkeep/sites/walton/change")
    assert page.submit("Save", reading_days="0").errors == ["Choose 1 to 20 working days."]
    page.submit("Save", reading_days="5")

    assert people.site().reading_days == 5
    page = client.get(PATH)
    assert "The promise: read within 5 working days." in page.text
    told = "The oldest has waited 3 of 5 working days."
    assert standing(page)[0] == f"Walton 1 unread at Walton {told}"


def test_the_link_to_the_unread_finds_them_whatever_the_year(staff):
    day = date(2024, 2, 29)
    a_comment(people.a_run(), "Long ago.", held_on=day, received_on=day)
    page = staff.get(PATH)
    assert said(page) == []

    assert said(page.follow("1 unread at Walton")) == ["Long ago."]


def test_the_overview_counts_since_the_previous_sign_in(client, cora):
    with writing():
        cora.previously_signed_in_at = people.NOW - timedelta(days=4)  # Friday morning
    run = people.a_run()
    for day in (date(2026, 11, 17), date(2026, 11, 20), date(2026, 11, 23), people.TODAY):
        a_comment(run, "Kind people.", held_on=day, received_on=day)
    read(a_comment(run, "Read.", received_on=date(2026, 11, 23)))

    page = sign_in(client, cora).get("/admin/")

    line = f"{SINCE} 3 are unread, 2 of them new. 1 has waited longer than promised."
    assert first_lines(page) == [line]
    assert len(said(page.follow(line))) == 3


def test_a_form_of_an_old_meeting_that_came_lately_is_new(client, cora):
    with writing():
        cora.previously_signed_in_at = people.NOW - timedelta(days=4)
    a_comment(people.a_run(), "On paper.", held_on=date(2026, 6, 1), received_on=YESTERDAY)

    page = sign_in(client, cora).get("/admin/")

    line = f"{SINCE} 1 is unread, 1 of them new."
    assert first_lines(page) == [line]
    assert said(page.follow(line)) == ["On paper."]


def test_what_came_long_ago_is_told_at_the_first_sign_in_and_in_the_room_alone(client, cora):
    long_ago = date(2026, 6, 1)
    a_comment(people.a_run(), "Long ago.", held_on=long_ago, received_on=long_ago)
    page = sign_in(client, cora).get("/admin/")
    assert first_lines(page) == [f"{A_YEAR_SINCE} 1 is unread. 1 has waited longer than promised."]

    with writing():
        cora.previously_signed_in_at = people.NOW - timedelta(days=4)

    assert first_lines(client.get("/admin/")) == []
    assert standing(client.get(PATH))[0].startswith("Walton 1 unread at Walton")


def test_the_first_sign_in_tells_of_a_year_and_the_room_of_all(client, cora):
    for number, day in enumerate((date(2025, 11, 22), date(2025, 11, 23), date(2025, 11, 24))):
        a_comment(people.a_run(code=f"AAAAA{number}"), "Old.", held_on=day, received_on=day)

    page = sign_in(client, cora).get("/admin/")

    assert first_lines(page) == [
        f"{A_YEAR_SINCE} 2 are unread. 2 have waited longer than promised."
    ]
    assert standing(client.get(PATH))[0].startswith("Walton 3 unread at Walton")


def test_a_worry_about_an_old_comment_is_told_until_it_is_settled(client, cora):
    with writing():
        cora.previously_signed_in_at = people.NOW - timedelta(days=4)
    long_ago = date(2026, 2, 2)
    form = a_comment(people.a_run(), "I am lost.", held_on=long_ago, received_on=long_ago)
    read(form)
    people.add(Concern(evaluation_id=form.id, raised_at=people.NOW))

    page = sign_in(client, cora).get("/admin/")

    line = "Somebody is worried about 1 comment."
    assert first_lines(page) == [line]
    assert said(page.follow(line)) == ["I am lost."]
    a_comment(people.a_run(code="7Q2M4W"), "Kind people.")
    both = client.get("/admin/")
    told = f"{SINCE} 1 is unread, 1 of them new. {line}"
    assert first_lines(both)[0].startswith(told)
    with writing():
        db.session.scalars(select(Concern)).one().settled_at = people.NOW
    assert first_lines(client.get("/admin/")) == [f"{SINCE} 1 is unread, 1 of them new."]


def test_the_overview_says_nothing_when_all_is_read(staff):
    read(a_comment(people.a_run(), "Read."))

    assert first_lines(staff.get("/admin/")) == []


def test_a_first_sign_in_has_nothing_new(staff):
    a_comment(people.a_run(), "Kind people.")

    assert first_lines(staff.get("/admin/")) == [f"{A_YEAR_SINCE} 1 is unread."]
