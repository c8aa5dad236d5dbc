"""Files of comments: for the team as the room shows them; to share, only what may leave."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import select

from admin.periods import Period
from admin.summaries.comments_rows import shared_comment_rows
from kiosk.database import db
from kiosk.models import AuditEntry, Concern
from tests import people
from tests.admin.comments_world import YESTERDAY, a_comment, fill_up, let_wait, read
from tests.staff import sign_in

NOVEMBER = "from=2026-11-01&to=2026-11-30"
# A month whose last forms are in: its quarter ended more than two weeks ago.
THEN = date(2026, 9, 7)
SEPTEMBER = "from=2026-09-01&to=2026-09-30"


@pytest.fixture
def staff(client):
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


def rows(staff, query=NOVEMBER):
    text = staff.get(f"/admin/export/comments.csv?{query}").response.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def shared(staff, query=SEPTEMBER):
    return rows(staff, f"{query}&view=shared")


def of_then(run, *words, **about):
    return a_comment(run, *words, held_on=THEN, received_on=THEN, **about)


def test_the_working_file_says_what_the_room_says(staff):
    many = people.a_run(days=(YESTERDAY,))
    read(a_comment(many, "Of many.", "Warmer.", do_not_share=True))
    fill_up(many, 4)
    worrying = a_comment(people.a_run("Singing", code="7Q2M4Z"), "Of a few.")
    people.add(Concern(evaluation_id=worrying.id, raised_at=people.NOW))
    let_wait(a_comment(many, "Waiting."))
    a_comment(many, "Of today.", held_on=people.TODAY, received_on=people.TODAY)

    head, *others = rows(staff)

    assert head == [
        *("site", "course", "month", "held_on", "good", "better"),
        *("do_not_share", "read", "worried_about"),
    ]
    # One form of today: with it a date of the run is left that has fewer than five.
    course = "Mindfulness for beginners"
    assert sorted(others) == [
        ["walton", "", "2026-11", "", "Of a few.", "", "no", "no", "yes"],
        ["walton", "", "2026-11", "", "Waiting.", "", "no", "no", "no"],
        ["walton", course, "2026-11", "", "Of many.", "Warmer.", "yes", "yes", "no"],
    ]


def test_the_day_stands_in_the_working_file_where_the_room_shows_it(staff):
    run = people.a_run(days=(YESTERDAY,))
    a_comment(run, "Of many.")
    fill_up(run, 4)

    assert rows(staff)[1][1:4] == ["Mindfulness for beginners", "2026-11", "2026-11-23"]


def test_only_what_may_leave_is_in_the_file_to_share(staff):
    run = people.a_run(days=(THEN,))
    fill_up(run, 9, THEN)
    read(of_then(run, "Kind people."))
    read(of_then(run, "Between us.", do_not_share=True))
    of_then(run, "Nobody read this.")
    for settled_at, words in ((None, "Open worry."), (people.NOW, "Settled worry.")):
        form = of_then(run, words)
        read(form)
        people.add(Concern(evaluation_id=form.id, raised_at=people.NOW, settled_at=settled_at))
    read(of_then(run, "Ring 0151 496 0000"))
    read(of_then(run, "", "Mrs Green was late"))

    head, *others = shared(staff)

    assert head == ["site", "month", "good", "better"]
    assert others == [["walton", "2026-09", "Kind people.", ""]]


@pytest.mark.parametrize(("forms", "is_told"), [(9, False), (10, True)])
def test_words_leave_from_10_forms_of_their_site_and_month_on(staff, forms, is_told):
    run = people.a_run(days=(THEN, date(2026, 8, 3)))
    read(of_then(run, "Kind people."))
    fill_up(run, forms - 1, THEN)
    fill_up(run, 9, date(2026, 8, 3))

    assert shared(staff)[1:] == ([["walton", "2026-09", "Kind people.", ""]] if is_told else [])


@pytest.mark.parametrize(
    ("today", "is_told"), [(date(2026, 10, 14), False), (date(2026, 10, 15), True)]
)
def test_words_leave_once_the_last_forms_of_their_quarter_are_in(app, today, is_told):
    run = people.a_run(days=(THEN,))
    read(of_then(run, "Kind people."))
    fill_up(run, 9, THEN)
    month = Period(date(2026, 9, 1), date(2026, 9, 30))

    found = list(shared_comment_rows(db.session(), month, [run.site_id], today))

    assert found == ([("walton", "2026-09", "Kind people.", "")] if is_told else [])


def test_a_day_chosen_gives_the_whole_month_to_share(staff):
    run = people.a_run(days=(THEN,))
    fill_up(run, 9, THEN)
    read(of_then(run, "Kind people."))

    assert shared(staff, "from=2026-09-02&to=2026-09-02")[1:] == shared(staff)[1:] != []
    assert shared(staff, "from=2026-08-31&to=2026-08-31")[1:] == []


def test_nobody_takes_the_words_of_another_site(staff):
    run = people.a_run(slug="bootle", days=(THEN,))
    fill_up(run, 9, THEN)
    read(of_then(run, "Elsewhere."))

    assert rows(staff, SEPTEMBER)[1:] == shared(staff)[1:] == []
    staff.get(f"/admin/export/comments.csv?{SEPTEMBER}&site=bootle", 404)


def test_words_that_a_spreadsheet_would_run_are_inert(staff):
    run = people.a_run(days=(THEN,))
    fill_up(run, 9, THEN)
    read(of_then(run, "=1+1", "@SUM(A1)"))

    assert shared(staff)[1] == ["walton", "2026-09", "'=1+1", "'@SUM(A1)"]


def test_each_file_is_noted_with_what_it_was_for(staff):
    rows(staff)
    shared(staff, NOVEMBER)

    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(entry.action, entry.subject) for entry in entries] == [
        ("exported comments", "2026-11-01 to 2026-11-30"),
        ("exported comments to share", "2026-11-01 to 2026-11-30"),
    ]


def test_the_room_leads_to_both_files(staff):
    read(a_comment(people.a_run(), "Kind people.", held_on=date(2026, 11, 2)))
    page = staff.get("/admin/comments?period=month")

    address = page.link("To share: site and month only")

    assert address.startswith("/admin/export/comments.csv?")
    assert "view=shared" in address
    assert page.follow("For the team: every comment").status == 200
