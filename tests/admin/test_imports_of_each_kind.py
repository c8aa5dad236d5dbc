"""Importing a file of each kind: what is kept of each row."""

from datetime import date

from sqlalchemy import select

from kiosk.database import db, writing
from kiosk.models import Course, CourseAlias, CourseRun, Enrolment, Evaluation, Headcount, Visit
from tests import people
from tests.importing import imported, judged, refusals

BYTES_OF_VISITS = (
    b"site,tapped_at,purpose,first_time,people\r\n"
    b"Walton,05/06/2018 09:15,learning,yes,3\r\n"
    b'"The Life Rooms, Southport",2018-12-03T10:05:30Z,,,\r\n'
)


def records(model, order):
    return list(db.session.scalars(select(model).order_by(order)))


def test_visits_are_taps_with_their_london_hour(app):
    record = imported(
        "visits",
        "WALTON,05/06/2018 09:15,learning,yes,3,v1",
        '"the life rooms, southport",2018-12-03T10:05:30Z,,,,v2',
        "bootle,2019-03-31T00:30:00+01:00,not recorded,no,1,v3",
    )

    assert (record.rows_read, record.rows_added, record.kind) == (3, 3, "visits")
    found = [
        (visit.source_id, f"{visit.tapped_at:%Y-%m-%d %H:%M:%S}", visit.visited_on.isoformat())
        + (visit.visited_hour, visit.purpose, visit.first_time, visit.people, visit.site_id)
        for visit in records(Visit, Visit.tapped_at)
    ]
    assert found == [
        ("v1", "2018-06-05 08:15:00", "2018-06-05", 9, "learning", True, 3, 1),
        ("v2", "2018-12-03 10:05:30", "2018-12-03", 10, "not_recorded", None, 1, 2),
        ("v3", "2019-03-30 23:30:00", "2019-03-30", 23, "not_recorded", False, 1, 3),
    ]
    assert {(visit.import_id, visit.kiosk_id) for visit in records(Visit, Visit.id)} == {
        (record.id, None)
    }


def test_a_time_that_happened_twice_is_the_first_and_an_offset_is_exact(app):
    imported(
        "visits",
        "walton,28/10/2018 01:30,,,,wall",
        "walton,2018-10-28T01:30:00Z,,,,exact",
    )

    assert [f"{visit.tapped_at:%H:%M}" for visit in records(Visit, Visit.tapped_at)] == [
        "00:30",
        "01:30",
    ]
    assert [visit.visited_hour for visit in records(Visit, Visit.tapped_at)] == [1, 1]


def test_headcounts_of_days_last_to_the_end_of_the_last(app):
    imported(
        "headcounts",
        'walton,01/04/2018,30/04/2018,"1,954",door counter,,h1',
        "walton,2018-05-01 18:00,2018-05-01 20:30,12,,no,h2",
    )

    found = [
        (f"{each.counted_from_at:%d %H:%M}", f"{each.counted_to_at:%d %H:%M}", each.people)
        + (each.method, each.adds)
        for each in records(Headcount, Headcount.counted_from_at)
    ]
    assert found == [
        ("31 23:00", "30 23:00", 1954, "door counter", True),
        ("01 17:00", "01 19:30", 12, "by hand", False),
    ]


def test_rows_of_one_run_are_one_run_with_one_code(app):
    imported(
        "courses",
        "walton,Singing,04/09/2018 10:00,04/09/2018 12:00,Ann,Hall,autumn,",
        "walton,singing ,11/09/2018 10:00,,Bob,Hall,autumn,",
        "walton,Singing,18/09/2018 10:00,,,,spring,",
        "southport,Singing,18/09/2018 10:00,,,,autumn,",
        "walton,Singing,18/09/2018 10:00,,,,,",
        "walton,Singing,18/09/2018 10:00,,,,,",
    )

    runs = records(CourseRun, CourseRun.id)
    assert [
        (run.site.slug, run.source_run, run.tutor, run.room, len(run.meetings)) for run in runs
    ] == [
        ("walton", "autumn", "Ann, Bob", "Hall", 2),
        ("walton", "spring", "", "", 1),
        ("southport", "autumn", "", "", 1),
        ("walton", None, "", "", 1),
        ("walton", None, "", "", 1),
    ]
    assert [course.title for course in records(Course, Course.id)] == ["Singing"]
    assert len({run.code for run in runs}) == 5
    assert [meeting.meets_on.day for meeting in runs[0].meetings] == [4, 11]


