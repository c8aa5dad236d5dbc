"""Who looks at the pages of the staff in most tests, and the year that some of them look at."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import make_url

from kiosk.database import db
from kiosk.models import Person
from tests import people
from tests.client import Client
from tests.conftest import World
from tests.staff import sign_in


@pytest.fixture
def mo(app: object) -> Person:
    """A manager."""
    return people.a_person("mo@example.org", "manager")


@pytest.fixture
def manager(client: Client, mo: Person) -> Client:
    """The manager's browser, signed in."""
    return sign_in(client, mo)


@pytest.fixture(scope="session")
def own_database(request: pytest.FixtureRequest) -> str:
    """A second database on this run's PostgreSQL, so that no other test meets the year."""
    url = make_url(request.getfixturevalue("postgresql"))
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{url.database}_demonstration"')
    return url.set(database=f"{url.database}_demonstration").render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def demonstration_year(engine, tmp_path_factory, request) -> Iterator[tuple[World, str]]:
    """A service of its own with the demonstration year, and what was printed; only to be read."""
    url = request.getfixturevalue("own_database") if engine == "postgresql" else ""
    world = World(engine, tmp_path_factory.mktemp(f"demonstration-{engine}"), url)
    with world.app.app_context():
        result = world.app.test_cli_runner().invoke(args=["demo"])
    assert result.exit_code == 0, result.output
    yield world, result.stdout
    with world.app.app_context():
        db.engine.dispose()
