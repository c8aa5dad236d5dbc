"""Typing in paper forms: by key, one after another, kept with their run and their day."""

from datetime import date

import pytest
from sqlalchemy import select

from kiosk.database import db, writing
from kiosk.models import AuditEntry, Evaluation
from tests import people
from tests.staff import sign_in

PATH = "/admin/upkeep/sites/walton/paper-forms"
SAVE = "Save and type the next one"
KEYS = {
    "covered_needs": "1",
    "environment_suitable": "2",
    "tutor_met_expectations": "3",
    "could_discuss_opportunities": "4",
    "felt_valued": "0",
}


@pytest.fixture
def staff(client):
    return sign_in(client, people.a_person("ann@example.org", sites=("walton",)))


def stored():
    return list(db.session.scalars(select(Evaluation).order_by(Evaluation.held_on, Evaluation.id)))


def open_form(staff, title="Mindfulness for beginners"):
    page = staff.get(PATH)
    link = next(a["href"] for a in page.soup.select("a.paper__run") if title in a.text)
    return staff.get(link)


def test_a_form_is_typed_in_by_key(staff):
    run = people.a_run()

    page = open_form(staff).submit(
        SAVE, **KEYS, good="The tea", better="More chairs", do_not_share="y"
    )

    form = stored()[0]
    assert page.h1 == "Mindfulness for beginners: type in paper forms"
    assert "Saved. 1 form typed in so far." in page.text
    assert (form.site_id, form.run_id, form.held_on) == (run.site_id, run.id, date(2026, 11, 24))
    assert (form.method, form.wording, form.received_on) == ("paper", 1, date(2026, 11, 24))
    assert [
        form.covered_needs,
        form.environment_suitable,
        form.tutor_met_expectations,
        form.could_discuss_opportunities,
        form.felt_valued,
    ] == ["yes", "partly", "no", "not_applicable", None]
    assert (form.good, form.better, form.do_not_share) == ("The tea", "More chairs", True)


def test_a_fresh_form_follows_with_run_and_day_kept(staff):
    people.a_run(days=(date(2026, 11, 10), date(2026, 11, 17), date(2026, 11, 24)))
    page = open_form(staff).submit(SAVE, **KEYS, held_on="2026-11-10")
    page = page.submit(SAVE, covered_needs="1")
    page = page.submit(SAVE, better="Louder")

    assert "Saved. 3 forms typed in so far." in page.text
    assert [str(form.held_on) for form in stored()] == ["2026-11-10"] * 3
    assert page.find("option[selected]")["value"] == "2026-11-10"
    assert page.find("#covered_needs")["value"] == ""
    assert page.find("#better").text.strip() == ""
    entries = db.session.execute(select(AuditEntry.action, AuditEntry.subject)).all()
    assert [tuple(entry) for entry in entries] == [
        ("typed in a paper form", "Mindfulness for beginners, 10 November 2026")
    ] * 3


def test_the_latest_meeting_stands_first_and_none_to_come_is_offered(staff):
    people.a_run(days=(date(2026, 11, 17), date(2026, 11, 24), date(2026, 12, 1)))

    days = [option.text for option in open_form(staff).soup.select("#held_on option")]

    assert days == ["24 November 2026", "17 November 2026"]


def test_a_form_sent_again_is_counted_once(staff):
    people.a_run()
    page = open_form(staff)
    page.submit(SAVE, **KEYS)

    again = page.submit(SAVE, **KEYS)

    assert "Saved. 1 form typed in so far." in again.text
    assert len(stored()) == 1
    assert len(db.session.scalars(select(AuditEntry)).all()) == 1


def test_the_same_answers_on_two_sheets_are_two_forms(staff):
    people.a_run()

    page = open_form(staff).submit(SAVE, **KEYS).submit(SAVE, **KEYS)

    assert "Saved. 2 forms typed in so far." in page.text
    assert len(stored()) == 2


def test_a_run_closed_long_ago_still_takes_paper_forms(staff):
    people.a_run(days=(date(2025, 11, 24),))

    open_form(staff).submit(SAVE, **KEYS)

    assert [str(form.held_on) for form in stored()] == ["2025-11-24"]


def test_after_more_than_a_year_a_run_takes_no_more(staff):
    people.a_run(days=(date(2025, 11, 22),))

    page = staff.get(PATH, query={"run": "7Q2M4X"})

    assert page.errors == ["This course has not met here in the last year. Choose another."]
    assert "Mindfulness" not in page.text