def test_later_files_add_meetings_to_the_run_of_the_same_name(app):
    imported("courses", "walton,Singing,04/09/2018 10:00,,,,autumn,")

    imported("courses", "walton,SINGING,11/09/2018 10:00,,,,autumn,")

    assert [len(run.meetings) for run in records(CourseRun, CourseRun.id)] == [2]


def test_a_timetable_may_lie_ahead_but_not_years(app):
    ahead = "walton,Singing,04/09/2027 10:00,,,,,\r\nwalton,Singing,04/09/2081 10:00,,,,,"

    assert refusals("courses", f"site,course,starts_at,a,b,c,d,e\r\n{ahead}".encode()) == [
        "3: starts_at: “04/09/2081 10:00” is more than two years ahead. Check the year."
    ]


def test_forms_join_the_run_that_met_that_day_or_one_made_for_them(app):
    there = people.a_run("Singing", code="AAAAAA", days=(date(2018, 9, 4),))

    imported(
        "evaluations",
        "walton,singing,04/09/2018,yes,Partly,no,not_applicable,,A kind tutor,,,e1",
        'walton,Singing,05/09/2018,yes,yes,yes,yes,yes,,"Line one\nline two",yes,e2',
        "walton,Singing,06/09/2018,no,no,no,no,no,,,no,e3",
        "southport,Painting,06/09/2018,,,,,,,,,e4",
    )

    forms = records(Evaluation, Evaluation.source_id)
    answers = [
        (form.covered_needs, form.environment_suitable, form.tutor_met_expectations)
        + (form.could_discuss_opportunities, form.felt_valued)
        for form in forms
    ]
    assert answers[0] == ("yes", "partly", "no", "not_applicable", None)
    assert [(form.good, form.better, form.do_not_share) for form in forms[:2]] == [
        ("A kind tutor", "", False),
        ("", "Line one\nline two", True),
    ]
    assert {form.method for form in forms} == {"import"}
    runs = {run.id: run for run in records(CourseRun, CourseRun.id)}
    assert forms[0].run_id == there.id
    assert forms[1].run_id == forms[2].run_id != there.id
    made = runs[forms[1].run_id]
    assert (made.import_id, [meeting.meets_on.day for meeting in made.meetings]) == (
        forms[1].import_id,
        [5, 6],
    )
    assert [course.title for course in records(Course, Course.id)] == ["Singing", "Painting"]


def test_a_cancelled_meeting_takes_no_forms(app):
    run = people.a_run("Singing", code="AAAAAA", days=(date(2018, 9, 4),))
    with writing():
        run.meetings[0].cancelled_at = people.NOW

    imported("evaluations", "walton,Singing,04/09/2018,yes,,,,,,,,")

    assert records(Evaluation, Evaluation.id)[0].run_id != run.id


def test_enrolments_name_a_course_by_any_spelling_it_has_had(app):
    course = people.a_run("Singing", code="AAAAAA").course
    alias = CourseAlias(
        title="Sing-along", title_key="sing-along", course_id=course.id, merged_at=people.NOW
    )
    people.add(alias)

    imported("enrolments", "walton,SING-ALONG,30/04/2018,yes,", "walton,Pottery,2018-04-30,no,")

    found = [
        (each.enrolled_on.isoformat(), each.new_to_life_rooms, each.run_id)
        for each in records(Enrolment, Enrolment.source_id)
    ]
    assert found == [("2018-04-30", True, None), ("2018-04-30", False, None)]
    assert [each.title for each in records(Course, Course.id)] == ["Singing", "Pottery"]
    assert {each.course_id for each in records(Enrolment, Enrolment.id)} == {
        course.id,
        course.id + 1,
    }


def test_any_encoding_separator_and_order_of_columns(app):
    text = "mood;Tapped at;SITE\r\nsunny;05/06/2018 09:15;Walton\r\n"

    assert judged("visits", BYTES_OF_VISITS).rows_read == 2
    for content in (
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("sunny", "café").encode("cp1252"),
        text.replace(";", "\t").encode(),
        b"sep=;\r\n" + text.encode(),
        text.replace("\r\n", "\r").encode(),
        f"\r\n{text};;\r\n".encode(),
    ):
        found = judged("visits", content)
        assert (found.rows_read, found.unknown, found.refusals) == (1, ("mood",), ())
