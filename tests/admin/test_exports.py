"""Files of figures and rows: inert in a spreadsheet, for a person's own sites, noted in the log."""

import csv
import io
from datetime import date, timedelta
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy import select, update

from admin.exports import inert
from kiosk.clock import LONDON
from kiosk.database import db, writing
from kiosk.models import AuditEntry, Enrolment, Evaluation
from tests import people
from tests.admin.test_overview import count_by_hand, send_forms
from tests.importing import imported, judged
from tests.staff import sign_in

TODAY = "from=2026-11-24&to=2026-11-24"


@pytest.fixture
def coordinator(client):
    return sign_in(client, people.a_person("cora@example.org", sites=("walton",)))


def read(client, kind, query=TODAY):
    """The rows of a file, as a spreadsheet reads them."""
    text = client.get(f"/admin/export/{kind}.csv?{query}").response.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_visits_show_day_and_hour_and_never_the_minute(manager):
    people.a_visit(at=people.NOW + timedelta(minutes=37), first_time=True, people=2)
    people.a_visit("bootle", purpose="other", first_time=False)
    people.a_visit(undone_at=people.NOW)

    assert read(manager, "visits")[0] == [
        "site",
        "visited_on",
        "hour",
        "purpose",
        "first_time",
        "people",
    ]
    assert sorted(read(manager, "visits")[1:]) == [
        ["bootle", "2026-11-24", "10", "other", "no", "1"],
        ["walton", "2026-11-24", "10", "learning", "yes", "2"],
    ]


def test_the_file_opens_in_a_spreadsheet(manager):
    response = manager.get(f"/admin/export/visits.csv?{TODAY}").response

    assert response.get_data().startswith(b"\xef\xbb\xbfsite,")
    assert response.get_data().endswith(b"people\r\n")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="visits-2026-11-24-to-2026-11-24.csv"'
    )
    assert response.headers["Cache-Control"] == "no-store"


def test_evaluations_carry_answers_and_never_words_or_the_day_they_came(manager):
    run = people.a_run("Walking", days=(date(2026, 11, 20),))
    send_forms(run, yes=5, held_on=date(2026, 11, 20))
    with writing():
        for form in db.session.scalars(select(Evaluation)):
            form.good, form.received_on = "Ann was kind", date(2026, 11, 23)

    header, *rows = read(manager, "evaluations", "from=2026-11-01&to=2026-11-30")

    assert header == [
        "site",
        "course",
        "month",
        "held_on",
        "covered_needs",
        "environment_suitable",
        "tutor_met_expectations",
        "could_discuss_opportunities",
        "felt_valued",
    ]
    assert rows == [["walton", "Walking", "2026-11", "2026-11-20", *["yes"] * 5]] * 5


NOVEMBER = "from=2026-11-01&to=2026-11-30"
HIDDEN = ["fewer than 5 forms", "2026-11", ""]


def test_a_run_with_fewer_than_five_forms_shows_neither_its_course_nor_its_day(manager):
    send_forms(people.a_run("Walking"), yes=4)

    rows = read(manager, "evaluations", NOVEMBER)[1:]

    assert [row[:4] for row in rows] == [["walton", *HIDDEN]] * 4


def test_no_date_of_a_run_is_shown_where_one_of_them_has_fewer_than_five_forms(manager):
    days = (date(2026, 11, 17), people.TODAY)
    run = people.a_run("Walking", days=days)
    send_forms(run, yes=5, held_on=days[0])
    send_forms(run, yes=4, held_on=days[1])
    waiting = people.an_evaluation(run)
    with writing():
        waiting.run_id = None

    shown = sorted(row[1:4] for row in read(manager, "evaluations", NOVEMBER)[1:])

    assert shown == [["", "2026-11", ""]] + [["Walking", "2026-11", ""]] * 9


def test_a_course_with_a_month_of_few_forms_is_not_named(manager):
    days = (date(2026, 10, 27), people.TODAY)
    run = people.a_run("Walking", days=days)
    send_forms(run, yes=1, held_on=days[0])
    send_forms(run, yes=5, held_on=days[1])

    rows = read(manager, "evaluations", "from=2026-10-01&to=2026-11-30")[1:]

    assert [row[1:4] for row in rows] == [["fewer than 5 forms", "2026-10", ""]] + [HIDDEN] * 5


def test_choosing_days_tells_no_day_of_a_run_with_few_forms(manager):
    many = people.a_run("Singing", days=(date(2026, 11, 17), people.TODAY))
    send_forms(many, yes=5, held_on=date(2026, 11, 17))
    send_forms(many, yes=6, held_on=people.TODAY)
    send_forms(
        people.a_run("Walking", "walton", "WWWWWW", days=(date(2026, 11, 14),)),
        yes=2,
        held_on=date(2026, 11, 14),
    )

    of_day, of_another = (
        sorted(row[1:4] for row in read(manager, "evaluations", f"from={day}&to={day}")[1:])
        for day in ("2026-11-17", "2026-11-24")
    )

    assert of_day == [["Singing", "2026-11", "2026-11-17"]] * 5 + [HIDDEN] * 2
    assert of_another == [["Singing", "2026-11", "2026-11-24"]] * 6 + [HIDDEN] * 2


def test_forms_of_a_day_stand_in_the_order_of_their_answers(manager):
    run = people.a_run()
    for answer in ["yes", "partly", "no", "not_applicable", None] * 4:
        people.an_evaluation(run, felt_valued=answer)

    shown = [row[-1] for row in read(manager, "evaluations")[1:]]

    answers = ["", "no", "not_applicable", "partly", "yes"]
    assert shown == [answer for answer in answers for _form in range(4)]


