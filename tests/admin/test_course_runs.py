"""Course runs: added with a code of their own, in series, copied, started now, changed, removed."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from admin.catalogue.courses import NoCodeError, extend_open_ended, free_code
from kiosk.database import db, writing
from kiosk.models import AuditEntry, ClosedDay, Course, CourseRun
from tests import people
from tests.client import Client
from tests.conftest import Clock
from tests.runs import add, days_of, the_run
from tests.staff import sign_in


@pytest.fixture
def walton(client: Client) -> Client:
    """A coordinator of Walton, signed in."""
    return sign_in(client, people.a_person("anna@example.org", sites=("walton",)))


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
    add(walton, title="  sewing ", starts="14:00")
    assert db.session.scalar(select(func.count()).select_from(Course)) == 1
    assert db.session.scalar(select(func.count()).select_from(CourseRun)) == 2


def test_a_known_group_stays_a_group_and_the_page_says_so(walton: Client) -> None:
    add(walton, kind="group")
    page = add(walton, kind="course", starts="14:00")
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
        "so it skips them. 11 December 2026: Staff training; 25 December 2026: Christmas Day; "
        "1 January 2027: New Year’s Day." in page.text
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
