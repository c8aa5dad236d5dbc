"""The service's own lines, worded by managers."""

import pytest
from sqlalchemy import select

from kiosk.database import db
from kiosk.models import AuditEntry
from tests import people
from tests.client import Client
from tests.staff import sign_in


@pytest.fixture
def manager(client: Client) -> Client:
    """A manager's browser."""
    return sign_in(client, people.a_person("amina@example.org", role="manager"))


def changes() -> list[tuple[str, str]]:
    query = select(AuditEntry.action, AuditEntry.subject).order_by(AuditEntry.id)
    return [(action, subject) for action, subject in db.session.execute(query)]


def test_a_manager_words_the_lines_and_the_public_pages_show_them(manager: Client) -> None:
    page = manager.get("upkeep.service_lines").submit(
        "Save the lines", owner="The Life Rooms team", contact="rooms@example.org"
    )

    assert "The lines are changed." in page.text
    assert page.find("#owner")["value"] == "The Life Rooms team"
    assert "rooms@example.org" in manager.get("/privacy").text
    assert changes() == [("changed a service line", "owner"), ("changed a service line", "contact")]


def test_a_line_can_be_emptied_again(manager: Client) -> None:
    page = manager.get("upkeep.service_lines").submit("Save the lines", owner="The team")

    page.submit("Save the lines", owner="")

    assert "The team" not in manager.get("/privacy").text


def test_saving_the_same_lines_changes_nothing(manager: Client) -> None:
    page = manager.get("upkeep.service_lines").submit("Save the lines")

    assert "Nothing was changed." in page.text
    assert changes() == []


def test_a_line_that_is_too_long_is_kept_on_the_page(manager: Client) -> None:
    page = manager.get("upkeep.service_lines").submit("Save the lines", owner="x" * 301)

    assert page.errors == ["Keep each line to 300 letters."]
    assert page.find("#owner")["value"] == "x" * 301
    assert changes() == []


def test_a_coordinator_does_not_word_the_lines(client: Client) -> None:
    sign_in(client, people.a_person("wendy@example.org", sites=("walton",)))

    client.get("upkeep.service_lines", 403)
    client.post("/admin/upkeep/lines", {"owner": "Me"}, status=400)
