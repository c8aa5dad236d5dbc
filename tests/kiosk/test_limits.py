"""The limit of forms from one address."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from kiosk.database import db
from kiosk.limits import Limit
from kiosk.models import Evaluation
from tests import people
from tests.client import Client

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def test_so_many_may_pass_in_a_minute_and_no_more():
    limit = Limit(2)

    assert limit.wait("192.0.2.1", NOON) == 0
    assert limit.wait("192.0.2.1", NOON + seconds(20)) == 0
    assert limit.wait("192.0.2.1", NOON + seconds(30)) == 30
    assert limit.wait("192.0.2.1", NOON + seconds(60)) == 0
    assert limit.wait("192.0.2.1", NOON + seconds(61)) == 19


def test_each_address_has_a_limit_of_its_own():
    limit = Limit(1)

    assert limit.wait("192.0.2.1", NOON) == 0
    assert limit.wait("192.0.2.2", NOON) == 0
    assert limit.wait("192.0.2.1", NOON) == 60


def test_none_means_any_number():
    limit = Limit(0)

    assert [limit.wait("192.0.2.1", NOON) for _ in range(500)] == [0] * 500


def test_a_clock_set_back_keeps_nobody_waiting():
    limit = Limit(1)
    limit.wait("192.0.2.1", NOON)

    assert limit.wait("192.0.2.1", NOON - timedelta(days=3650)) == 0


def test_no_address_is_kept_and_all_is_forgotten_after_two_minutes():
    limit = Limit(5)
    limit.wait("192.0.2.1", NOON)
    assert "192.0.2.1" not in repr(vars(limit))
    assert len(limit._posts) == 1

    limit.wait("192.0.2.2", NOON + seconds(120))

    assert len(limit._posts) == 1


@pytest.fixture
def only_two(app) -> Iterator[None]:
    usual = app.extensions["form_posts"]
    app.extensions["form_posts"] = Limit(2)
    yield
    app.extensions["form_posts"] = usual


def test_one_form_too_many_waits_a_minute_and_loses_nothing(client: Client, clock, only_two):
    people.a_run()
    for _ in range(2):
        client.get("/f/7Q2M4X").submit("Send", covered_needs="yes")

    page = client.get("/f/7Q2M4X").submit("Send", status=429, felt_valued="no", good="Tea")

    assert page.h1 == "Please wait a minute"
    assert page.response.headers["Retry-After"] == "60"
    assert "Keep this page open: your answers are still here." in page.text
    clock.set("2026-11-24T10:01:00")
    assert page.submit("Send again").h1 == "Thank you"
    comments = db.session.scalars(select(Evaluation.good).order_by(Evaluation.good)).all()
    assert comments == ["", "", "Tea"]


def test_looking_is_never_limited(client: Client, only_two):
    people.a_run()

    for _ in range(5):
        client.get("/f/7Q2M4X")

    assert db.session.scalar(select(func.count()).select_from(Evaluation)) == 0
