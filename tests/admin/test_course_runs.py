"""Course runs: added with a code of their own, in series, copied, started now, changed, removed."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from admin.catalogue.courses import NoCodeError, extend_open_ended, free_code
from kiosk.database import db, writing
from kiosk.models import AuditEntry, ClosedDay, Course, CourseRun, Evaluation, Meeting
from tests import people
from tests.client import Client, Page
from tests.conftest import Clock
from tests.staff import sign_in


@pytest.fixture
def walton(client: Client) -> Client:
    """A coordinator of Walton, signed in."""
    return sign_in(client, people.a_person("anna@example.org", sites=("walton",)))


def the_run(title: str) -> CourseRun:
    query = select(CourseRun).join(Course).where(Course.title == title).order_by(CourseRun.id)
    return db.session.scalars(query).all()[-1]


def days_of(run: CourseRun) -> list[date]:
    return [meeting.meets_on for meeting in run.meetings]


def add(client: Client, **typed: object) -> Page:
    fields = {"title": "Sewing", "first_on": "2026-11-30", "starts": "10:00"} | typed
    return client.get("upkeep.add_run").submit("Add this run", **fields)


def test_a_run_on_one_date_gets_a_code_and_a_meeting(walton: Client) -> None:
    page = add(walton, room="Green room", tutor="Pat", ends="12:00")
    run = the_run("Sewing")
    assert page.h1 == "Sewing"
    assert f"Added. Its code is {run.code}." in page.text
    assert page.rows("Dates to come")[1:] == [
        ["Monday 30 November 2026", "10:00 to 12:00", "Cancel 30 November 2026"]
    ]
    assert (run.room, run.tutor, run.open_ended) == ("Green room", "Pat", False)
    assert run.meetings[0].starts_at == datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


def test_adding_a_run_is_in_the_audit_log(walton: Client) -> None:
    add(walton)
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[-1]
    assert (entry.action, entry.subject) == ("added a course run", "Sewing")
    assert entry.site_id == people.site("walton").id


def test_a_known_title_joins_its_course_whatever_its_capitals(walton: Client) -> None:
    add(walton)
    add(walton, title="  sewing ")
    assert db.session.scalar(select(func.count()).select_from(Course)) == 1
    assert db.session.scalar(select(func.count()).select_from(CourseRun)) == 2


def test_a_known_group_stays_a_group_and_the_page_says_so(walton: Client) -> None:
    add(walton, kind="group")
    page = add(walton, kind="course")
    assert "“Sewing” is already known as a group, so this is a group." in page.text


def test_a_weekly_run_meets_every_week_until_its_last_date(walton: Client) -> None:
    add(walton, repeats="until", last_on="2026-12-15")
    assert days_of(the_run("Sewing")) == [
        date(2026, 11, 30),
        date(2026, 12, 7),
        date(2026, 12, 14),
    ]


def test_a_weekly_run_skips_bank_holidays_and_closed_days_and_says_so(walton: Client) -> None:
    people.add(ClosedDay(site_id=people.site().id, day=date(2026, 12, 11), reason="Staff training"))
    page = add(walton, repeats="until", first_on="2026-12-04", last_on="2027-01-08")
    assert days_of(the_run("Sewing")) == [
        date(2026, 12, 4),
        date(2026, 12, 18),
        date(2027, 1, 8),
    ]
    assert (
        "so it skips them: 11 December 2026 (Staff training), 25 December 2026 (Christmas Day), "
        "1 January 2027 (New Year's Day)." in page.text
    )


def test_a_run_without_end_is_laid_out_104_weeks_ahead(walton: Client) -> None:
    add(walton, repeats="without_end", first_on="2026-11-26")
    run = the_run("Sewing")
    assert run.open_ended
    assert run.meetings[0].meets_on == date(2026, 11, 26)
    # 30 November 2028 is the first Thursday past 104 weeks from the 26th; no Thursday is a holiday.
    assert run.meetings[-1].meets_on == date(2028, 11, 23)
    assert len(run.meetings) == 105


def test_a_run_whose_dates_are_not_known_needs_none(walton: Client) -> None:
    page = add(walton, repeats="unknown", first_on="", starts="")
    assert days_of(the_run("Sewing")) == []
    assert "It has no dates yet" in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": " "}, "Write what the course is called."),
        ({"first_on": ""}, "Choose the date, or the first date."),
        (
            {"first_on": "soon"},
            "Write the date as day, month and year, such as 24/11/2026.",
        ),
        ({"starts": ""}, "Say when it starts, such as 10:00."),
        ({"starts": "ten"}, "Write the time as hours and minutes, such as 14:30."),
        ({"ends": "09:00"}, "It ends before it starts. Check both times."),
        ({"repeats": "until"}, "Choose the last date."),
        (
            {"repeats": "until", "last_on": "2026-11-01"},
            "The last date is before the first. Change one of them.",
        ),
        (
            {"first_on": "2016-04-30"},
            "Walton opened on 1 May 2016. Choose that day or a later one.",
        ),
        ({"first_on": "2062-11-30"}, "That is more than three years away. Check the year."),
        (
            {"repeats": "until", "first_on": "2026-12-25", "last_on": "2027-01-01"},
            "The site is closed on each of these days. Change the dates.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_kept(
    walton: Client, typed: dict[str, str], sentence: str
) -> None:
    page = add(walton, room="Green room", **typed)
    assert page.errors == [sentence]
    assert page.find("input[name=room]")["value"] == "Green room"
    assert db.session.scalar(select(func.count()).select_from(CourseRun)) == 0


def test_a_date_may_be_typed_the_british_way(walton: Client) -> None:
    add(walton, first_on="30/11/2026")
    assert days_of(the_run("Sewing")) == [date(2026, 11, 30)]


def test_a_single_date_on_a_bank_holiday_is_added_with_a_warning(walton: Client) -> None:
    page = add(walton, first_on="2026-12-25")
    assert "The site is closed on that day: Christmas Day." in page.text
    assert days_of(the_run("Sewing")) == [date(2026, 12, 25)]


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        ("2026-03-26", "2026-04-02", [10, 9]),  # the clocks went forward on 29 March
        ("2026-10-22", "2026-10-29", [9, 10]),  # and back on 25 October
    ],
)
def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(
    walton: Client, first: str, last: str, hours: list[int]
) -> None:
    page = add(walton, repeats="until", first_on=first, last_on=last)
    assert [row[1] for row in page.rows("Dates so far")[1:]] == ["10:00", "10:00"]
    assert [meeting.starts_at.hour for meeting in the_run("Sewing").meetings] == hours


def test_codes_that_are_taken_are_tried_again(app: Flask) -> None:
    people.a_run(code="7Q2M4X")
    codes = iter(["7Q2M4X", "7Q2M4X", "ABC123"])
    assert free_code(lambda: next(codes)) == "ABC123"


def test_no_code_is_given_rather_than_trying_for_ever(app: Flask) -> None:
    people.a_run(code="7Q2M4X")
    with pytest.raises(NoCodeError):
        free_code(lambda: "7Q2M4X")


def test_a_series_without_end_is_topped_up_once(walton: Client) -> None:
    add(walton, repeats="without_end", first_on="2026-11-26")
    with writing():
        assert extend_open_ended(date(2026, 12, 10)) == 2
        assert extend_open_ended(date(2026, 12, 10)) == 0
    run = the_run("Sewing")
    db.session.refresh(run)
    assert days_of(run)[-2:] == [date(2028, 11, 30), date(2028, 12, 7)]
    assert run.meetings[-1].starts_at == datetime(2028, 12, 7, 10, 0, tzinfo=UTC)


def test_a_series_is_topped_up_when_somebody_adds_another_run(walton: Client, clock: Clock) -> None:
    people.a_run(days=(people.TODAY, date(2026, 12, 1)), open_ended=True)
    add(walton)
    run = db.session.scalars(select(CourseRun).where(CourseRun.code == "7Q2M4X")).one()
    # 105 Tuesdays; one of them, 28 December 2027, is the substitute day of Boxing Day.
    assert (len(run.meetings), days_of(run)[-1]) == (104, date(2028, 11, 21))


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
