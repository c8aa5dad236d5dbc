"""Writing the demonstration year into the tables, inside one `writing()`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Table, insert, select

from admin.catalogue.courses import title_key
from admin.catalogue.staff import register_person
from admin.demonstration.elsewhere import figures
from admin.demonstration.listening import concern, notes, readings
from admin.demonstration.place import Place, Row
from admin.demonstration.published import FIRST, LAST
from admin.demonstration.timetable import Run
from admin.demonstration.year import Year
from kiosk import clock
from kiosk.database import Base, db
from kiosk.models import (
    CommentReading,
    Course,
    CourseRun,
    Demonstration,
    Enrolment,
    Evaluation,
    Headcount,
    Kiosk,
    Meeting,
    Site,
    Visit,
)
from kiosk.models.staff import COORDINATOR

AT_ONCE = 1000
SCREEN = "Front door"
TEAM = ("team@example.org", "Life Rooms team")
ANNOUNCED = timedelta(days=21)


def store(now: datetime, here: Sequence[Place], year: Year) -> None:
    """All of the year; its numbered runs get the ids that the database gives."""
    today = clock.local_day(now)
    connection = db.session.connection()
    team = _team(here)
    screens = _screens(here)
    runs, courses = _store_runs(connection, year.runs)
    with_runs = [row | {"run_id": _stored(runs, row["run_id"])} for row in year.evaluations]
    _insert(connection, Visit, _visit_rows(year.visits, runs, screens))
    _insert(connection, Headcount, [row | {"counted_by_id": team} for row in year.headcounts])
    _insert(connection, Enrolment, _enrolment_rows(year.enrolments, runs, courses))
    _insert(connection, Evaluation, with_runs)
    _insert(connection, CommentReading, list(readings(year.evaluations, today, team)))
    site_ids = {place.slug: place.site_id for place in here}
    db.session.add(concern(year.evaluations, team))
    db.session.add_all(notes(now, site_ids, team))
    db.session.add_all(figures(team))
    db.session.add(Demonstration(id=1, from_on=FIRST, to_on=LAST, made_at=now))
    db.session.flush()


def _team(here: Sequence[Place]) -> int:
    """The one who counted and read in the year; nobody can sign in as them."""
    sites = db.session.scalars(
        select(Site).where(Site.id.in_([place.site_id for place in here])).order_by(Site.id)
    ).all()
    email, name = TEAM
    team = register_person(_first_morning(FIRST), email, name, COORDINATOR, sites)
    return team.id


def _screens(here: Sequence[Place]) -> Mapping[int, int]:
    """A screen at each site, not paired: the id of each by its site's."""
    screens = [
        Kiosk(site_id=place.site_id, name=SCREEN, added_at=_first_morning(place.days[0]))
        for place in here
    ]
    db.session.add_all(screens)
    db.session.flush()
    return {screen.site_id: screen.id for screen in screens}


def _first_morning(day: date) -> datetime:
    return clock.at_local(day) + timedelta(hours=8)


def _store_runs(connection: Connection, runs: Sequence[Run]) -> tuple[list[int], list[int]]:
    """Store courses, runs and meetings; the ids of run and course by the number of the run."""
    kept = {run.course.title: run.course for run in runs}
    rows: list[Row] = [
        {"title": course.title, "title_key": title_key(course.title), "kind": course.kind}
        for course in kept.values()
    ]
    ids = _insert_numbered(connection, Course, rows)
    course_ids = dict(zip(kept, ids, strict=True))
    courses = [course_ids[run.course.title] for run in runs]
    run_rows = [_run_row(run, course_id) for run, course_id in zip(runs, courses, strict=True)]
    stored = _insert_numbered(connection, CourseRun, run_rows)
    met = [row for run in runs for row in _meeting_rows(run, stored[run.number])]
    _insert(connection, Meeting, met)
    return stored, courses


def _run_row(run: Run, course_id: int) -> Row:
    return {
        "course_id": course_id,
        "site_id": run.site_id,
        "code": run.code,
        "tutor": "",
        "room": run.room,
        "open_ended": False,
        "added_on": run.met[0].day - ANNOUNCED,
    }


def _meeting_rows(run: Run, run_id: int) -> Iterable[Row]:
    for met in run.met:
        midnight = clock.at_local(met.day)
        yield {
            "run_id": run_id,
            "meets_on": met.day,
            "starts_at": midnight + timedelta(minutes=met.starts),
            "ends_at": midnight + timedelta(minutes=met.ends),
        }


def _visit_rows(rows: Sequence[Row], runs: Sequence[int], screens: Mapping[int, int]) -> list[Row]:
    return [
        row | {"run_id": _stored(runs, row["run_id"]), "kiosk_id": _of(screens, row["site_id"])}
        for row in rows
    ]


def _enrolment_rows(rows: Sequence[Row], runs: Sequence[int], courses: Sequence[int]) -> list[Row]:
    return [
        row | {"run_id": _stored(runs, row["run_id"]), "course_id": _stored(courses, row["run_id"])}
        for row in rows
    ]


def _stored(ids: Sequence[int], number: object) -> int | None:
    return ids[number] if isinstance(number, int) else None


def _of(ids: Mapping[int, int], key: object) -> int | None:
    return ids[key] if isinstance(key, int) else None


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  # SQLAlchemy types it as anything to select from
    return table


def _insert(connection: Connection, model: type[Base], rows: Sequence[Row]) -> None:
    for first in range(0, len(rows), AT_ONCE):
        connection.execute(insert(_table(model)), rows[first : first + AT_ONCE])


def _insert_numbered(connection: Connection, model: type[Base], rows: Sequence[Row]) -> list[int]:
    """The ids that the database gave, in the order of the rows."""
    table = _table(model)
    returning = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(connection.execute(returning, rows).scalars())
