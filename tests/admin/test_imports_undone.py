"""Undoing an import: everything it added is gone, whatever something else leans on stays."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from admin.imports.undoing import may_be_undone, undo
from admin.periods import Period
from admin.summaries import as_json, summarise
from kiosk.database import db
from kiosk.models import (
    AuditEntry,
    CommentReading,
    Concern,
    Course,
    CourseRun,
    Enrolment,
    Evaluation,
    Headcount,
    Import,
    Meeting,
    Visit,
)
from tests import people
from tests.admin.small_world import both_sites, the_small_world
from tests.importing import a_file, imported, judged

FILES = (
    ("visits", "walton,05/06/2018 09:15,learning,yes,3,", "southport,06/06/2018 09:15,,,,"),
    ("headcounts", "walton,04/06/2018,08/06/2018,40,,,"),
    (
        "courses",
        "walton,Pottery,05/06/2018 10:00,,,,a,",
        "walton,Singing,06/06/2018 10:00,,,,a,",
        "walton,Pottery,12/06/2018 10:00,,,,a,",
    ),
    (
        "evaluations",
        "walton,Pottery,05/06/2018,yes,no,yes,yes,yes,Good,,,",
        "walton,Mindfulness for beginners,05/06/2018,no,no,yes,,yes,,,,",
        "southport,Baking,05/06/2018,yes,no,yes,yes,yes,,,,",
    ),
    ("enrolments", "walton,Knitting,05/06/2018,yes,", "walton,Pottery,05/06/2018,no,"),
)


def summary() -> str:
    period = Period(date(2018, 4, 1), date(2019, 3, 31))
    return json.dumps(as_json(summarise(period, both_sites(), people.TODAY)))


def counted() -> dict[str, int]:
    db.session.rollback()
    tables = (Visit, Headcount, Course, CourseRun, Meeting, Evaluation, Enrolment)
    return {
        table.__tablename__: db.session.scalar(select(func.count()).select_from(table))
        for table in tables
    }


def named_runs() -> dict[str, str]:
    query = select(CourseRun.code, Course.title).join(Course, Course.id == CourseRun.course_id)
    found = db.session.execute(query.where(CourseRun.import_id.is_not(None)))
    return {code: title for code, title in found}  # noqa: C416  # typed pairs


def test_undoing_every_import_gives_back_the_same_summary(app):
    the_small_world()
    before, rows = summary(), counted()
    records = [imported(*file) for file in FILES]
    between = summary()

    for record in reversed(records):
        stayed = undo(record, people.NOW)
        assert (stayed.runs, stayed.evaluations) == ([], [])

    assert between != before
    assert summary() == before
    assert counted() == rows


def test_in_the_order_of_import_what_others_lean_on_stays_until_they_are_undone_too(app):
    the_small_world()
    before, rows = summary(), counted()
    records = [imported(*file) for file in FILES]

    codes = {code: title for code, title in named_runs().items() if title == "Pottery"}
    stayed = [undo(record, people.NOW) for record in records]

    (code,) = codes
    assert [each.sentences for each in stayed] == [
        [],
        [],
        [f"One course run stays, since it has received something: Pottery ({code})."],
        [],
        [],
    ]
    assert summary() == before
    assert counted() == rows


def test_a_meeting_that_stayed_of_an_undone_import_goes_with_the_last_form_of_its_day(app):
    imported("courses", "walton,Singing,04/09/2018 10:00,,,,a,")
    later = imported("courses", "walton,Singing,11/09/2018 10:00,,,,a,")
    forms = imported("evaluations", "walton,Singing,11/09/2018,yes,,,,,,,,")

    assert len(undo(later, people.NOW).runs) == 1
    undo(forms, people.NOW)

    days = db.session.scalars(select(Meeting.meets_on)).all()
    assert [day.day for day in days] == [4]


def test_an_undone_file_can_be_imported_again(app):
    undo(imported(*FILES[0]), people.NOW)

    found = judged("visits", a_file(*FILES[0]))

    assert (len(found.batch.entries), found.imported_at) == (2, None)
    assert imported(*FILES[0]).rows_added == 2


def test_a_second_undo_does_nothing(app):
    record = imported(*FILES[0])

    assert undo(record, people.NOW) is not None
    assert undo(record, people.NOW) is None
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["imported visits", "undid an import of visits"]


def test_a_form_that_worried_somebody_stays_with_its_run(app):
    record = imported(*FILES[3])
    form = db.session.scalars(select(Evaluation).where(Evaluation.good == "Good")).one()
    people.add(Concern(evaluation_id=form.id, raised_at=people.NOW))
    people.add(CommentReading(evaluation_id=form.id, read_at=people.NOW))

    stayed = undo(record, people.NOW)

    code = db.session.scalars(select(CourseRun.code)).one()
    assert stayed.sentences == [
        "One form stays, since somebody was worried by it: Walton, 5 June 2018.",
        f"One course run stays, since it has received something: Pottery ({code}).",
    ]
    assert counted() | {"visit": 0} == {
        "visit": 0,
        "headcount": 0,
        "course": 1,
        "course_run": 1,
        "meeting": 1,
        "evaluation": 1,
        "enrolment": 0,
    }
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.details["forms_that_stay"] == 1


def test_the_mark_that_a_comment_was_read_goes_with_its_form(app):
    record = imported(*FILES[3])
    for form in db.session.scalars(select(Evaluation)).all():
        people.add(CommentReading(evaluation_id=form.id, read_at=people.NOW))

    undo(record, people.NOW)

    assert db.session.scalars(select(CommentReading)).all() == []


def test_a_meeting_added_to_an_earlier_run_goes_unless_its_day_had_forms(app):
    imported("courses", "walton,Singing,04/09/2018 10:00,,,,a,")
    later = imported(
        "courses",
        "walton,Singing,11/09/2018 10:00,,,,a,",
        "walton,Singing,18/09/2018 10:00,,,,a,",
    )
    imported("evaluations", "walton,Singing,11/09/2018,yes,,,,,,,,")

    stayed = undo(later, people.NOW)

    run = db.session.scalars(select(CourseRun)).one()
    days = db.session.scalars(select(Meeting.meets_on).order_by(Meeting.id)).all()
    assert [day.day for day in days] == [4, 11]
    assert stayed.runs == [f"Singing ({run.code})"]


def test_an_import_can_be_undone_for_thirty_days(app):
    record = imported(*FILES[0])

    assert may_be_undone(record, people.NOW + timedelta(days=30))
    assert not may_be_undone(record, people.NOW + timedelta(days=30, seconds=1))


def test_the_import_itself_stays_on_record(app):
    undo(imported(*FILES[0]), people.NOW)

    kept = db.session.scalars(select(Import)).one()
    assert (kept.rows_added, kept.undone_at) == (2, people.NOW)


@pytest.mark.parametrize("what", ["visit", "enrolment"])
def test_a_run_that_had_a_visitor_or_an_enrolment_stays(app, what):
    record = imported(*FILES[2])
    run = db.session.scalars(select(CourseRun).order_by(CourseRun.id)).first()
    about = {"id": uuid4(), "site_id": run.site_id, "run_id": run.id, "received_on": people.TODAY}
    course = {"course_id": run.course_id, "enrolled_on": people.TODAY, "new_to_life_rooms": True}
    if what == "visit":
        people.a_visit(run_id=run.id)
    else:
        people.add(Enrolment(**about, **course))

    stayed = undo(record, people.NOW)

    assert stayed.runs == [f"Pottery ({run.code})"]
    assert db.session.scalars(select(CourseRun.code)).all() == [run.code]
