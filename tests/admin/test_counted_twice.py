"""Before people are added by hand who may be in the figures already, it is asked."""

import pytest

from tests import people
from tests.admin.test_headcounts import save, stored
from tests.staff import sign_in


@pytest.fixture
def staff(client):
    return sign_in(client, people.a_person("ann@example.org", sites=("walton",)))


ALREADY = (
    "6 people are in the figures already for 3 to 5 March 2026, by screen or from a file. "
    "If yours are the same people, they would be counted twice."
)


@pytest.fixture
def six_came(app):
    """Four people with a tap on the first day of a count, two on its last."""
    people.a_visit(people=4, at=people.NOW.replace(month=3, day=3))
    people.a_visit(people=2, at=people.NOW.replace(month=3, day=5, hour=23))
    people.a_visit(people=8, at=people.NOW.replace(month=3, day=6, hour=0))


def test_it_is_asked_before_people_are_added_to_days_with_taps(staff, six_came):
    page = save(staff)

    assert ALREADY in page.text
    assert stored() == []
    assert page.find("form.card #people")["value"] == "40"

    page = page.submit("Add them all the same")

    assert "Saved. 40 people added for 3 to 5 March 2026." in page.text
    assert ALREADY not in page.text
    assert [row.people for row in stored()] == [40]


def test_only_the_hours_of_a_count_are_asked_about(staff, six_came):
    early = {"from_time": "09:00", "to_on": "2026-03-03"}

    assert "Saved. 40 people added" in save(staff, **early, to_time="10:00").text
    page = save(staff, **early, to_time="10:01")
    assert (
        "4 people are in the figures already for 3 March 2026, 09:00 to 10:01, by screen or from "
        "a file." in page.text
    )


def test_a_check_and_a_count_of_nobody_are_not_asked_about(staff, six_came):
    assert "Saved as a check" in save(staff, screen_worked="yes").text
    assert "Saved. 0 people added" in save(staff, people="0").text
