"""Forms that wait for a course: numbers by date alone, moved all together or left."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from admin.summaries.waiting import waiting_counts
from kiosk.database import db, writing
from kiosk.models import AuditEntry, Evaluation
from tests import people
from tests.staff import sign_in

PATH = "/admin/upkeep/sites/walton/waiting"
DAY = f"{PATH}/2026-11-24"


@pytest.fixture
def staff(client):
    return sign_in(client, people.a_person("ann@example.org", sites=("walton",)))


def a_waiting_form(slug="walton", held_on=people.TODAY, **about):
    form = Evaluation(
        id=uuid4(),
        site_id=people.site(slug).id,
        held_on=held_on,
        received_on=held_on,
        wording=1,
        **about,
    )
    people.add(form)
    return form


def runs():
    db.session.expire_all()
    query = select(Evaluation.run_id).order_by(Evaluation.held_on, Evaluation.id)
    return list(db.session.scalars(query))


def actions():
    query = select(AuditEntry.action, AuditEntry.subject, AuditEntry.details)
    return [tuple(row) for row in db.session.execute(query.order_by(AuditEntry.id))]


def test_each_date_shows_its_number_and_nothing_that_was_said(staff):
    for _ in range(4):
        a_waiting_form(covered_needs="partly", good="The tea", better="Louder, please")
    a_waiting_form(held_on=date(2026, 11, 20))
    people.an_evaluation(people.a_run())

    page = staff.get(PATH)

    assert page.h1 == "Forms waiting for a course at Walton"
    assert "Tuesday 24 November 2026: 4 forms" in page.text
    assert "Friday 20 November 2026: 1 form" in page.text
    day = page.follow("Choose their course (Tuesday 24 November)")
    for shown in (page.text, day.text):
        for said in ("tea", "Louder", "Partly"):
            assert said not in shown


def test_all_of_a_dates_forms_go_to_the_course_that_is_chosen(staff):
    run = people.a_run()
    for _ in range(3):
        a_waiting_form()
    a_waiting_form(held_on=date(2026, 11, 20))

    page = staff.get(DAY).submit("Give all 3 forms", code="7Q2M4X")

    assert "Done. 3 forms belong to Mindfulness for beginners now." in page.text
    assert "Tuesday 24 November" not in page.text
    assert runs() == [None, run.id, run.id, run.id]
    assert actions() == [
        (
            "gave waiting forms to a course",
            "Mindfulness for beginners, 24 November 2026",
            {"forms": 3},
        )
    ]


def test_courses_that_met_that_day_stand_before_the_others(staff):
    people.a_run("Guitar", code="AAAAAA", days=(date(2026, 11, 10), date(2026, 12, 1)))
    people.a_run("Knitting", code="BBBBBB")
    people.a_run("Singing", code="CCCCCC", slug="bootle")
    people.a_run("Not begun yet", code="DDDDDD", days=(date(2026, 11, 25),))
    a_waiting_form()

    page = staff.get(DAY)

    assert [
        (group["label"], [option.text for option in group.find_all("option")])
        for group in page.soup.select("optgroup")
    ] == [
        ("Met on that day", ["Knitting"]),
        ("Other courses here", ["Guitar (met on 10 November 2026)"]),
    ]


def test_any_course_of_the_site_may_be_chosen(staff):
    run = people.a_run(days=(date(2026, 11, 10),))
    a_waiting_form()

    staff.get(DAY).submit("Give this form to the course", code="7Q2M4X")

    assert runs() == [run.id]


def test_a_form_that_came_in_meanwhile_is_not_given_away_unseen(staff):
    people.a_run()
    a_waiting_form()
    page = staff.get(DAY)
    a_waiting_form()

    page = page.submit("Give this form", code="7Q2M4X")

    assert "Another form of that day came in meanwhile." in page.text
    assert page.h1 == "Tuesday 24 November: 2 forms waiting for a course"
    assert runs() == [None, None]
    assert actions() == []


def test_no_course_chosen_is_asked_for(staff):
    people.a_run()
    a_waiting_form()

    assert staff.get(DAY).submit("Give this form").errors == ["Choose a course."]


def test_a_course_at_another_site_cannot_be_chosen(staff):
    people.a_run(slug="bootle")
    a_waiting_form()

    page = staff.get(DAY).submit("Give this form", code="7Q2M4X")

    assert page.find("#code-error")
    assert runs() == [None]


def test_forms_can_be_left_without_a_course_and_looked_at_again(staff):
    a_waiting_form()
    a_waiting_form()
    walton = people.site().id

    page = staff.get(DAY).submit("Leave without a course")
    assert "The forms of 24 November 2026 stay without a course." in page.text
    assert "No form is waiting." in page.text
    assert "24 November 2026: 2 forms" in page.text
    assert "waiting for a course" not in staff.get("upkeep.page").text
    assert waiting_counts([walton]) == {walton: 0}

    page = page.submit("Look for their course again")
    assert "Tuesday 24 November 2026: 2 forms" in page.text
    assert waiting_counts([walton]) == {walton: 2}
    assert actions() == [
        ("left forms without a course", "24 November 2026", {"forms": 2}),
        ("let forms wait for a course again", "24 November 2026", {"forms": 2}),
    ]


def test_forms_left_stay_where_they_are_when_later_ones_are_given_to_a_course(staff):
    run = people.a_run()
    a_waiting_form()
    staff.get(DAY).submit("Leave without a course")
    a_waiting_form()

    staff.get(DAY).submit("Give this form", code="7Q2M4X")

    assert sorted(runs(), key=str) == [run.id, None]


def test_a_form_with_a_course_cannot_be_left_without_one(app):
    form = people.an_evaluation(people.a_run())

    with pytest.raises(IntegrityError), writing():
        form.left_without_course = True


def test_waiting_forms_are_counted_by_site(app):
    walton, bootle = people.site().id, people.site("bootle").id
    a_waiting_form()
    a_waiting_form(held_on=date(2026, 11, 20))
    people.an_evaluation(people.a_run())

    assert waiting_counts([walton, bootle]) == {walton: 2, bootle: 0}
    assert waiting_counts([bootle]) == {bootle: 0}
    assert waiting_counts([]) == {}


def test_a_date_without_waiting_forms_leads_back_to_all_of_them(staff):
    assert staff.get(DAY).h1 == "Forms waiting for a course at Walton"
    staff.get(f"{PATH}/soon", 404)


def test_another_sites_waiting_forms_do_not_exist_for_a_coordinator(staff):
    a_waiting_form("bootle")
    a_waiting_form()
    token = staff.get(DAY).soup.select("[name=csrf_token]")[0]["value"]

    for path in ("waiting", "waiting/2026-11-24"):
        staff.get(f"/admin/upkeep/sites/bootle/{path}", 404)
    for ending in ("", "/leave", "/again"):
        path = f"/admin/upkeep/sites/bootle/waiting/2026-11-24{ending}"
        staff.post(path, {"csrf_token": token, "forms": "1"}, status=404)
    assert runs() == [None, None]
