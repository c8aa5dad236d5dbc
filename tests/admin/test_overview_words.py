"""What the overview says beside its numbers, so that nobody reads them wrongly."""

import pytest

from tests import people
from tests.staff import sign_in


@pytest.fixture
def manager(client):
    return sign_in(client, people.a_person("mo@example.org", "manager"))


def test_the_open_days_of_all_sites_are_said_to_be_added_together(manager):
    page = manager.get("/admin/?from=2018-04-01&to=2019-03-31")

    assert (
        "The row “All” adds the open days of the sites together, so a day on which two were open "
        "counts as two."
    ) in page.text


def test_one_site_alone_is_not_compared_with_others(manager):
    page = manager.get("/admin/?from=2018-04-01&to=2019-03-31&site=walton")

    assert page.find("#by-site").get_text() == "Open days"
    assert "Compare sites" not in page.text
    assert "All" not in [row[0] for row in page.rows("Visits by site")]


def test_the_percentages_of_purposes_show_their_n(manager):
    people.a_visit(people=3)

    page = manager.get("/admin/?period=today&site=walton")

    assert page.find("#purposes-n").get_text() == "Each percentage is of 3 people (n)."
