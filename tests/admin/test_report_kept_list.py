"""The list of kept reports: what each is of, its pages, and what others than oneself may see."""

import pytest

from tests import people
from tests.reports import a_kept_report
from tests.staff import sign_in

PATH = "/admin/report/kept"


@pytest.fixture
def manager(client):
    return sign_in(client, people.a_person("mo@example.org", "manager"))


def test_a_kept_report_is_listed_with_its_days_and_its_version(manager):
    a_kept_report()

    assert manager.get(PATH).rows("Kept reports") == [
        ["Report", "Days", "Kept", "By", "Note", "Version"],
        [
            "The Life Rooms, Walton, April 2018 to March 2019",
            "1 April 2018 to 31 March 2019",
            "24 November 2026, 10:00",
            "Kept",
            "",
            "0.1.0+abc",
        ],
    ]


@pytest.mark.parametrize("asked", ["0", "-1", "2", "9999", "9" * 30, "last"])
def test_beyond_the_last_page_stands_the_last(manager, asked):
    a_kept_report()

    assert len(manager.get(f"{PATH}?page={asked}").rows("Kept reports")) == 2


def test_nothing_kept_is_told_from_nothing_that_one_may_see(manager, new_client):
    nothing = "No report was kept yet. Open a report and press “Keep this report”."
    assert nothing in manager.get(PATH).text

    a_kept_report("walton", "bootle")

    bootle = sign_in(new_client(), people.a_person("bea@example.org", sites=("bootle",)))
    page = bootle.get(PATH)
    assert "No report was kept yet." not in page.text
    assert (
        "No report that you may see was kept yet: others are of sites that you do not look after."
        in page.text
    )
