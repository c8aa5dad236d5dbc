"""Who looks at the pages of the staff in most tests: a manager, signed in."""

import pytest

from kiosk.models import Person
from tests import people
from tests.client import Client
from tests.staff import sign_in


@pytest.fixture
def mo(app: object) -> Person:
    """A manager."""
    return people.a_person("mo@example.org", "manager")


@pytest.fixture
def manager(client: Client, mo: Person) -> Client:
    """The manager's browser, signed in."""
    return sign_in(client, mo)
