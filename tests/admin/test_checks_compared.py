"""A comparison says where the screens saw clearly more of the people in one of its periods."""

from datetime import date, timedelta

import pytest

from kiosk import clock
from kiosk.models import Headcount
from tests import people
from tests.admin.compared_world import came, reasons

OCTOBER = "/admin/compare?from=2026-10-01&to=2026-10-31&site=walton"


@pytest.fixture
def kiosk(app):
    kiosk = people.a_kiosk()
    came("walton", "2026-08-31", 1, kiosk_id=kiosk.id)
    return kiosk


def checked(kiosk, month, *, seen, of, days=4):
    """On some days of a month the screen saw so many of the people that were counted by hand."""
    for day in range(6, 6 + days):
        on = date(2026, month, day)
        came("walton", on.isoformat(), seen, kiosk_id=kiosk.id)
        begins = clock.at_local(on)
        people.add(
            Headcount(
                site_id=people.site().id,
                counted_from_at=begins,
                counted_to_at=clock.at_local(on + timedelta(days=1)),
                people=of,
                adds=False,
                received_on=people.TODAY,
            )
        )


def of_checks(page):
    return [reason for reason in reasons(page) if "by hand" in reason]


def test_a_share_seen_that_differs_clearly_is_said(manager, kiosk):
    checked(kiosk, 9, seen=6, of=10)
    checked(kiosk, 10, seen=8, of=10)

    page = manager.get(OCTOBER)

    assert of_checks(page) == [
        "Walton: beside counts by hand the screen saw about 8 in 10 people, from 4 checks in "
        "October 2026, about 6 in 10 people, from 4 checks in September 2026. Some of the change "
        "may come from that."
    ]


def test_much_the_same_share_is_not_worth_a_word(manager, kiosk):
    checked(kiosk, 9, seen=19, of=25)
    checked(kiosk, 10, seen=21, of=25)

    assert of_checks(manager.get(OCTOBER)) == []


def test_checks_in_one_of_the_two_only_are_said(manager, kiosk):
    came("walton", "2026-09-07", 30, kiosk_id=kiosk.id)
    checked(kiosk, 10, seen=8, of=10)

    assert of_checks(manager.get(OCTOBER)) == [
        "Walton: the screen was checked by counts by hand only in October 2026, where it saw about "
        "8 in 10 people, from 4 checks. Whether it saw as many in September 2026 is not known."
    ]


@pytest.mark.parametrize(("days", "of"), [(2, 20), (4, 7)])
def test_few_checks_or_few_people_say_nothing(manager, kiosk, days, of):
    checked(kiosk, 9, seen=5, of=of, days=days)
    checked(kiosk, 10, seen=2, of=of, days=days)

    assert of_checks(manager.get(OCTOBER)) == []
