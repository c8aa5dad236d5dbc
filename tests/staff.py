"""Signing staff in without the sign-in page, for tests of other pages."""

from kiosk.models import Person
from tests import people
from tests.client import Client


def sign_in(client: Client, person: Person) -> Client:
    """Give a browser a live session of this person, begun at the fixed morning."""
    with client.flask.session_transaction("/admin/", base_url=client.base_url) as session:
        moment = people.NOW.timestamp()
        session.update(
            person_id=person.id, number=person.session_number, began_at=moment, seen_at=moment
        )
    return client
