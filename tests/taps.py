"""Tapping the check-in screen, and reading what it stored and shows."""

from sqlalchemy import select

from kiosk.database import db
from kiosk.models import Visit
from tests.client import Client, Page

TAP = "A course or group"


def visits() -> list[Visit]:
    query = select(Visit).order_by(Visit.tapped_at, Visit.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def fresh_id(page: Page) -> str:
    return str(page.find("#tiles input[name=id]")["value"])


def tap(door: Client, id: str, purpose: str = "learning", **options: object) -> Page:
    return door.post("/check-in", {"id": id, "purpose": purpose}, **options)


def strip(page: Page) -> list[str]:
    return [" ".join(key.get_text(" ").split()) for key in page.soup.select(".strip button")]