WORDS_OF = {"no": "Ann", "not_applicable": "Ben", "partly": "Cath", "yes": "Dev"}


NUMBERS = count(1)


def with_keys_in_this_order(words):
    for good in words:
        with writing():
            form = update(Evaluation).where(Evaluation.good == good)
            db.session.execute(form.values(id=UUID(int=next(NUMBERS) << 64)))


def test_no_comment_stands_beside_its_answers_in_the_order_of_the_other_file(manager):
    rows = [
        f"walton,Walking,2026-11-20,{answer},yes,yes,yes,yes,{words},,,"
        for answer, words in WORDS_OF.items()
    ]
    imported("evaluations", *rows)
    with writing():
        db.session.execute(update(Evaluation).values(received_on=date(2026, 11, 23)))

    for words in (["Ben", "Dev", "Ann", "Cath"], ["Dev", "Cath", "Ben", "Ann"]):
        with_keys_in_this_order(words)
        assert [row[4] for row in read(manager, "comments", NOVEMBER)[1:]] == words
        shown = [row[4] for row in read(manager, "evaluations", NOVEMBER)[1:]]
        assert shown == ["no", "not_applicable", "partly", "yes"]


def test_headcounts_say_whether_they_are_in_the_figures(manager):
    count_by_hand(40)
    count_by_hand(7, first=date(2026, 11, 23), days=2)

    assert read(manager, "headcounts")[1:] == [
        ["walton", "2026-11-23 00:00", "2026-11-25 00:00", "7", "by hand", "yes", "no"],
        ["walton", "2026-11-24 00:00", "2026-11-25 00:00", "40", "by hand", "yes", "yes"],
    ]


def test_enrolments_are_a_row_each(manager):
    run = people.a_run("=HYPERLINK(1)")
    people.add(
        Enrolment(
            site_id=run.site_id,
            course_id=run.course_id,
            enrolled_on=people.TODAY,
            new_to_life_rooms=True,
            received_on=people.TODAY,
        )
    )

    assert read(manager, "enrolments") == [
        ["site", "course", "enrolled_on", "new_to_life_rooms"],
        ["walton", "'=HYPERLINK(1)", "2026-11-24", "yes"],
    ]


def test_courses_are_a_row_a_meeting_and_can_be_imported_again(manager):
    days = (people.TODAY, date(2026, 11, 25))
    run = people.a_run("Walking", days=days)
    with writing():
        run.meetings[1].cancelled_at = people.NOW
    start = f"{run.meetings[0].starts_at.astimezone(LONDON):%Y-%m-%d %H:%M}"

    header, *meetings = read(manager, "courses", NOVEMBER)

    assert header == ["site", "course", "starts_at", "ends_at", "tutor", "room", "run"]
    assert [row[:3] + row[-1:] for row in meetings] == [["walton", "Walking", start, run.code]]
    again = manager.get(f"/admin/export/courses.csv?{NOVEMBER}").response.get_data()
    assert judged("courses", again).refusals == ()


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
)
def test_text_that_a_spreadsheet_would_run_is_made_inert(start):
    assert inert(f"{start}1+1") == f"'{start}1+1"


def test_numbers_and_plain_text_stay_as_they_are():
    assert [inert(cell) for cell in (-5, 98.2, None, "", "a=b")] == [-5, 98.2, None, "", "a=b"]


def test_the_summary_has_a_row_for_each_site_and_one_for_all(manager):
    people.a_visit(people=3)
    count_by_hand(4)
    count_by_hand(9, first=date(2026, 11, 23), days=2)

    header, *rows = read(manager, "summary", f"{TODAY}&site=walton&site=bootle")
    walton, bootle, total = (dict(zip(header, row, strict=True)) for row in rows)

    assert [walton["site"], bootle["site"], total["site"]] == ["walton", "bootle", "total"]
    assert (walton["visits"], walton["taps"], walton["counted"]) == ("7", "1", "4")
    assert (walton["purposes_learning"], walton["first_visits_not_recorded"]) == ("3", "1")
    assert (walton["people_left_out"], total["people_left_out"]) == ("9", "9")
    assert (bootle["visits"], bootle["covered_needs_percent"]) == ("0", "")
    assert (total["visits"], total["open_days"], total["visits_per_open_day"]) == ("7", "2", "3.5")


@pytest.mark.parametrize("kind", ["summary", "visits", "headcounts", "evaluations", "enrolments"])
def test_a_coordinator_takes_nothing_of_another_site(coordinator, kind):
    people.a_visit("bootle")
    send_forms(people.a_run(slug="bootle"), yes=6)
    count_by_hand(9, "bootle")

    rows = read(coordinator, kind)

    assert "bootle" not in {row[0] for row in rows}
    coordinator.get(f"/admin/export/{kind}.csv?{TODAY}&site=bootle", 404)


@pytest.mark.parametrize("kind", ["summary", "visits"])
def test_every_file_is_noted_in_the_log(coordinator, kind):
    read(coordinator, kind)

    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()

    assert (entry.action, entry.subject) == (f"exported {kind}", "2026-11-24 to 2026-11-24")
    assert (entry.site_id, entry.details) == (people.site("walton").id, {"sites": "walton"})


def test_bad_dates_give_no_file_of_other_days(manager):
    manager.get("/admin/export/visits.csv?from=2026-11-24&to=2026-11-23", 400)
    manager.get("/admin/export/visits.csv?from=yesterday&to=today", 400)
