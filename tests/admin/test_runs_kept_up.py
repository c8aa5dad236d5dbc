"""Course runs kept up: copied, started now, cancelled, changed, ended, removed."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, update

from kiosk.database import db, writing
from kiosk.models import Course, CourseRun, Evaluation, Meeting, Site
from tests import people
from tests.client import Client
from tests.runs import add, days_of, the_run
from tests.staff import sign_in


@pytest.fixture
def walton(client: Client) -> Client:
    """A coordinator of Walton, signed in."""
    return sign_in(client, people.a_person("anna@example.org", sites=("walton",)))


def test_a_run_is_copied_to_the_next_term_with_a_code_of_its_own(walton: Client) -> None:
    add(walton, repeats="until", last_on="2026-12-14", room="Green room", ends="12:00")
    first = the_run("Sewing")
    page = walton.get("upkeep.copy_run", code=first.code)
    assert page.h1 == "Copy Sewing to new dates"
    assert page.find("input[name=first_on]")["value"] == "2026-12-21"
    assert page.find("input[name=last_on]")["value"] == "2027-01-04"
    page.submit("Add this run", first_on="2027-01-11", last_on="2027-01-25")
    copy = the_run("Sewing")
    assert copy.code != first.code
    assert (copy.course_id, copy.room) == (first.course_id, "Green room")
    assert days_of(copy) == [date(2027, 1, 11), date(2027, 1, 18), date(2027, 1, 25)]
    assert days_of(first) == [date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14)]


def test_a_run_starts_now_and_its_poster_is_one_click_away(walton: Client) -> None:
    page = walton.get("upkeep.start_run").submit("Start it now", title="Drop-in", ends="12:00")
    run = the_run("Drop-in")
    assert [(m.starts_at, m.ends_at) for m in run.meetings] == [
        (datetime(2026, 11, 24, 10, 0, tzinfo=UTC), datetime(2026, 11, 24, 12, 0, tzinfo=UTC))
    ]
    assert page.rows("Dates to come")[1][:2] == ["Tuesday 24 November 2026", "10:00 to 12:00"]
    assert page.link("Poster").startswith(f"/admin/upkeep/runs/{run.code}/")


def test_a_run_that_starts_now_cannot_have_ended(walton: Client) -> None:
    page = walton.get("upkeep.start_run").submit("Start it now", title="Drop-in", ends="09:30")
    assert page.errors == ["That time has passed. Choose a later one, today."]


@pytest.mark.parametrize(
    ("life", "told"),
    [
        ({"opened_on": date(2026, 11, 25)}, "Walton is not open yet. Nothing can start there now."),
        ({"closed_on": date(2026, 11, 23)}, "Walton is closed for good. Nothing can start there."),
    ],
)
def test_nothing_starts_at_a_site_that_is_not_open(walton: Client, life, told) -> None:
    with writing():
        db.session.execute(update(Site).where(Site.slug == "walton").values(life))

    page = walton.get("upkeep.start_run").submit("Start it now", title="Drop-in", ends="12:00")

    assert page.errors == [told]
    assert db.session.scalar(select(func.count()).select_from(CourseRun)) == 0


def test_one_meeting_is_cancelled_in_two_taps_and_restored(walton: Client) -> None:
    people.a_run(days=(people.TODAY, date(2026, 12, 1)))
    page = walton.get("upkeep.run", code="7Q2M4X").follow("Cancel 1 December 2026")
    assert page.h1 == "Cancel Tuesday 1 December?"
    assert the_run("Mindfulness for beginners").meetings[1].cancelled_at is None
    page = page.submit("Yes, cancel this date")
    assert page.rows("Dates to come")[2] == [
        "Tuesday 1 December 2026 cancelled",
        "10:00 to 12:00",
        "Restore 1 December 2026",
    ]
    page = page.submit("Restore 1 December 2026")
    assert page.rows("Dates to come")[2][2] == "Cancel 1 December 2026"


def test_cancelling_a_date_keeps_its_forms(walton: Client) -> None:
    run = people.a_run()
    people.an_evaluation(run, covered_needs="yes")
    page = walton.get("upkeep.run", code="7Q2M4X").follow("Cancel 24 November 2026")
    page.submit("Yes, cancel this date")
    assert db.session.scalar(select(func.count()).select_from(Evaluation)) == 1


def test_a_date_is_added_with_the_usual_times(walton: Client) -> None:
    people.a_run()
    page = walton.get("upkeep.run", code="7Q2M4X").follow("Add a date")
    page = page.submit("Add this date", day="2026-12-03")
    assert page.rows("Dates to come")[2][:2] == ["Thursday 3 December 2026", "10:00 to 12:00"]


def test_the_same_date_is_not_added_twice(walton: Client) -> None:
    people.a_run()
    page = walton.get("upkeep.add_meeting", code="7Q2M4X").submit("Add this date", day="2026-11-24")
    assert page.errors == ["It already meets then, or that date was cancelled. Restore it."]


def test_a_date_beyond_a_series_without_end_is_refused(walton: Client) -> None:
    people.a_run(days=(people.TODAY, date(2026, 12, 1)), open_ended=True)
    page = walton.get("upkeep.add_meeting", code="7Q2M4X").submit("Add this date", day="2026-12-03")
    assert page.errors == [
        "This series already goes on to 1 December 2026. Choose an earlier date."
    ]


def test_room_tutor_and_times_change_from_a_day_on(walton: Client) -> None:
    people.a_run(days=(date(2026, 11, 17), people.TODAY, date(2026, 12, 1)))
    page = walton.get("upkeep.run", code="7Q2M4X").follow("Change room, tutor or times")
    page.submit("Save", room="Attic", tutor="Sam", starts="13:00", ends="14:30")
    run = the_run("Mindfulness for beginners")
    assert (run.room, run.tutor) == ("Attic", "Sam")
    assert [(m.starts_at.hour, m.ends_at and m.ends_at.hour) for m in run.meetings] == [
        (10, 12),
        (13, 14),
        (13, 14),
    ]


def test_a_series_without_end_ends_on_a_day(walton: Client) -> None:
    add(walton, repeats="without_end", first_on="2026-11-26")
    code = the_run("Sewing").code
    page = walton.get("upkeep.run", code=code).follow("End the series")
    page = page.submit("End it on this day", last_on="2026-12-10")
    run = the_run("Sewing")
    assert "It ends on Thursday 10 December." in page.text
    assert "works until the end of 24 December 2026" in page.text
    assert not run.open_ended
    assert days_of(run) == [date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 10)]


def test_dates_already_past_are_cancelled_not_forgotten_when_a_series_ends(
    walton: Client,
) -> None:
    days = (date(2026, 11, 10), date(2026, 11, 17), people.TODAY, date(2026, 12, 1))
    people.a_run(days=days, open_ended=True)
    walton.get("upkeep.stop_run", code="7Q2M4X").submit("End it on this day", last_on="2026-11-10")
    run = the_run("Mindfulness for beginners")
    assert [(m.meets_on.day, m.cancelled_at is None) for m in run.meetings] == [
        (10, True),
        (17, False),
        (24, False),
    ]


@pytest.mark.parametrize(
    ("day", "warned"),
    [(date(2026, 11, 17), True), (date(2026, 11, 18), False), (date(2026, 11, 10), True)],
)
def test_a_poster_is_announced_to_stop_a_week_before(
    walton: Client, day: date, warned: bool
) -> None:
    people.a_run(days=(day,))
    page = walton.get("upkeep.run", code="7Q2M4X")
    assert ("This poster stops working on" in page.text) is warned
    assert ("the poster stops working on" in walton.get("upkeep.page").text) is warned


def test_the_warning_names_the_day(walton: Client) -> None:
    people.a_run(days=(date(2026, 11, 17),))
    assert "This poster stops working on Tuesday 1 December." in (
        walton.get("upkeep.run", code="7Q2M4X").text
    )


def test_a_poster_that_stopped_is_not_announced_any_more(walton: Client) -> None:
    people.a_run(days=(date(2026, 11, 9),))
    page = walton.get("upkeep.run", code="7Q2M4X")
    assert "stopped working after 23 November 2026" in page.text
    assert "the poster stops working" not in walton.get("upkeep.page").text


def test_a_run_without_records_is_removed_with_its_course(walton: Client) -> None:
    people.a_run()
    page = walton.get("upkeep.run", code="7Q2M4X").follow("Remove this run")
    page = page.submit("Yes, remove it")
    assert "Mindfulness for beginners, code 7Q2M4X, is removed." in page.text
    assert db.session.scalar(select(func.count()).select_from(Meeting)) == 0
    assert db.session.scalar(select(func.count()).select_from(Course)) == 0


def test_a_run_with_records_is_never_removed(walton: Client) -> None:
    people.an_evaluation(people.a_run(), covered_needs="yes")
    page = walton.get("upkeep.remove_run", code="7Q2M4X")
    assert page.h1 == "This run cannot be removed"
    page = walton.post("upkeep.remove_run", code="7Q2M4X", data=token_of(walton))
    assert page.h1 == "This run cannot be removed"
    assert db.session.scalar(select(func.count()).select_from(CourseRun)) == 1


def test_a_run_with_records_can_have_its_coming_dates_cancelled(walton: Client) -> None:
    run = people.a_run(days=(date(2026, 11, 17), people.TODAY, date(2026, 12, 1)))
    people.an_evaluation(run, date(2026, 11, 17), covered_needs="yes")
    page = walton.get("upkeep.remove_run", code="7Q2M4X").follow("Cancel all dates to come")
    page = page.submit("Yes, cancel them")
    assert "2 dates are cancelled." in page.text
    assert [m.cancelled_at is None for m in the_run("Mindfulness for beginners").meetings] == [
        True,
        False,
        False,
    ]


def test_a_run_opens_however_its_code_is_typed(walton: Client) -> None:
    people.a_run(code="7Q2M41")
    assert walton.get("/admin/upkeep/runs/7q2-m4l").h1 == "Mindfulness for beginners"


def test_a_code_that_no_run_has_is_not_found(walton: Client) -> None:
    walton.get("upkeep.run", code="ABC123", status=404)


@pytest.mark.parametrize(
    "path",
    ["", "/copy", "/change", "/remove", "/cancel", "/stop", "/meetings/add", "/enrolments",
     "/meetings/1/cancel", "/enrolments/2026-11-24/take-back"],
)  # fmt: skip
def test_a_coordinator_of_walton_meets_no_run_of_bootle(walton: Client, path: str) -> None:
    people.a_run(slug="bootle")
    assert walton.get(f"/admin/upkeep/runs/7Q2M4X{path}", status=404)
    assert walton.post(
        f"/admin/upkeep/runs/7Q2M4X{path}", token_of(walton), status=404 if path else 405
    )


def test_a_coordinator_cannot_add_a_run_elsewhere(walton: Client) -> None:
    walton.get("/admin/upkeep/runs/add?site=bootle", status=404)
    page = add(walton, site="bootle")
    assert page.errors == ["Choose one of your sites."]
    assert db.session.scalar(select(func.count()).select_from(CourseRun)) == 0


def token_of(client: Client) -> dict[str, str]:
    """A form's token, as this browser would send it."""
    page = client.get("upkeep.add_run")
    return {"csrf_token": str(page.soup.select("form input[name=csrf_token]")[0]["value"])}
