"""Visits and forms by the dozen, for comparing months, and what a comparison says of them."""

from datetime import date, time
from uuid import uuid4

from sqlalchemy import insert

from kiosk import clock
from kiosk.database import db, writing
from kiosk.models import CourseRun, Evaluation, Import, Visit
from kiosk.questions import QUESTION_NAMES
from tests import people
from tests.client import Page

LARGEST_GROUP = 30


def came(slug: str, day: str, number: int, **about: object) -> None:
    """So many people at a site on a day, in groups as large as a tap may be."""
    on = date.fromisoformat(day)
    values: dict[str, object] = {
        "site_id": people.site(slug).id,
        "tapped_at": clock.at_local(on, time(10)),
        "visited_on": on,
        "visited_hour": 10,
        "received_on": on,
        "purpose": "learning",
    }
    groups = [LARGEST_GROUP] * (number // LARGEST_GROUP) + [number % LARGEST_GROUP]
    rows = [values | about | {"id": uuid4(), "people": size} for size in groups if size]
    with writing():
        db.session.execute(insert(Visit), rows)


def a_file() -> Import:
    """A file of visits, for `came` to have come from."""
    about = {"rows_read": 1, "rows_added": 1, "imported_at": people.NOW}
    file = Import(kind="visits", digest="0" * 64, **about)
    people.add(file)
    return file


def forms(run: CourseRun, day: str, yes: int, no: int = 0, wording: int = 1) -> None:
    """So many forms that answer every question with Yes, and with No."""
    on = date.fromisoformat(day)
    rows = [
        {
            "id": uuid4(),
            "site_id": run.site_id,
            "run_id": run.id,
            "held_on": on,
            "received_on": on,
            "wording": wording,
            **dict.fromkeys(QUESTION_NAMES, answer),
        }
        for answer in ["yes"] * yes + ["no"] * no
    ]
    with writing():
        db.session.execute(insert(Evaluation), rows)


def reasons(page: Page, number: int = 0) -> list[str]:
    """What stands beneath “Is that fair to say?”."""
    card = page.soup.select(".compared__whole")[number]
    return [item.get_text() for item in card.select("li")]


def verdicts(page: Page) -> list[str]:
    """Whether each comparison is up or down."""
    return [each.get_text() for each in page.soup.select(".compared__verdict")]