def test_a_cancelled_meeting_is_not_offered(staff):
    run = people.a_run(days=(date(2026, 11, 17), date(2026, 11, 24)))
    with writing():
        run.meetings[1].cancelled_at = people.NOW

    days = [option.text for option in open_form(staff).soup.select("#held_on option")]

    assert days == ["17 November 2026"]


def test_a_run_is_found_by_its_code_however_it_is_typed(staff):
    people.a_run()

    page = staff.get(PATH).submit("Find this course", run=" 7q2-m4x ")

    assert page.h1 == "Mindfulness for beginners: type in paper forms"


@pytest.mark.parametrize("typed", ["ABC", "ZZZZZZ", "B00TLE"])
def test_a_code_that_is_not_of_this_site_is_asked_for_again(staff, typed):
    people.a_run("Guitar", slug="bootle", code="B00T1E")

    page = staff.get(PATH).submit("Find this course", run=typed)

    assert page.errors == ["No course here has that code. Check it, or choose from the list."]
    assert page.find("#run")["value"] == typed
    assert "Guitar" not in page.text


def test_runs_are_offered_latest_first(staff):
    people.a_run("Knitting", code="AAAAAA", days=(date(2026, 11, 3),))
    people.a_run("Guitar", code="BBBBBB", days=(date(2026, 11, 10), date(2026, 12, 8)))
    people.a_run("Singing", code="CCCCCC", days=(date(2026, 12, 1),))

    titles = [strong.text for strong in staff.get(PATH).soup.select(".paper__run strong")]

    assert titles == ["Guitar", "Knitting", "Course not known"]


def test_a_group_is_asked_as_a_group(staff):
    people.a_run("Singing group", kind="group")

    assert "Did you feel valued in this group?" in open_form(staff, "Singing group").text


def test_a_form_whose_course_nobody_knows_is_kept_with_its_day(staff):
    page = open_form(staff, "Course not known")
    page = page.submit(SAVE, **KEYS, held_on="2026-11-20")

    assert "Saved. 1 form typed in so far." in page.text
    assert page.find("#held_on")["value"] == "2026-11-20"
    form = stored()[0]
    assert (form.run_id, str(form.held_on), form.method) == (None, "2026-11-20", "paper")


@pytest.mark.parametrize(
    ("held_on", "sentence"),
    [
        ("", "Enter the day that stands on the forms."),
        ("2026-11-25", "That day is still to come. Choose today or earlier."),
        ("2025-11-22", "Choose 23 November 2025 or a later day."),
    ],
)
def test_a_day_that_cannot_be_is_refused(staff, held_on, sentence):
    page = open_form(staff, "Course not known").submit(SAVE, **KEYS, held_on=held_on)

    assert page.errors == [sentence]
    assert stored() == []


def test_a_day_on_which_the_run_did_not_meet_is_refused(staff):
    people.a_run(days=(date(2026, 11, 17), date(2026, 12, 1)))

    for held_on in ("2026-11-18", "2026-12-01"):
        page = open_form(staff).submit(SAVE, **KEYS, held_on=held_on)
        assert page.find("#held_on-error")
    assert stored() == []


def test_a_key_that_means_nothing_is_refused_and_what_was_typed_stays(staff):
    people.a_run()

    page = open_form(staff).submit(SAVE, **(KEYS | {"felt_valued": "5"}), good="The tea")

    assert page.errors == ["Type 1, 2, 3 or 4; 0 or nothing for a blank answer."]
    assert page.find("#felt_valued")["value"] == "5"
    assert page.find("#environment_suitable")["value"] == "2"
    assert page.find("#good").text.strip() == "The tea"
    assert stored() == []


def test_a_sheet_with_nothing_on_it_is_not_a_form(staff):
    people.a_run()

    page = open_form(staff).submit(SAVE, covered_needs="0")

    assert page.errors == [
        "Nothing is filled in yet. Type at least one answer, or leave this sheet out."
    ]
    assert stored() == []


def test_a_comment_of_more_than_2_000_characters_is_refused(staff):
    people.a_run()

    page = open_form(staff).submit(SAVE, good="x" * 2001)

    assert page.errors == ["Use 2,000 characters or fewer."]


def test_another_sites_paper_forms_do_not_exist_for_a_coordinator(staff):
    people.a_run(slug="bootle")

    staff.get("/admin/upkeep/sites/bootle/paper-forms", 404)
    staff.get("/admin/upkeep/sites/bootle/paper-forms", 404, query={"run": "7Q2M4X"})
    page = staff.get(PATH, query={"run": "7Q2M4X"})
    assert page.errors == ["No course here has that code. Check it, or choose from the list."]
