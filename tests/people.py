"""The cast: a fixed morning, the four sites, and builders of three lines for the rest."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import (
    Course,
    CourseRun,
    Evaluation,
    Installation,
    Kiosk,
    Meeting,
    Person,
    Site,
    Visit,
)

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PASSWORD = "a long walk by the docks"


def site(slug: str = "walton") -> Site:
    """One of the four sites."""
    return db.session.scalars(select(Site).where(Site.slug == slug)).one()


def add(record: object) -> None:
    """Store one record as it is."""
    with writing():
        db.session.add(record)


def a_person(email: str, role: str = "coordinator", sites: tuple[str, ...] = ()) -> Person:
    """Somebody on the staff, whose password is PASSWORD once `signed_in` has set it."""
    person = Person(email=email, name=email.split("@")[0].title(), role=role, added_at=NOW)
    person.sites = [site(slug) for slug in sites]
    add(person)
    return person


def a_kiosk(slug: str = "walton", name: str = "Front door") -> Kiosk:
    """A screen that was added, not yet paired."""
    kiosk = Kiosk(site_id=site(slug).id, name=name, added_at=NOW)
    add(kiosk)
    return kiosk


def an_installation(kiosk: Kiosk, token_hash: str | None = None) -> Installation:
    """One pairing of a screen."""
    installation = Installation(id=uuid4(), kiosk_id=kiosk.id, token_hash=token_hash, paired_at=NOW)
    add(installation)
    return installation


def a_run(
    title: str = "Mindfulness for beginners",
    slug: str = "walton",
    code: str = "7Q2M4X",
    days: tuple[date, ...] = (TODAY,),
    kind: str = "course",
    **about: object,
) -> CourseRun:
    """A course run that meets from 10:00 to 12:00 in Liverpool on the given days."""
    key = title.casefold()
    course = db.session.scalars(select(Course).where(Course.title_key == key)).one_or_none()
    course = course or Course(title=title, title_key=key, kind=kind)
    run = CourseRun(course=course, site=site(slug), code=code, added_on=days[0], **about)
    for day in days:
        starts_at = clock.at_local(day) + timedelta(hours=10)
        run.meetings.append(
            Meeting(meets_on=day, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
        )
    add(run)
    return run


def a_visit(slug: str = "walton", at: datetime = NOW, **about: object) -> Visit:
    """One visit, as a tap would have recorded it."""
    values: dict[str, object] = {"purpose": "learning", "people": 1} | about
    visit = Visit(
        id=uuid4(),
        site_id=site(slug).id,
        tapped_at=at,
        visited_on=clock.local_day(at),
        visited_hour=clock.local_hour(at),
        received_on=clock.local_day(at),
        **values,
    )
    add(visit)
    return visit


def an_evaluation(run: CourseRun, held_on: date = TODAY, **answers: object) -> Evaluation:
    """One filled-in form of a run; answers not given are blank."""
    evaluation = Evaluation(
        id=uuid4(),
        site_id=run.site_id,
        run_id=run.id,
        held_on=held_on,
        received_on=held_on,
        wording=1,
        **answers,
    )
    add(evaluation)
    return evaluation
